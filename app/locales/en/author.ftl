# Who wrote something.
author-erased = Deleted account
author-imported = from elsewhere

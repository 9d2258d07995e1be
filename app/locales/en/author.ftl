# The authors of texts.
# used: author-badge-*
author-erased = Deleted account
author-secret-link = Somebody with a link
author-walk-up-code = Somebody on site
author-paper = On paper
author-imported-unnamed = Somebody elsewhere
author-imported = from elsewhere
author-badge-staff = City staff
author-badge-resident = Resident

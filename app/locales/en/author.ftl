# The authors of texts.
# used: author-badge-*
author-erased = Deleted account
author-imported = from elsewhere
author-badge-staff = City staff
author-badge-resident = Resident

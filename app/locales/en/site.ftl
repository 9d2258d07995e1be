# The frame of every page.
# used: flash-*
site-skip = Skip to the content
site-undo = Undo
site-purpose = Cabildo is where this city's people propose ideas, support them, and get an answer.
nav-main = Main
nav-about = About this place
nav-consultations = Consultations
nav-search = Search
nav-search-site = Search the whole site
nav-desk = Desk
nav-office = Your office
nav-lab = Lab
nav-log-in = Log in
nav-log-out = Log out
nav-sign-up = Sign up
nav-language = Language
nav-data = Open data

# Dates. used: relative-*
date-and-time = { $date }, { $clock }
clock-first = { $clock } (before the clocks go back)
clock-second = { $clock } (after the clocks went back)
clock-zone = { $clock } ({ $zone } time)
clock-zone-line = Times of day are { $zone } time.
date-with-relative = { $date }, { $relative }
relative-now = just now
relative-in-minutes = { $count ->
    [one] in 1 minute
   *[other] in { $count } minutes
}
relative-in-hours = { $count ->
    [one] in 1 hour
   *[other] in { $count } hours
}
relative-in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
relative-in-months = { $count ->
    [one] in 1 month
   *[other] in { $count } months
}
relative-in-years = { $count ->
    [one] in 1 year
   *[other] in { $count } years
}
relative-ago-minutes = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
relative-ago-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
relative-ago-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
relative-ago-months = { $count ->
    [one] 1 month ago
   *[other] { $count } months ago
}
relative-ago-years = { $count ->
    [one] 1 year ago
   *[other] { $count } years ago
}

# Fields of forms.
field-optional = optional
field-drafted = What you began to write is here again.
field-at-most = { $max } characters at most
field-left = {"{n}"} characters left
field-over = {"{n}"} characters too many
errors-heading = { $count ->
    [one] One thing needs your attention
   *[other] { $count } things need your attention
}
field-kept = What you typed, to copy
# After a log-in that carried a form along.
errors-carried = You are logged in now, and what you typed is here again. Look it over and send it.
errors-kept-no-password = What you typed is kept, but passwords never are: please type them again.
errors-kept = Nothing you typed is lost.
errors-item = { $label }: { $sentence }
# After a label that is a question.
errors-item-asked = { $label } { $sentence }

# Consultations: their page, cards and lists.
# used: consultation-call-answer consultation-call-propose consultation-call-support consultation-call-comment standing-* step-may-* consultations-open-* consultations-upcoming-* consultations-past-* ideas-supported ideas-newest consultation-outcome
standing-draft = Draft
standing-upcoming = Opens soon
standing-open = Open
standing-closed = Closed
standing-archived = Archived

consultation-left-none = closed now
consultation-left-minutes = { $count ->
    [one] 1 minute left
   *[other] { $count } minutes left
}
consultation-left-hours = { $count ->
    [one] 1 hour left
   *[other] { $count } hours left
}
consultation-left-days = { $count ->
    [one] 1 day left
   *[other] { $count } days left
}
consultation-call-answer = Until { $date } you can answer statements
consultation-call-propose = Until { $date } you can propose ideas
consultation-call-support = Until { $date } you can support ideas
consultation-call-comment = Until { $date } you can comment
consultation-call-draft = This is a draft
consultation-call-upcoming = It opens on { $date }
consultation-call-archived = This consultation is over
consultation-call-closed = Taking part is closed
consultation-call-between = It continues on { $date }
consultation-call-step = { $step }: until { $date }
consultation-then = Then, from { $date }: { $step }.
consultation-next = The next step: { $step }.
consultation-do-propose = Propose an idea
consultation-do-support = Support ideas
consultation-do-comment = Read and comment on ideas
consultation-do-read = Read the ideas
consultation-all-ideas = { $count ->
    [one] See the one idea
   *[other] See all { $count } ideas
}
consultation-opens = Opens on
consultation-steps = How it goes
consultation-outcome = What came of it
consultation-promise = What happens with your ideas
consultation-promise-answers = What happens with the answers
consultation-about = About this consultation
consultation-themes = Themes

step-past = Over
step-current = Now
step-next = Next
step-later = Later
step-until = until
step-may = You can { $list }.
step-might = You could { $list }.
step-will = You will be able to { $list }.
step-may-propose = propose
step-may-comment = comment
step-may-support = support
step-may-list = { $most } and { $last }

ladder-supports = { $count ->
    [one] 1 support
   *[other] { $count } supports
}
ladder-within = { $days ->
    [one] within 1 day
   *[other] within { $days } days
}

ideas-title = Ideas
ideas-none = No ideas yet.
ideas-first = Yours can be the first.
ideas-supported = Most supported ideas
ideas-newest = Newest ideas

card-promise = What happens with it:
card-people-none = Be the first to take part
card-people = { $count ->
    [one] 1 person so far
   *[other] { $count } people so far
}
card-people-took-part = { $count ->
    [0] Nobody took part
    [one] 1 person took part
   *[other] { $count } people took part
}
card-proposals = { $count ->
    [one] 1 idea
   *[other] { $count } ideas
}
card-closed = Closed on
card-outcome-waiting = The outcome is not written yet.

consultations-title = Consultations
consultations-lead = Every question the city asks, asked, or is about to ask.
consultations-tabs = Which consultations
consultations-open-tab = Open
consultations-upcoming-tab = Opening soon
consultations-past-tab = Over
consultations-open-title = Open now
consultations-upcoming-title = Opening soon
consultations-past-title = Over
consultations-open-empty = Nothing is open right now.
consultations-upcoming-empty = Nothing is announced right now.
consultations-past-empty = Nothing is over yet.
consultations-empty-next = Look at the other lists, or come back in a few days.
consultations-more = More
consultations-pages = Pages

desk-title = Your desk
desk-lead = What waits for you, the oldest promise first.
desk-oldest = The oldest was reported
desk-start-answers-title = Answers the city owes
desk-start-answers = { $count ->
    [0] No answer is owed.
    [one] 1 answer is owed.
   *[other] { $count } answers are owed.
} { $late ->
    [0] None is late.
    [one] 1 is late.
   *[other] { $late } are late.
}
desk-start-reports-title = Reports from residents
desk-start-reports = { $count ->
    [0] Nothing is waiting.
    [one] 1 contribution is waiting for a decision.
   *[other] { $count } contributions are waiting for a decision.
}
desk-start-reports-more = More than { $count } contributions are waiting for a decision.
desk-start-names = { $count ->
    [one] 1 name of a resident.
   *[other] { $count } names of residents.
}
desk-start-names-more = More than { $count } names of residents.

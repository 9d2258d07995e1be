# Support and its ladder.
support-title = Support
support-people = { $count ->
    [one] person supports this
   *[other] people support this
}
support-bar = { $count ->
    [one] 1 person supports this
   *[other] { $count } people support this
}
support-give = Support this idea
support-withdraw = Withdraw my support
support-door = You log in first.
# The one sentence about how people are counted; say it by its key wherever it is needed.
support-counted = One account, one support. Until addresses can be confirmed, one person could open several accounts; staff look for that.
support-mine = You support this idea.
support-failed = That did not reach us. Please wait a moment and press the button again.
support-progress = { $counted } of { $goal }
support-next = At { $goal ->
    [one] 1 support
   *[other] { $goal } supports
} the city owes: { $owes }. Who answers: { $owner }, within { $days ->
    [one] 1 day
   *[other] { $days } days
}.
support-imported = { $count ->
    [one] 1 more support was brought in from another platform. It is not among the signatures that count for an answer.
   *[other] { $count } more supports were brought in from another platform. They are not among the signatures that count for an answer.
}
support-ladder = All steps
support-rung-ahead = { $owes }, from { $owner }, within { $days ->
    [one] 1 day
   *[other] { $days } days
}
support-rung-owed = Reached on { $reached }: { $owes }, by { $due }. Who answers: { $owner }
support-rung-checking = Reached on { $reached }, being checked until { $until }: { $owes }, by { $due }. Who answers: { $owner }. Staff look at how the supports came in; then the answer is owed by itself.
support-rung-held = Reached on { $reached }, held until { $until }: { $owes }, by { $due }. Who answers: { $owner }. Then the answer is owed by itself. Staff hold it because:
support-row-checking = A threshold was reached, being checked until { $until }
support-rung-late = Reached on { $reached }: { $owes }. { $owner } had to answer by { $due }: it is late.
support-rung-answered = { $owes }: answered on { $date }
support-not-hidden = This idea is hidden and cannot be supported.
support-not-withdrawn = Its author took it back, so it can no longer be supported.
support-not-merged = Another idea stands for this one. Please support that one.
support-not-merged-gone = The idea that stood for this one is gone. The city decides anew about this one.
support-not-answered = The city has answered, so support is closed.

flash-supported = You support this idea. Its page shows the city's answer as soon as there is one.
flash-unsupported = You no longer support this idea.

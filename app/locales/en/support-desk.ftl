# Staff's look at supports.
# used: support-desk-signal-* flash-*
support-desk-title = Supports to look at
support-desk-lead = Conspicuous supports reached these thresholds. Each is public as being checked. The answer is owed by itself after { $hours } hours, or { $held } hours after you hold it, which you can do once.
support-desk-open = { $count ->
    [one] 1 threshold is being checked.
   *[other] { $count } thresholds are being checked.
}
support-desk-none = Nothing to look at
support-desk-none-text = No threshold was reached by conspicuous supports.
support-desk-ended = Checks that ended
support-desk-look-title = How the supports came in
support-desk-idea = To the idea
support-desk-link = How the supports came in
support-desk-checking = Being checked until { $until }
support-desk-held = Held until { $until }
support-desk-owed = Owed since { $date }
support-desk-released = Released on { $date }
support-desk-answered = Answered
support-desk-reached = { $goal ->
    [one] 1 support reached
   *[other] { $goal } supports reached
}
support-desk-threshold = At { $goal ->
    [one] 1 support:
   *[other] { $goal } supports:
}
support-desk-signal-network = Many came from one network within an hour
support-desk-signal-made-together = Many accounts were made within minutes of each other
support-desk-signal-haste = Many came faster than a person reads
support-desk-held-by = Held by
support-desk-released-by = Released by
support-desk-erased = a deleted account
support-desk-checks = Thresholds that are or were checked
support-desk-no-check = No threshold of this idea is or was checked.
support-desk-release = The answer is owed now
support-desk-hold = Hold it for { $hours } hours
support-desk-hold-reason = Why do you hold it?
support-desk-hold-hint = Everyone reads this reason on the idea's page. You can hold it once; the answer is owed { $hours } hours later by itself.
support-desk-figures = What is conspicuous
support-desk-figures-lead = { $count ->
    [one] 1 support of the last { $days } days was looked at.
   *[other] { $count } supports of the last { $days } days were looked at.
} Groups of fewer than { $few } are not shown, and neither is any name or address.
support-desk-nothing = Nobody supported this idea in the last { $days } days.
support-desk-networks = From one network within { $minutes } minutes
support-desk-made = Accounts made within { $minutes } minutes of each other, and supported within a day
support-desk-none-such = none
support-desk-hasty = Less than { $sign_up } seconds after the account was made, or { $read } seconds after the same account supported another idea:
support-desk-few = fewer than { $few }
support-desk-from = From
support-desk-until = Until
support-desk-accounts = Accounts
support-desk-hint = A library, a school or a street stall looks like this too. Nothing is decided by these figures, and no support is left out.

flash-threshold-held = Held until { $until }. Then the answer is owed by itself.
flash-threshold-released = The answer is owed now.

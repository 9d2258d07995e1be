# Staff's pages of opinion mapping.
# used: opinion-desk-tab-* opinion-desk-rule-* opinion-desk-contribute-* opinion-desk-empty-* opinion-desk-filter-* opinion-desk-status-* opinion-desk-signal-* opinion-desk-decision-* opinion-desk-reject-* opinion-desk-restore-* flash-*
opinion-desk-title = Statements
opinion-desk-lead = Consultations in which people answer statements. Where most statements wait stands first.
opinion-desk-none = No consultation maps opinions
opinion-desk-none-text = A consultation does when one of its steps has the method “Opinion map”.
opinion-desk-part = Opinion map
opinion-desk-first = People need statements to answer: add some before you publish.
opinion-desk-open = Statements, rules and invitations
opinion-desk-link = The desk of this consultation's statements
opinion-desk-all = All consultations with statements
opinion-desk-consultation = See the consultation
opinion-desk-parts = Parts of this desk
opinion-desk-waiting = { $count ->
    [0] No statement waits for you.
    [one] 1 statement waits for you.
   *[other] { $count } statements wait for you.
}
opinion-desk-people = { $count ->
    [0] Nobody has answered yet.
    [one] 1 person has answered.
   *[other] { $count } people have answered.
}

opinion-desk-tab-statements = Statements
opinion-desk-tab-seeds = Add statements
opinion-desk-tab-rules = Rules
opinion-desk-tab-invitations = Invitations
opinion-desk-tab-integrity = Integrity

opinion-desk-rule-closed = Only the lab adds statements.
opinion-desk-rule-held = Residents add statements; each waits here until somebody accepts it.
opinion-desk-rule-open = Residents add statements, and each is asked at once.
opinion-desk-filter = Which statements
opinion-desk-filter-held = Waiting ({ $count })
opinion-desk-filter-published = Asked ({ $count })
opinion-desk-filter-rejected = Taken out ({ $count })
opinion-desk-empty-held = Nothing waits for a decision.
opinion-desk-empty-published = No statement is asked yet.
opinion-desk-empty-rejected = No statement was taken out.
opinion-desk-status-held = Waiting
opinion-desk-status-published = Asked
opinion-desk-status-rejected = Taken out
opinion-desk-number = No. { $number }
opinion-desk-from-lab = From the lab
opinion-desk-from-resident = From a resident
opinion-desk-meta = About the person
opinion-desk-answers = { $agrees } agree, { $disagrees } disagree, { $passes } passed
opinion-desk-reason = Taken out because: { $reason }
opinion-desk-accept = Accept
opinion-desk-reject = Take out
opinion-desk-reject-title = Take this statement out
opinion-desk-reject-reason = Why do you take it out?
opinion-desk-reject-hint = Everyone reads this reason where the statement stood. Name the rule that was broken, not the person. The answers are kept, and no longer shape the map.
opinion-desk-reject-sure = Take it out
opinion-desk-restore = Ask it again
opinion-desk-restore-title = Ask this statement again
opinion-desk-restore-reason = Why do you ask it again?
opinion-desk-restore-hint = The person who wrote it reads this reason. Its answers count again.
opinion-desk-restore-sure = Ask it again
opinion-desk-undo-reason = Taken out by mistake.
opinion-desk-mark = Mark as about the person
opinion-desk-unmark = No longer about the person
opinion-desk-meta-tick = It is about the person, not an opinion
opinion-desk-meta-hint = “I live in this borough” is asked like any other, and does not shape the map.

opinion-desk-statement = Statement { $number }
opinion-desk-why = Reason
opinion-desk-back = All statements
opinion-desk-decide = Decide
opinion-desk-edit = Edit
opinion-desk-text = Statement
opinion-desk-text-hint = One idea. Up to { $advised } characters are easy to answer.
opinion-desk-text-fixed = People have answered this text, so it can no longer say something else. Its language and kind may change.
opinion-desk-save = Save

opinion-desk-seeds-lead = { $count ->
    [0] No statements yet. Ten to twenty that differ make a good beginning.
    [one] There is 1 statement.
   *[other] There are { $count } statements.
}
opinion-desk-seeds-label = Statements, one a line
opinion-desk-seeds-hint = Each has { $min } to { $max } characters, with words, and one idea; up to { $advised } are easy to answer. You may paste from a spreadsheet or a list: quotes, tabs and list marks are taken away, and you see what will be added first.
opinion-desk-seeds-look = Show what will be added
opinion-desk-seeds-again = Show it again
opinion-desk-seeds-note = Nothing is added yet. Look at the statements, change them below if you like, then add them. They are added as they stand below.
opinion-desk-seeds-none = None of these is new.
opinion-desk-seeds-new = { $count ->
    [one] This statement will be added
   *[other] These { $count } statements will be added
}
opinion-desk-seeds-known = There already, or written twice: left out
opinion-desk-seeds-out = Taken out before: not made again
opinion-desk-seeds-restore = Ask number { $number } again: “{ $text }”
opinion-desk-seeds-loud = Some are written in capitals alone. They stay as they are, and are harder to read.
opinion-desk-seeds-add = Ask these statements

opinion-desk-rules-lead = What holds for the statements of this consultation.
opinion-desk-contributions = Who may add statements?
opinion-desk-contribute-closed = The lab alone.
opinion-desk-contribute-held = Everyone, after a look.
opinion-desk-contribute-open = Everyone, at once.
opinion-desk-each = How many may one person add?
opinion-desk-each-hint = Statements that were taken out count too. The lab’s own do not.
opinion-desk-invitations-tick = People without an account may take part by an invitation link
opinion-desk-invitations-hint = They answer under a name of their choice. Nothing prevents somebody with a link from joining twice: keep links small, and look at the integrity page.
opinion-desk-group-names = Names of the groups
opinion-desk-group-names-hint = A name should say what a group holds, in words its people would use. Without one, a group is called by its letter.
opinion-desk-group-name = Group { $letter }

opinion-desk-invitations-lead = Links for people without an account.
opinion-desk-invitations-off = The rules allow no invitations now, so these links let nobody in.
opinion-desk-invitations-none = There is no link yet.
opinion-desk-invite = Make a link
opinion-desk-invite-label = What is it called among you?
opinion-desk-invite-label-hint = Where it hangs or to whom it goes. Residents do not see it.
opinion-desk-invite-most = How many people may join by it?
opinion-desk-link-made = The link “{ $label }”
opinion-desk-link-label = Link
opinion-desk-link-once = Copy it now: it is shown only once, and cannot be looked up again.
opinion-desk-links = Links
opinion-desk-invite-head = Link
opinion-desk-made = Made
opinion-desk-joined-head = Joined
opinion-desk-joined = { $joined } of { $most }
opinion-desk-revoke-head = Close
opinion-desk-revoke = Close
opinion-desk-revoke-one = Close the link “{ $label }”
opinion-desk-revoked = Closed

opinion-desk-integrity-lead = Who answers as no person does, and who came in a burst. Nothing is left out by itself: you decide, with a reason.
opinion-desk-excluded = { $count ->
    [0] Nobody is excluded.
    [one] 1 participant is excluded.
   *[other] { $count } participants are excluded.
}
opinion-desk-excluded-public = This number stands in public beside the map.
opinion-desk-suspects = Participants to look at
opinion-desk-suspects-none = Nobody answers in a way that needs a look.
opinion-desk-who = Who
opinion-desk-person = Participant { $number }
opinion-desk-signals = Why
opinion-desk-signal-flood = Floods: many answers in a minute
opinion-desk-signal-haste = Answers faster than a person reads
opinion-desk-signal-burst = Many came from one network at once
opinion-desk-excluded-for = Excluded: { $reason }
opinion-desk-answered = Answers
opinion-desk-hasty = Faster than reading
opinion-desk-in-minute = Most in a minute
opinion-desk-joined-at = Joined
opinion-desk-bursts = Many from one network within an hour
opinion-desk-bursts-none = No burst of participants came from one network.
opinion-desk-bursts-hint = A school, a library or an event looks like this too. Numbers in between may be other people's.
opinion-desk-bursts-kept = Where people came from is kept as a hash for { $days } days, then nobody can tell any more. So older bursts are not listed.
opinion-desk-burst-excluded = Excluded
opinion-desk-burst-excluded-of = { $count ->
    [one] 1 of them is excluded
   *[other] { $count } of them are excluded
}
opinion-desk-burst-title = Many from one network
opinion-desk-burst-lead = { $count } people joined from one network within an hour.
opinion-desk-burst-maps = What the map would be
opinion-desk-burst-now = As it is now
opinion-desk-burst-without = Without all of these
opinion-desk-burst-busy = Somebody else has maps compared right now. Load this page again in a few seconds to see what the map would be.
opinion-desk-burst-reason = Why do you exclude all of these?
opinion-desk-burst-reason-hint = Their answers are kept and count nowhere. Each of them reads this reason. You can take it back for all at once.
opinion-desk-burst-exclude = { $count ->
    [one] Exclude this person
   *[other] Exclude these { $count } people
}
opinion-desk-burst-leave = Leave them in
opinion-desk-burst-done = All of these are excluded already.
opinion-desk-together = Excluded together
opinion-desk-together-people = { $count } people
opinion-desk-readmit-together = Count the answers of these { $count } people again
opinion-desk-hour = From
opinion-desk-burst-people = People
opinion-desk-numbers = Participants
opinion-desk-between = { $first } to { $last }
opinion-desk-look-up = Number of a participant
opinion-desk-look-up-do = Look at this participant
opinion-desk-pseudonymous = Without an account, by an invitation
opinion-desk-account = With an account
opinion-desk-person-answers = { $count } answers, { $hasty } faster than reading, at most { $most } in a minute
opinion-desk-exclude = Exclude
opinion-desk-exclude-reason = Why do you exclude this participant?
opinion-desk-exclude-hint = Their answers are kept and count nowhere. They read this reason. You can take it back.
opinion-desk-readmit = Count these answers again
opinion-desk-decisions = What was decided about participants
opinion-desk-decision-exclude = Excluded:
opinion-desk-decision-exclude-several = { $count ->
    [one] 1 participant excluded
   *[other] { $count } participants excluded together
}
opinion-desk-decision-readmit = Counted again:
opinion-desk-decision-readmit-several = { $count ->
    [one] 1 participant counted again
   *[other] { $count } participants counted again together
}
opinion-desk-compare-link = See the map with and without those who are excluded
opinion-desk-compare = With and without
opinion-desk-compare-lead = { $count ->
    [0] Nobody is excluded, so both sides are the same.
    [one] What changes because 1 participant is excluded. Both sides are computed anew, so that they differ by that alone.
   *[other] What changes because { $count } participants are excluded. Both sides are computed anew, so that they differ by that alone.
}
opinion-desk-compare-with = Everybody
opinion-desk-compare-without = Without those who are excluded
opinion-desk-compare-people = People
opinion-desk-compare-votes = Answers
opinion-desk-compare-groups = Sizes of the groups
opinion-desk-compare-agreed = What people agree with
opinion-desk-compare-disagreed = What people disagree with
opinion-desk-compare-unites = What every group agrees with
opinion-desk-compare-nothing = Nothing

flash-statement-accepted = The statement is asked from now on.
flash-statement-rejected = The statement is taken out. The person who wrote it reads your reason.
flash-statement-restored = The statement is asked again.
flash-statement-saved = Saved.
flash-statement-seeded = One statement was added. It is asked while answering is open.
flash-statements-seeded = { $count } statements were added. They are asked while answering is open.
flash-statements-known = All of these were there already. Nothing was added.
flash-opinion-rules-saved = Saved.
flash-invitation-created = The link is made. Copy it now: it is shown only once.
flash-invitation-revoked = The link is closed. Who joined by it stays.
flash-participant-excluded = Participant { $number } is excluded. The map follows within seconds.
flash-participant-readmitted = The answers of participant { $number } count again.
flash-burst-excluded-one = One participant is excluded. The map follows within seconds.
flash-burst-excluded = { $count } participants are excluded. The map follows within seconds.
flash-burst-excluded-already = All of these were excluded already. Nothing was changed.
flash-burst-readmitted-one = The answers of one participant count again.
flash-burst-readmitted = The answers of { $count } participants count again.
flash-burst-readmitted-already = All of these count already. Nothing was changed.

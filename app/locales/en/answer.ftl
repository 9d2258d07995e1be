# The city's answers.
# used: answer-field-*
answer-title = The city's answer
answer-merged-into = idea { $number }
answer-corrected = Corrected on { $date }.
answer-before = What it said before
answer-correct = Correct this answer
answer-after-rung = { $count ->
    [one] 1 person
   *[other] { $count } people
} supported it, so the city owed: { $owes }.
answer-form-title = Answer for the city
answer-form-lead = Everyone can read the answer, above the discussion. You see it first as they will. It can be corrected afterwards, and everyone can read what it said before.
answer-field-status = Where the idea stands from now on
answer-status-merged = Merged into another idea
answer-field-merged-into = If merged: the number of the idea that stands for it now
answer-field-body = The answer
answer-field-response = The promise this keeps
answer-field-language = Language of the answer
answer-field-reason = Why you correct it
answer-reason-hint = Everyone reads this reason beside the change.
answer-body-hint = Say what the city will do or not do, why, and by when. Plain words are best.
answer-owed-choice = { $owes } (at { $count ->
    [one] 1 support
   *[other] { $count } supports
}, by { $due })
answer-owed-none = None: an answer of our own accord
answer-publish = Publish the answer
answer-preview = See how it will look
answer-preview-again = See it again with your changes
answer-preview-title = This is how everyone will see it
answer-preview-note = It is not published yet. Below you can change it or publish it.
answer-correct-title = Correct the city's answer
answer-correct-lead = The corrected answer takes the place of the old one. Everyone can read what it said before, what changed, and your reason. When it was first given stays as it is.
answer-correct-note = The correction is not published yet. Below you can change it or publish it.
answer-correct-publish = Publish the correction
answer-outdated = Somebody else corrected this answer meanwhile. Nothing is lost: this is what your text would change in what stands there now.
answer-history-title = What the answer said when
answer-history-lead = Every version of the city's answer, the newest first, with what changed and why.
answer-history-office = Who answers:
answer-history-reason = Why it was corrected:
answer-write = Write the answer
answer-desk-title = Answers the city owes
answer-desk-lead = { $count ->
    [0] Nothing is owed now.
    [one] 1 answer is owed; { $late ->
        [0] it is not late.
       *[other] it is late.
    }
   *[other] { $count } answers are owed; { $late ->
        [0] none is late.
        [one] 1 is late.
       *[other] { $late } are late.
    } The oldest promise comes first.
}
answer-desk-none = Nothing is owed
answer-desk-none-hint = As soon as an idea reaches a step of its ladder, it appears here with its date.
answer-desk-due = Due
answer-desk-late = Late: was due
answer-desk-owes = { $owner } owes: { $owes } (promised at { $rung ->
    [one] 1 support
   *[other] { $rung } supports
}; it has { $counted } now).

# The list of what an office owes.
office-title = Answers your office owes
office-lead = The oldest promise comes first. Answers of other offices are not listed.
office-which = You answer for:
office-none = Your office owes nothing now
office-none-hint = As soon as an idea reaches a step for which your office answers, it appears here with its date.
office-consultations = See what is under way
office-end = There is nothing more on this page
office-end-hint = What stood here was answered meanwhile.
office-first = Back to the beginning of the list
office-of-staff = You answer for the whole city
office-of-staff-hint = Your account has no office of its own. The desk lists the answers of every office.

flash-answered = The answer is published.
flash-answer-corrected = The correction is published.

# The title of an official answer in a feed, before the proposal's title.
feed-answer = The city answered

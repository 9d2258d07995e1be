# The city's answers.
# used: answer-field-*
answer-title = The city's answer
answer-after-rung = { $count ->
    [one] 1 person
   *[other] { $count } people
} supported it, so the city owed: { $owes }.
answer-form-title = Answer for the city
answer-form-lead = Everyone can read the answer, above the discussion. It cannot be changed afterwards; you can add another.
answer-field-status = Where the idea stands from now on
answer-status-merged = Merged into another idea
answer-field-merged-into = If merged: the number of the idea that stands for it now
answer-field-body = The answer
answer-field-response = The promise this keeps
answer-field-language = Language of the answer
answer-body-hint = Say what the city will do or not do, why, and by when. Plain words are best.
answer-owed-choice = { $owes } (at { $count ->
    [one] 1 support
   *[other] { $count } supports
}, by { $due })
answer-owed-none = None: an answer of our own accord
answer-publish = Publish the answer
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

flash-answered = The answer is published.

# The title of an official answer in a feed, before the proposal's title.
feed-answer = The city answered

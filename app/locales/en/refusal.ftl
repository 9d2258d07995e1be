# Refusals: what happened, what was kept, what to do next.
# used: refusal-propose-* refusal-comment-* refusal-support-* refusal-answer-* refusal-contribute-* refusal-need-*
invalid-required = This cannot be empty.
invalid-too-short = Please write at least { $min } characters.
invalid-too-long = Please shorten this to { $max } characters; it has { $actual } now.
invalid-out-of-range = Please give a number from { $min } to { $max }.
invalid-too-many-lines = There may be at most { $max } lines here, and there are { $actual }. Please remove some.
invalid-malformed = This is not in the expected form. Please check it.
invalid-unknown-choice = Please choose one of the options.
invalid-taken = This is already in use.
invalid-reserved = “{ $word }” is kept for people who work for the city. Please choose another name. If it is your own, the people who run this site can create your account.
invalid-address-in-name = This looks like an e-mail address. Names are public: please choose one that is no address.
invalid-asked-already = This is asked already: answer that statement instead.
invalid-mismatch = The two do not match.
invalid-wrong-password = This is not your password.
invalid-guessable = Many people use this password, or one of the same pattern, so programs try it first. A few words in a row are better.
invalid-own-data = This is made of your own name or address, which programs try first. Please choose something else.
invalid-ends-before-start = “{ $phase }” ends before it starts.
invalid-phases-overlap = “{ $first }” and “{ $second }” overlap. One must end before the next begins.
invalid-duplicate = “{ $value }” stands there twice.
invalid-line = Line { $line } cannot be read.
invalid-line-why = Line { $line }: { $why }
invalid-too-deep = Line { $line } is indented too far.
invalid-answer-owed = The city still owes an answer here, which merging would make disappear. Give that answer first, or choose it as the one you give now.
invalid-cannot-stand-for = Please give the number of another idea in this consultation that still stands: not this one, and none that is hidden, withdrawn or merged.
invalid-skipped-time = { $time } does not exist on that day: the clocks go from { $before } to { $after }. Please choose one of these.
invalid-skipped-first = { $time } does not exist on that day: it begins at { $after }. Please choose that, or leave the time empty for the whole day.
invalid-twice-that-day = { $time } comes twice on that day, since the clocks go back. Please say below whether you mean the first or the second.
invalid-no-statements = A map of opinions needs at least one statement before everyone sees it. The button here leads to the page where you add some; what you typed is kept meanwhile.
invalid-no-words = Please write it in words.
invalid-undecided = { $count ->
    [one] A name that ideas bear is missing here. Say below what becomes of it.
   *[other] { $count } names that ideas bear are missing here. Say below what becomes of them.
}
invalid-none-given = At least one is needed.

refusal-not-found = There is nothing at this address, or it is not public. You can search, or see what is open.
refusal-sign-in = Please log in first.
refusal-credentials = The e-mail address and password do not fit together. Please try again.
refusal-need-resident = This is for people with an account.
refusal-need-moderator = This is for the city's moderators.
refusal-need-lab = This is for the innovation lab.
refusal-need-admin = This is for administrators.
refusal-need-author = Only the person who wrote this may change it.
refusal-need-not-author = You cannot do this with your own contribution.
refusal-need-changeable = This can no longer be changed.
refusal-need-visible = A moderator has hidden this, so nothing can be added to it.
refusal-need-readable = A moderator has hidden this idea, and what was said about it with it. The page of the idea tells the reason: “Go back” leads there.
refusal-need-own-form = This form came from another site, or your browser did not say where it came from. Please go back and send it again from here.
refusal-need-another-admin = There must be at least one administrator. Give the role to somebody else first.
refusal-need-guest-settled = Say first whether the answers that were given in this browser without an account are yours.
refusal-propose-opens = Proposing opens on { $date }.
refusal-propose-ended = Proposing closed on { $date }. Your text is kept here so that you can copy it.
refusal-propose-never = This consultation does not take proposals now.
refusal-comment-opens = Commenting opens on { $date }.
refusal-comment-ended = Commenting closed on { $date }. Your text is kept here so that you can copy it.
refusal-comment-never = This consultation does not take comments now.
refusal-support-opens = Support opens on { $date }.
refusal-support-ended = Support closed on { $date }. Nothing was changed.
refusal-support-never = Nothing can be supported here now.
refusal-answer-opens = Statements can be answered from { $date }.
refusal-answer-ended = Answering statements closed on { $date }. Nothing was changed.
refusal-answer-never = No statements can be answered here now.
refusal-contribute-opens = You can add statements from { $date }.
refusal-contribute-ended = Adding statements closed on { $date }. Your text was kept.
refusal-contribute-never = Here only the lab adds statements.
refusal-enough = { $count ->
    [one] Here one person may add 1 statement, and you have done so.
   *[other] Here one person may add { $count } statements, and you have done so.
}
refusal-outdated = Somebody changed this while you were editing. Nothing was overwritten: below you see both texts.
refusal-malformed = The request could not be read. Please go back and try again.
refusal-too-fast = That was too fast. Please wait { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} and try again.
refusal-busy = The platform is very busy. Please try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
refusal-internal = Something went wrong on our side. If you write to us, please quote the number { $reference }.
refusal-method = This address does not take this kind of request.
refusal-too-large = What you sent is too large. Please shorten it or send a smaller file.
refusal-unknown = Something went wrong on our side. Please try again in a minute.

failure-400 = We could not read that
failure-401 = Please log in
failure-403 = This is not open to you
failure-404 = We did not find this page
failure-405 = That does not work here
failure-408 = That took too long
failure-409 = Not now
failure-413 = That is too large
failure-429 = One moment, please
failure-500 = Something went wrong
failure-503 = We are very busy
failure-kept = What you typed is kept.
failure-again = Send it again
failure-back = Go back
failure-home = To the home page
failure-open = See the consultations

# Proposals: lists, pages, writing one.
# used: status-* proposal-sort-* proposal-filter-* proposal-field-* proposal-new-* closed-propose-* closed-comment-* closed-support-* closed-answer-* closed-contribute-*
status-published = Open
status-under-review = Under review
status-accepted = Accepted
status-rejected = Not accepted
status-implemented = Done
status-merged = Merged
status-withdrawn = Withdrawn

closed-propose-opens = You can propose ideas from { $date }.
closed-propose-ended = Proposing closed on { $date }.
closed-propose-never = No ideas are being collected here now.
closed-comment-opens = You can comment from { $date }.
closed-comment-ended = Commenting closed on { $date }.
closed-comment-never = No comments are being collected here now.
closed-support-opens = You can support ideas from { $date }.
closed-support-ended = Support closed on { $date }.
closed-support-never = Ideas cannot be supported here now.
closed-answer-opens = You can answer statements from { $date }.
closed-answer-ended = Answering closed on { $date }.
closed-answer-never = Statements cannot be answered here now.
closed-contribute-opens = You can add statements from { $date }.
closed-contribute-ended = Adding statements closed on { $date }.
closed-contribute-never = Here only the lab adds statements.

proposal-breadcrumbs = You are here
proposal-home = Home
proposal-kicker = Proposal { $number }
proposal-description = An idea in “{ $title }”: read it, support it, discuss it.
proposal-edited = Edited
proposal-imported-author = Author on the platform this idea was brought in from
proposal-erased-author = deleted account
proposal-propose = Propose an idea
proposal-open-until = You can propose ideas until { $date }: { $left }.
proposal-tags = Theme and place
proposal-edit = Edit or withdraw
proposal-answer = Answer for the city
proposal-history = History of this text
proposal-cancel = Cancel
proposal-hidden-title = This idea is hidden
proposal-hidden = A moderator hid this idea on { $date }. The reason:
proposal-hidden-mine = A moderator hid your idea on { $date }. Only you and the moderators can read it. The reason:
proposal-restored-mine = A moderator looked at your idea again on { $date } and shows it. The reason:
proposal-merged = Another idea now stands for this one:
proposal-merged-through = It was first merged into
proposal-merged-hidden = The idea that stood for this one is no longer shown, since a moderator hid it. The city's staff decide anew about this one. It was
proposal-merged-withdrawn = Its author took back the idea that stood for this one. The city's staff decide anew about this one. It was
proposal-withdrawn-notice = Its author took this idea back on { $date }. It can no longer be supported.

proposal-list-title = Ideas
proposal-list-meta = Ideas – { $title }
proposal-list-description = What people propose in “{ $title }”.
proposal-list-heading = { $count ->
    [0] Ideas
    [one] 1 idea
   *[other] { $count } ideas
}
# Above a filtered list: the number of matches, and of all.
proposal-list-found = { $count ->
    [one] { $found } of 1 idea
   *[other] { $found } of { $count } ideas
}
proposal-sort = Order:
proposal-sort-fair = Fair
proposal-sort-newest = Newest
proposal-sort-supported = Most supported
proposal-sort-discussed = Most discussed
proposal-sort-fair-why = Fair order: each day a new random order, the same for everyone, so that every idea gets its turn at the top.
proposal-filter = Filter
proposal-filter-theme = Theme
proposal-filter-area = Place
proposal-filter-status = Where it stands
proposal-filter-all = All
proposal-filter-apply = Show these
proposal-filter-clear = Clear
proposal-none-match = No idea fits these filters
proposal-show-all = Show all ideas
proposal-none-yet = No ideas yet
proposal-none-yet-invitation = Yours can be the first.
proposal-pages = Pages
proposal-page-previous = Previous
proposal-page-next = Next
proposal-row-mine = You support this
proposal-row-supports = { $count ->
    [one] support
   *[other] supports
}
# After a number of supports: the number of imported ones, whose supporters are not known.
supports-brought-in = {""}, and { $count } brought in
proposal-row-comments = { $count ->
    [one] comment
   *[other] comments
}

proposal-field-title = Title
proposal-field-body = Your idea
proposal-field-theme = Theme
proposal-field-area = Place
proposal-field-language = Language you write in
proposal-choice-none = Not chosen
proposal-title-hint = One sentence that says what should change.
proposal-body-hint = What is the matter, and what should be done? Plain words are best. **Two asterisks** make text bold, a line that begins with - makes a list.
proposal-new-title = Propose an idea
proposal-new-cost = 5 minutes. First we show you what exists already. You see a preview before it is published, and you can edit it later.
proposal-new-account = To publish an idea you need an account. It takes a minute, and you come back here.
proposal-new-continue = Continue
proposal-new-preview = See a preview
proposal-new-publish = Publish my idea
proposal-new-preview-title = This is how others will see it
proposal-new-preview-note = Nothing is published yet. Read it once more; below you can change it or publish it.
proposal-new-change = Change something, or publish it
proposal-new-closed = Ideas are not being collected now
proposal-new-closed-read = Read the ideas

proposal-edit-title = Edit your idea
proposal-edit-note = Earlier versions stay readable in the history.
proposal-edit-closed = The text stays as it is. You can still take the idea back.
proposal-edit-save = Save the changes
proposal-outdated-title = Your idea was changed in the meantime
proposal-outdated-hint = Nothing is lost. This is what stands there now; your text is in the form below. If you save it, it replaces what stands there now.
proposal-outdated-present = What stands there now
proposal-outdated-difference = What your text would change
proposal-withdraw-title = Withdraw this idea
proposal-withdraw-hint = It leaves all lists and can no longer be supported. Its page stays, with a note that you took it back. This cannot be undone.
proposal-withdraw = Withdraw my idea

proposal-history-title = History of this text
proposal-history-versions = Versions
proposal-history-version = Version { $number }
proposal-history-legend = What was taken out is struck through, what was added is underlined.
proposal-history-language = Language
proposal-history-first = The first version.

flash-proposed = Your idea is published as proposal { $number }. Tell others about it: every support counts.
flash-proposal-edited = Your changes are saved.
flash-proposal-withdrawn = Your idea is withdrawn.

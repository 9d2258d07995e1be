# Opinion mapping: answering statements, adding one, the map.
# used: opinion-answer-* opinion-status-* opinion-add-open opinion-add-held opinion-answers-lead opinion-answers-closed opinion-list-* opinion-method-* opinion-share-* opinion-mine-says-* opinion-groups-text-* opinion-data-* opinion-start opinion-see-map opinion-time-people opinion-time-answers opinion-time-always opinion-time-since
opinion-crumb = Statements
opinion-title = Agree or disagree?
opinion-lead = Short statements, one at a time. Three minutes are plenty, and you may stop any time.
opinion-section = Statement
opinion-keys = Answer with the keys 1, 2 and 3
opinion-as = You take part as
opinion-guest-title = Are these answers yours?
opinion-guest = In this browser somebody has taken part by an invitation, without an account, and has answered { $count ->
    [one] 1 statement.
   *[other] { $count } statements.
}
opinion-guest-named = In this browser “{ $name }” has taken part by an invitation, without an account, and has answered { $count ->
    [one] 1 statement.
   *[other] { $count } statements.
}
opinion-guest-yes-why = If they are yours, your account takes them over, with the statements that you added. Where you answered a statement twice, the later answer counts. You are then one person here, not two.
opinion-guest-no-why = If somebody else gave them, they stay that person’s, and this browser lets go of them: they cannot be changed here any more.
opinion-guest-yes = They are mine
opinion-guest-no = Somebody else gave them
opinion-guest-later = Look at the map first
opinion-excluded = A moderator decided that your answers do not count here. The reason:
opinion-answer-agree = Agree
opinion-answer-disagree = Disagree
opinion-answer-pass = Pass
opinion-account = To answer, log in or make an account.
opinion-account-invited = Were you sent an invitation? Open its link, and you can answer without an account.
opinion-statements = { $count ->
    [one] There is 1 statement to answer.
   *[other] There are { $count } statements to answer.
}
opinion-progress = { $answered } of { $total } answered. You may stop any time.
opinion-missing = { $count ->
    [one] One more answer, and you have a place on the map.
   *[other] { $count } more answers, and you have a place on the map.
}
opinion-see-place = See where you stand
opinion-see-map = See what people think
opinion-look = Look at your answers
opinion-change = Look at your answers or change one
opinion-report = Report this statement
opinion-back = Back to the consultation
opinion-none = No statements yet
opinion-none-add = Yours can be the first.
opinion-add = Add a statement of your own
opinion-add-why = Is something missing that people should be asked?
opinion-all = { $count ->
    [one] You have answered the one statement
   *[other] You have answered all { $count } statements
}
opinion-all-text = Thank you. New statements may still come, so look in again.
opinion-onward = What else you can do
opinion-method-link = How this works
opinion-private = Nobody sees how you answered: the map shows groups, never people. The open data has the answers without names.

opinion-answers-title = Your answers
opinion-answers-lead = You can change each of them as often as you like. The last one counts.
opinion-answers-closed = This is what you answered.
opinion-answers-none = You have not answered anything yet.
opinion-continue = Go on answering
opinion-status-held = It waits for a moderator.
opinion-status-rejected = A moderator took this statement out. Your answer no longer counts.
opinion-own = You wrote this.
opinion-you-said = You said: { $answer }
opinion-change-label = Your answer to “{ $statement }”

opinion-add-title = Add a statement
opinion-add-lead = One sentence that others can agree or disagree with.
opinion-add-account = To add a statement, log in or make an account.
opinion-add-open = Everyone is asked your statement at once. You count as agreeing with it.
opinion-add-held = A moderator reads it first, then everyone is asked. You count as agreeing with it.
opinion-add-left = { $count ->
    [0] You cannot add any more.
    [one] You can add 1 more.
   *[other] You can add { $count } more.
}
opinion-add-field = Your statement
opinion-add-hint = Say one thing, not two. { $advised } characters are usually enough. No question, no name of a private person.
opinion-add-look = Please look at these first. If one says what you mean, answer that one.
opinion-add-send = Add my statement
opinion-add-anyway = Add mine all the same
opinion-add-cancel = Cancel
opinion-similar = These sound alike
opinion-similar-hint = Two statements that say the same split the answers.

opinion-join-title = You are invited to answer
opinion-join-keep = Keep this link and come back then.
opinion-join-lead = You need no account. Short statements, one at a time; you may stop any time.
opinion-join-cost = Nothing but a cookie in this browser tells that it is you. Delete it, and your answers stay but can no longer be changed.
opinion-join-name = What we may call you
opinion-join-hint = Any name. Only you see it.
opinion-join-already = You take part already in this browser.
opinion-join-shut = This invitation is closed
opinion-join-full = As many people as this link was for have joined.
opinion-join-revoked = The lab closed this link.
opinion-join-off = The lab lets nobody join without an account now.
opinion-join-account = You can take part all the same: log in, or make an account.
opinion-start = Start answering

opinion-group = Group { $letter }
opinion-group-named = Group { $letter }: { $name }

flash-answer-changed = Your answer was changed.
flash-statement-added = Your statement is added. Others are asked it from now on.
flash-statement-held = Thank you. A moderator reads your statement, then others are asked it. You find it among your answers.
flash-opinion-joined = Welcome. Your answers stay with this browser.
flash-guest-mine = Your account has taken the answers over. Here you are one person.
flash-guest-other = The answers stay with the person who gave them. Here you answer with your account.

opinion-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
opinion-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
opinion-everyone = Everyone
opinion-percent = { $percent }%
opinion-votes = { $agree }% agree, { $disagree }% disagree, { $pass }% passed ({ $count ->
    [one] 1 person
   *[other] { $count } people
})
opinion-map-page = What people think
opinion-map-page-text = What unites people, what divides them, and which groups of opinion there are.
opinion-groups-count = { $count ->
    [0] People do not fall into groups so far.
    [one] People think much alike: there is one group.
    [2] People fall into two groups.
    [3] People fall into three groups.
    [4] People fall into four groups.
   *[other] People fall into { $count } groups.
}
opinion-common = { $count ->
    [0] Most people agree that:
    [one] Most people agree that:
    [2] Most people in both groups agree:
   *[other] Most people in every group agree:
}
opinion-map-at = Map of
opinion-map-behind = Newer answers are being worked in.
opinion-map-none = There is no map yet
opinion-map-none-text = It is drawn from the first answers on. Yours can be among them.
opinion-map-few = Fewer than { $least } people answered so far. Nothing is drawn or counted by statement, so that nobody can be made out.
opinion-map-picture = The map
opinion-map-parts = On this page
opinion-map-title = Map of opinions
opinion-map-desc = People who answer alike stand close together. The stronger the shade, the more people. The outlines are the groups. The table below has the figures.
opinion-map-you = You
opinion-map-caption = People who answer alike stand close together; the stronger the shade, the more people. No mark is a single person: fewer than { $least } are not drawn.
opinion-pointed-hint = Point at an outline or tap it to read what that group says.
opinion-pointed-who = { $group }, { $people }
opinion-pointed-more = What this group says
opinion-sizes = People in each group
opinion-col-group = Group
opinion-col-people = People
opinion-col-share = Share
opinion-col-answers = Answers
opinion-col-statements = Statements
opinion-no-group = In none of these groups
opinion-no-group-shown = In a group that is not shown, or in none
opinion-apart = In none of these groups: unlike all of them
opinion-apart-text = { $count ->
    [one] 1 person is in none of these groups: their answers are farther from each than those of anybody in it. They count in all totals.
   *[other] { $count } people are in none of these groups: their answers are farther from each than those of anybody in it. They count in all totals.
}
opinion-too-few-answers = Too few answers to be in a group
opinion-unites = What unites
opinion-divides = What divides, and what is open
opinion-list-none = Nothing stands out so far.
opinion-list-agreed = Most people agree
opinion-list-agreed-text = Whatever their group, with the strongest first.
opinion-list-disagreed = Most people disagree
opinion-list-disagreed-text = Whatever their group, with the strongest first.
opinion-list-agreed-alone = Most people agree
opinion-list-agreed-alone-text = Everyone counted together, with the strongest first.
opinion-list-disagreed-alone = Most people disagree
opinion-list-disagreed-alone-text = Everyone counted together, with the strongest first.
opinion-list-contested = Most people, but not every group
opinion-list-contested-text = Everyone counted together, most say the same; one group sees it differently.
opinion-list-unites = Every group can agree
opinion-list-unites-text = Group by group: here a small one counts as much as a large one.
opinion-list-divides = The groups differ most
opinion-list-divides-text = One group agrees where another does not.
opinion-list-uncertain = Many people passed
opinion-list-uncertain-text = They are unsure, do not know enough, or the statement is unclear.
opinion-groups = Groups
opinion-groups-text = What each group says more often than the others.
opinion-groups-text-one = There is no other group to compare with.
opinion-groups-few = { $count ->
    [one] One group is not shown, so that nobody can be made out: it has fewer than { $least } people.
   *[other] { $count } groups are not shown, so that nobody can be made out: they have fewer than { $least } people, or would give away one that has.
}
opinion-share-agree = { $percent }% of the group agree ({ $count } of { $seen }).
opinion-share-disagree = { $percent }% of the group disagree ({ $count } of { $seen }).
opinion-share-pass = { $percent }% of the group passed ({ $count } of { $seen }).
opinion-mine = Where you stand
opinion-mine-group = By your answers you are in
opinion-mine-says-agree = More than others, this group agrees:
opinion-mine-says-disagree = More than others, this group disagrees:
opinion-mine-says-pass = More than others, this group is unsure:
opinion-mine-says-alone-agree = Most agree:
opinion-mine-says-alone-disagree = Most disagree:
opinion-mine-says-alone-pass = Most are unsure:
opinion-mine-more = What else your group says
opinion-mine-few = The group you are in is not shown, so that nobody can be made out: it has fewer than { $least } people, or would give away one that has.
opinion-mine-apart = You are in none of these groups: your answers are farther from each than those of anybody in it. They count in all totals.
opinion-mine-soon = Your answers are being worked in. Look again in a moment.
opinion-every = { $count ->
    [one] The one statement
   *[other] All { $count } statements
}
opinion-every-few = fewer than { $least } have answered: how, is not told yet
opinion-every-before = Earlier statements
opinion-every-after = More statements
opinion-time = Over time
opinion-time-once = { $people ->
    [one] 1 person gave { $answers } so far.
   *[other] { $people } people gave { $answers } so far.
} How that changes will stand here with the next maps.
opinion-time-soon = Within two hours
opinion-time-hours = In { $count } hours
opinion-time-days = In { $count } days
opinion-time-gave = { $span }, { $people ->
    [one] 1 person gave { $answers }.
   *[other] { $people } people gave { $answers }.
}
opinion-time-since = { $count ->
    [0] Since { $date } there have been no groups.
    [one] Since { $date } there has been one group.
    [2] Since { $date } there have been two groups.
    [3] Since { $date } there have been three groups.
   *[other] Since { $date } there have been { $count } groups.
}
opinion-time-always = { $count ->
    [0] There were no groups in that time.
    [one] There has been one group from the beginning.
    [2] There have been two groups from the beginning.
    [3] There have been three groups from the beginning.
   *[other] There have been { $count } groups from the beginning.
}
opinion-time-people = People, and the groups they were in
opinion-time-answers = Answers
opinion-time-table = The same as a table
opinion-time-caption = The map at several moments. The groups are those of that moment.
opinion-time-when = When
opinion-map-method = The groups come from the answers alone. Age, address or sex are not asked and not used. Anyone can compute them again from the open data.
opinion-small = Groups of fewer than { $least } people are not drawn or described: of so few, single answers could be guessed.
opinion-map-excluded = { $count ->
    [0] Nobody’s answers are left out.
    [one] The answers of 1 participant are left out by a moderator’s decision, with a reason.
   *[other] The answers of { $count } participants are left out by a moderator’s decision, each with a reason.
}
opinion-data = Open data
opinion-data-text = The answers without names, in the format of Polis, and the map as it is shown here.
opinion-data-comments = Statements
opinion-data-votes = Answers, one a row
opinion-data-participants-votes = People and their answers, one person a row
opinion-data-summary = Figures
opinion-data-map = The map
opinion-method-read = The method, its limits and its sources
opinion-statement-kicker = Statement { $number }
opinion-statement-text = How people answered this statement.
opinion-statement-votes = How people answered
opinion-statement-none = How people answered is told when at least { $least } have, so that nobody can be made out.
opinion-statement-hidden-title = This statement was taken out
opinion-statement-hidden = A moderator took this statement out on { $date }: it is no longer asked, and its answers do not shape the map. The reason:
opinion-statement-hidden-mine = A moderator took your statement out on { $date }. Only you and the moderators can read it, and its answers do not shape the map. The reason:

opinion-method-title = How maps of opinions are made
opinion-method-lead = For everyone who wants to understand one, defend it or doubt it.
opinion-method-asked-title = What people are asked
opinion-method-asked = Short statements, one at a time: agree, disagree or pass. Those that tell most, and those that few people have seen, come sooner; chance has its part. Everyone may stop any time and change an answer later. One person has one answer to each statement, and the last one counts.
opinion-method-groups-title = How the groups come about
opinion-method-groups = Who answered at least seven statements is placed so that people with like answers stand close together (principal components of the answers); where fewer than fifteen did, the most active others are added. Then a division into two to five groups is looked for (k-means, silhouette), into more than two only where that is clearly better. Each group must have at least { $least } people, and two in a hundred of all; the few whose answers are farther from every group than those of anybody in it are in none of these groups. Where no division is like that, there is one group. A new number of groups shows only when it has won four times in a row, so that the map does not jump about.
opinion-method-unites-title = What unites and what divides
opinion-method-unites = A statement stands for a group if its members agree or disagree with it clearly more often than the other groups (a test at 90%). That ranks statements and proves nothing: of many statements some pass by chance, and where few have answered, chance passes easily. What every group can agree with is the product of the groups’ shares of agreement: one group that refuses is enough to bring it down, however small it is.
opinion-method-small-title = Small numbers
opinion-method-small = Groups of fewer than { $least } people are neither drawn nor described, and the picture shows how many stand in a place only where at least { $least } do.
opinion-method-limits-title = What a map cannot say
opinion-method-limits = Who takes part chooses to: the shares are those of the participants, not of all residents. A group is no party and nobody is bound to it; at its border people differ little. Statements are answered as they are worded.
opinion-method-sources-title = Sources
opinion-method-sources = The method is that of Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill, “Polis: scaling deliberation by mapping high dimensional opinion spaces” (2021). Where we depart from it (several starts for the groups, more than two of them only where that is clearly better, people counted instead of clusters, no dot for a person) the documentation of this platform says why.

# The lab's pages.
# used: template-* method-* lab-field-* lab-hint-* lab-step-* lab-rung-* lab-allow-*
lab-title = Consultations of the lab
lab-lead = Drafts are seen by the lab alone. Everything else is public.
lab-list = All consultations
lab-new = New consultation
lab-new-lead = Choose what it is like; everything can be changed before it is published.
lab-new-cost = 2 minutes. Then you see the whole draft.
lab-new-do = Make the draft
lab-cancel = Cancel
lab-empty = There is no consultation yet.
lab-empty-next = Begin with a template; nobody sees a draft but the lab.
lab-edited = Edited
lab-count-proposals = { $count ->
    [one] idea
   *[other] ideas
}
lab-count-people = { $count ->
    [one] person
   *[other] people
}
lab-edit = Edit
lab-edit-title = Edit: { $title }
lab-preview = See it as people do
lab-all = All consultations of the lab
lab-save = Save
lab-save-step = Save and add more steps
lab-save-rung = Save and add more thresholds

lab-state = Who sees it
lab-publish = Publish
lab-publish-about = Only the lab sees this draft. Once published, everyone sees it; the steps open and close by their dates, and its address stays. Publishing saves what you typed, too.
lab-publish-where = To the buttons at the end of this page
lab-withdraw = Make it a draft again
lab-withdraw-about = Everyone sees this. Nobody has taken part yet, so you can still take it back.
lab-archive = End it and archive
lab-archive-about = Everyone sees this. Archiving ends it at once, whatever its dates say; people can go on reading it.
lab-reopen = Bring it back
lab-reopen-about = This is archived: people can read it, and nothing is open. Brought back, its steps open and close by their dates again.
lab-bar-draft = This is a preview. Only the lab sees it.
lab-bar-public = You see this as everyone does.

lab-template = What is it like?
template-open-call = Open call for ideas
template-about-open-call = People propose and support ideas for four weeks, support for two more; then the city answers.
template-constitution = Crowdsourced constitution
template-about-constitution = Visions, petitions with a ladder of thresholds, then a draft text; about half a year.
template-fail-of-the-year = Fail of the year
template-about-fail-of-the-year = Stories of what failed and what it taught, a shortlist, a vote, an archive of lessons.
template-pilot = Pilot and feedback
template-about-pilot = The plan first, then a trial with people's feedback, then a decision in public.
template-opinion-map = Opinion mapping
template-about-opinion-map = Four weeks of short statements that people agree or disagree with; then a map of what divides and what unites them, and the city's answer.

lab-part-question = The question
lab-part-subjects = Themes and places
lab-part-outcome = The outcome
lab-field-title = Title
lab-hint-title = The question, as you would ask it at the door.
lab-field-summary = In one sentence
lab-hint-summary = What is asked and why now. It stands under the title and in lists.
lab-field-slug = Address
lab-hint-slug = Lower-case letters, digits and hyphens. It cannot be changed once the consultation is public.
lab-slug-fixed = Its address stays:
lab-field-language = Language of these texts
lab-field-promise = What happens with what people say
lab-hint-promise = Who reads it, who decides, by when people hear back. Without this it cannot be published. **bold**, lists and links work.
lab-field-description = About it
lab-hint-description = Background, documents, who runs it. **bold**, lists and links work.
lab-field-outcome = What came of it
lab-hint-outcome = Written at the end. It stands on top of the page and on the home page.
lab-field-themes = Themes
lab-hint-themes = One a line. A theme that ideas already have is kept for them when you remove it here.
lab-field-areas = Places
lab-hint-areas = One a line; indent by two spaces what lies within the line above.
lab-fates = What becomes of these?
lab-fates-hint = They are missing in the lists above, and ideas bear them. Nothing is saved before you say it.
lab-fate = { $name } ({ $count ->
    [one] 1 idea
   *[other] { $count } ideas
})
lab-fate-choose = Please choose
lab-fate-renamed = Renamed: { $line }
lab-fate-moved = Removed: its ideas go to { $line }
lab-fate-no-area = Removed: its ideas have no place then
lab-fate-no-theme = Removed: its ideas have no theme then

lab-steps = Steps
lab-steps-hint = One after another, without overlap. A step lasts from its first day to the end of its last one, by the clocks of { $zone }. Steps are put in order by themselves.
lab-step-unnamed = Step { $number }
lab-step-number = Step { $number }: { $title }
lab-row-field = { $row }, { $field }
lab-step-more = One more step
lab-step-name = Name
lab-step-description = What people do in it, in a sentence
lab-step-starts-on = First day
lab-step-starts-time = From what time on that day (empty: the whole day)
lab-step-starts-which = Which of the two, where that time comes twice
lab-step-ends-on = Last day
lab-step-ends-time = Until what time on that day (empty: the whole day)
lab-step-ends-which = Which of the two, where that time comes twice
lab-step-times = More: times of day
lab-step-which-first = The first one, before the clocks go back
lab-step-which-second = The second one, after the clocks went back
lab-step-which-none = That time comes once
lab-step-method = Kind of step
lab-step-allows = While it lasts, people can
lab-step-remove = Remove this step when saving
lab-allow-propose = propose
lab-allow-comment = comment
lab-allow-support = support
method-inform = Reading
method-propose = Proposing
method-draft = Draft text
method-map = Opinion map
method-vote = Vote
method-trial = Trial
method-survey = Questions
method-results = Results

lab-ladder = Thresholds
lab-ladder-hint = How many supports oblige the city to what. Leave it empty if supports oblige to nothing.
lab-rung-unnamed = Threshold { $number }
lab-rung-number = Threshold { $number }: { $title }
lab-rung-more = One more threshold
lab-rung-count = Supports
lab-rung-days = Days to answer
lab-rung-owes = What the city then owes
lab-rung-owner = Who owes it
lab-rung-remove = Remove this threshold when saving

lab-conflict-title = Both texts
lab-conflict-text = Struck out is what is stored now, underlined is what you typed. Your text stands in the form below; if you save it, it replaces the other.

flash-consultation-created = The draft is made. Look through it, then publish.
flash-consultation-saved = Saved.
flash-consultation-published = It is public now.
flash-consultation-archived = It is over and archived.
flash-consultation-reopened = It is back; its steps open and close by their dates.
flash-consultation-withdrawn = It is a draft again. Only the lab sees it.

template-promise-open-call = The lab reads every idea. The city answers those with the most support in public, with reasons, and says what it will do and by when.
template-promise-constitution = Every petition that reaches a threshold gets the answer it is owed, in public and by its date. The drafting group shows which ideas went into the text.
template-promise-fail-of-the-year = Nobody is blamed. A jury of residents and staff makes a shortlist; you vote; the lessons stay here for everyone.
template-promise-pilot = After the trial the lab decides in public whether to stop, adapt or scale, with its reasons and the measurements.
template-promise-opinion-map = The city answers the statements that unite people across all groups, and says in public what it will do about them.
template-phase-propose = Ideas
template-phase-propose-text = Propose an idea, or support and discuss those of others.
template-phase-support = Support
template-phase-support-text = Proposing is over. Support the ideas you want to see.
template-phase-answer = The city answers
template-phase-answer-text = The city reads what you proposed and answers in public.
template-phase-answer-map = The city answers
template-phase-answer-map-text = The city reads the map of your answers, and answers in public.
template-phase-visions = Visions
template-phase-visions-text = Tell how you imagine the city.
template-phase-petitions = Petitions
template-phase-petitions-text = Ask for an article, and gather support for it.
template-phase-draft = The draft text
template-phase-draft-text = The draft is open for comments.
template-phase-stories = Stories
template-phase-stories-text = Tell what failed, and what it taught.
template-phase-shortlist = Shortlist
template-phase-shortlist-text = The jury reads and chooses.
template-phase-award-vote = The vote
template-phase-award-vote-text = Support the story that taught the most.
template-phase-lessons = Lessons
template-phase-lessons-text = The award is given; the lessons stay.
template-phase-plan = The plan
template-phase-plan-text = Read what will be tried, and what would count as success.
template-phase-trial = The trial
template-phase-trial-text = Tell how it goes where you are.
template-phase-decision = The decision
template-phase-decision-text = The lab decides and says why.
template-phase-statements = Statements
template-phase-statements-text = Agree, disagree or pass, one statement at a time. Add your own.
template-rung-answer-owes = a written answer
template-rung-answer-owner = the department in charge
template-rung-legal-opinion-owes = a legal opinion
template-rung-legal-opinion-owner = the legal department
template-rung-hearing-owes = a hearing
template-rung-hearing-owner = the drafting group
template-rung-mayor-owes = an answer in person
template-rung-mayor-owner = the mayor

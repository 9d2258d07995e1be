# The home page.
home-title = What should this city become?
home-lead = Here the city asks its people a question for a limited time. You propose and support ideas; the city answers in public.
home-search-label = Search ideas and consultations
home-search-hint = Parks, buses, noise …
home-how = How it works and what happens with what you write
home-open = Open now
home-all = All consultations
home-empty = Nothing is open right now.
home-empty-upcoming = Below you see what opens next, and when.
home-empty-later = When the city asks its next question, it stands here.
home-upcoming = Opens soon
home-past = What came of it
home-past-all = All that are over

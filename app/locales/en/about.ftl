# used: about-*
about-title = What this place is
about-lead = Here the city asks its people a question for a limited time, reads what they propose, and answers in public.
about-see-open = See what is open
about-ideas-title = You propose, comment and support
about-ideas-text = Each consultation is one question with dates. Until a date you can propose ideas; then people support the ones they want. You can read everything without an account.
about-count-title = One account, one support
about-count-text = A support can be taken back while support is open. A threshold that conspicuous supports reach is shown as being checked for some days; then the city owes the answer by itself. Supports brought in from another platform are shown apart and never count towards an answer that the city owes.
about-answers-title = The city owes an answer
about-answers-text = A consultation says in advance how many supports lead to which answer, who owes it, and by when. The answer stands above the discussion.
about-rules-title = The rules of the house
about-rules-text = Speak about the matter, not about the person. No insults, no advertising, nobody's private data. A moderator may hide what breaks these rules, always with a reason that everyone can read.
about-data-title = Your data
about-data-text = We keep your e-mail address, the name you choose and what you write, and for 30 days after a support a keyed hash of the network it came from; nothing is shared with others and no other site is contacted. You can download all of it, and delete your account at any time.
about-security-title = Weaknesses of this site
about-security-text = If you found a way to see or change what you should not, please tell us before you tell others.
about-security-contact = Report a weakness

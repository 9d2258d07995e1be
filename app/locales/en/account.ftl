# Signing up, logging in, one's own account; what roles are called.
# used: role-* flash-* account-measure-* account-name-flag-*
role-resident = Resident
role-moderator = Moderator
role-lab = Innovation lab
role-admin = Administrator

account-title = Your account
account-email = E-mail address
account-name = Name that others see
account-name-hint = Your own or one you make up. It stands beside what you write.
account-name-flag-title = “Resident” stands beside your name, since it holds a title or an office of the city.
account-name-flag-address = Your name looks like an e-mail address, and everybody can read it. Please choose another.
account-name-flag-staff = “Resident” stands beside your name, since somebody who works for the city is called the same.
account-email-contested = An older account has the same e-mail address in another spelling. You log in with exactly the spelling above. The people who run this site can change that.
account-password = Password
account-password-hint = At least { $min } characters. A few words in a row are easy to remember and hard to guess.
password-show = Show password
password-hide = Hide password
password-shown = Your password is shown.
password-hidden = Your password is hidden.
account-since = With us since

sign-up-title = Create your account
sign-up-lead = With an account you can propose ideas, comment and support. Reading needs none.
sign-up-cost = 1 minute.
sign-up-email-hint = You log in with it. Nobody else sees it.
sign-up-act = Create my account
sign-up-trap = Leave this field empty
sign-up-known = If it is yours, you have an account already.
sign-up-known-act = Log in with this address
sign-up-have-account = You have an account already?
sign-up-data = We keep only what stands above. You can download it and delete your account at any time.

log-in-title = Log in
log-in-to-take-part = To take part, log in. You come back to the page you were on.
log-in-carried = What you typed goes along: once you are logged in you are back at it.
log-in-copy = What you typed is too long to go along. Copy it before you log in.
log-in-no-account = You have no account yet?
log-in-forgotten = Forgotten your password? Please ask the people who run this site: we cannot send e-mail yet.

account-profile = Name and language
account-profile-act = Save
account-password-title = Password
account-password-current = Your password now
account-password-new = Your new password
account-password-act = Change my password
account-sessions = Where you are logged in
account-sessions-lead = If you do not know one of these, log it out and change your password.
account-sessions-until = You are logged out by itself after 60 days without use, and 90 days after you logged in at the latest.
account-sessions-until-staff = As a member of staff you are logged out 12 hours after you logged in, whatever you do.
account-sessions-remembered = { $count ->
    [0] For 90 days we remember, as a code, the browser and the network you log in from, so that strangers who try passwords cannot keep you out there.
    [one] For 90 days we remember, as a code, the browsers and networks you log in from, so that strangers who try passwords cannot keep you out there. Beside this browser it is 1. Logging out a browser here forgets it.
   *[other] For 90 days we remember, as a code, the browsers and networks you log in from, so that strangers who try passwords cannot keep you out there. Beside this browser they are { $count }. Logging out a browser here forgets it.
}
account-sessions-end-others = Log out everywhere else
account-session-unknown = Unknown browser
account-session-current = This browser
account-session-seen = Last used
account-session-since = Logged in on
account-session-ends = Ends on { $date } at the latest
account-session-end = Log out
account-session-end-this = Log out { $agent }
account-ideas = Your ideas
account-ideas-none = You have not proposed anything yet.
account-ideas-hidden = Hidden by a moderator
account-measures = What moderators decided
account-measures-lead = About what you wrote. Each decision has a reason.
account-measure-hide-proposal = Your idea was hidden.
account-measure-hide-comment = Your comment on this idea was hidden.
account-measure-hide-statement = Your statement was taken out.
account-measure-restore-proposal = Your idea is shown again.
account-measure-restore-comment = Your comment on this idea is shown again.
account-measure-restore-statement = Your statement is asked again.
account-data = Your data
account-data-lead = Everything we have of you, in one file: your account, what you wrote, and what you supported. Not in it: for 30 days after a support we keep a keyed hash of the network it came from, to notice many from one place. Somebody who had the whole database could find the network again.
account-data-act = Download my data
account-erase-go = Delete my account …

erase-title = Delete your account?
erase-lead = Please read this first. It cannot be undone.
erase-goes = Your name, your e-mail address, your password and where you are logged in are erased.
erase-stays = What you proposed and wrote stays, so that discussions remain readable. It is shown as by a “deleted account”.
erase-leaves = What you gave in steps that are still open leaves with your account:
erase-leaves-supports = { $count ->
    [0] no support
    [one] 1 support
   *[other] { $count } supports
}
erase-leaves-reactions = { $count ->
    [0] no reaction to a comment
    [one] 1 reaction to a comment
   *[other] { $count } reactions to comments
}
erase-leaves-answers = { $count ->
    [0] no answer on a map of opinions
    [one] 1 answer on a map of opinions
   *[other] { $count } answers on maps of opinions
}
erase-staying = { $count ->
    [0] Of steps that are over, nothing of yours is counted.
    [one] In steps that are over you gave 1 support, reaction or answer. It stays counted, as a number without you.
   *[other] In steps that are over you gave { $count } supports, reactions or answers. They stay counted, as numbers without you.
}
erase-owed = An answer that the city owes already stays owed, also when your support helped to reach it.
erase-final = Afterwards we can no longer tell which contributions were yours, so nobody can remove them for you later. If something of yours should go too, delete it before.
erase-download-first = Download my data first
erase-password = Your password
erase-confirm-label = Confirmation
erase-confirm = I understand that this cannot be undone.
erase-act = Delete my account
erase-cancel = Keep my account

flash-signed-up = Welcome! You have an account now and are logged in.
flash-logged-in = You are logged in.
flash-logged-out = You are logged out.
flash-profile-saved = Saved. Others see the new name at once.
flash-password-changed = Your password is changed. You are logged out everywhere else.
flash-session-ended = That browser is logged out.
flash-sessions-ended = You are logged out everywhere else.
flash-erased = Your account is deleted. Thank you for having taken part.

# The administrators' page.
# used: flash-*
nav-admin = Accounts
admin-accounts = Accounts
admin-accounts-lead = Who can log in, and what each may do. A new role holds from the person's next click on.
admin-find = Name or e-mail address
admin-role = Role
admin-any-role = Any role
admin-show = Show these
admin-role-of = Role of { $name }
admin-role-act = Change
admin-role-act-of = Change the role of { $name }
admin-nobody = Nobody like that
admin-nobody-hint = Try fewer letters, or another role.
admin-everybody = Show everybody
admin-pages = Pages
admin-newest = Newest accounts
admin-older = Older accounts
flash-role-changed = { $name } now has the role: { $role }.
flash-role-outdated = Someone else changed the role of { $name } meanwhile. Nothing was changed: please look again.

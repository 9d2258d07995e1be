# The discussion of a proposal.
# used: alignment-* comment-sort-* flash-*
alignment-for = For
alignment-against = Against
alignment-neutral = Neither
comment-count = { $count ->
    [0] Comments
    [one] 1 comment
   *[other] { $count } comments
}
comment-none = Nobody has commented yet. Yours can be the first.
comment-none-closed = Nobody commented.
comment-closed = Comments are closed.
comment-log-in = Log in to comment
comment-write = Write a comment
comment-body = Your comment
comment-body-hint = Speak about the idea, not about the person. You can change your comment for 15 minutes.
comment-alignment = Where do you stand on this idea?
comment-publish = Publish my comment
comment-reply = Reply
comment-reply-body = Your reply
comment-publish-reply = Publish my reply
comment-edit = Change
comment-save = Save my changes
comment-delete = Delete
comment-delete-look = Your text is erased for good. A notice stays in its place, so that what others answered can still be read.
comment-delete-sure = Delete my comment
comment-deleted = This comment was deleted by its author.
comment-hidden = A moderator hid this comment
comment-hidden-own = Read what you wrote
comment-hidden-staff = Read what is hidden
hidden-reason = Reason: { $reason }
comment-edited = changed
comment-orphan = a reply to something that is not here
comment-answers = In answer to { $name }
comment-agree = Agree
comment-disagree = Disagree
comment-react-failed = That could not be saved. Please try again, or reload the page.
comment-replies = { $count ->
    [0] Only removed replies
    [one] 1 reply
   *[other] { $count } replies
}
comment-more-replies = { $count ->
    [one] Read 1 more reply
   *[other] Read { $count } more replies
}
comment-whole-thread = See the whole thread
comment-order = Order:
comment-sort-best = Best first
comment-sort-newest = Newest
comment-sort-oldest = Oldest
comment-pages = More comments
comment-next = More comments
comment-next-replies = More replies
comment-first = Back to the first comments
comment-all = All comments on this idea
comment-kicker = Comments on proposal { $number }
comment-page-title = Comments on “{ $title }”
comment-thread-title = A comment on “{ $title }”

flash-commented = Your comment is published. You can change it for 15 minutes.
flash-replied = Your reply is published. You can change it for 15 minutes.
flash-comment-edited = Your changes are saved.
flash-comment-deleted = Your comment is deleted. A notice stands in its place.

//! Writing a comment, changing it while it is fresh, deleting it.

use super::{
    CommentForm, CommentRef, discussed,
    form::{Draft, revision},
    known, present,
};
use crate::{Accounts, Comments, Error, Limited, markdown};
use cabildo_domain::{
    AccountId, CommentId, FieldErrors, Invalid, Refusal, Subject,
    comment::{MAX_DEPTH, is_editable},
    event::{NewEvent, Verb},
    permission::Resident,
    refusal::Need,
    subject::{Commentable, Numbered},
};
use cabildo_store::{
    Tx,
    comment::{
        self, Comment, NewComment, change,
        place::{self, Place},
    },
    event, participant, report,
};

impl Comments<'_> {
    /// Writes a comment on a subject. A second submit of the same form with the same content returns the first
    /// comment; with another content it makes another comment.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Closed`], [`Refusal::Invalid`]; [`Need::Visible`] or [`Need::Changeable`] when
    /// the subject or the answered comment is hidden, deleted, withdrawn or merged; [`Refusal::TooFast`] for somebody
    /// who writes too many in a short time.
    pub async fn add(
        self,
        resident: Resident<'_>,
        about: &Numbered<Commentable>,
        form: CommentForm,
    ) -> Result<CommentRef, Error> {
        let author = resident.account();
        let mut tx = self.store().write().await?;
        let place = known(
            place::at(&mut tx, about, self.now()).await?,
            resident.viewer(),
        )?;
        if let Some(first) = submitted(&mut tx, author, &form, &place).await? {
            return Ok(first);
        }
        discussed(&place)?;
        let consultation = place.consultation();
        self.require_comments(&mut tx, consultation).await?;
        let draft = Draft::parse(&form, &place.language)?;
        let parent = match draft.parent {
            Some(id) => Some(answerable(&mut tx, &place, id).await?),
            None => None,
        };
        self.inner
            .limiters
            .of(Limited::Comments)
            .check(author.to_string())?;
        let new = self.new_comment(&place, author, draft, parent.as_ref(), &form);
        if comment::insert(&mut tx, std::slice::from_ref(&new)).await? == 0 {
            // Another submit of the same form came first.
            return submitted(&mut tx, author, &form, &place)
                .await?
                .ok_or(Refusal::Malformed.into());
        }
        Accounts::still_there(&mut tx, &[author]).await?;
        if parent.is_some() {
            change::adjust_replies(&mut tx, new.root, 1, 1).await?;
        }
        let first_time = match consultation {
            Some(place) => participant::note(&mut tx, place, author, self.now()).await?,
            None => false,
        };
        change::count(
            &mut tx,
            place.subject,
            consultation,
            1,
            i64::from(first_time),
        )
        .await?;
        let event = NewEvent {
            verb: Verb::Created,
            subject: Subject::comment(new.id),
            consultation,
            actor: new.author.named_in_the_log(),
            at: new.created_at,
        };
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(CommentRef {
            about: place.at,
            id: new.id,
            root: new.root,
        })
    }

    fn new_comment(
        self,
        place: &Place,
        author: AccountId,
        draft: Draft,
        parent: Option<&Comment>,
        form: &CommentForm,
    ) -> NewComment {
        let id: CommentId = self.new_id();
        NewComment {
            id,
            consultation: place.consultation(),
            subject: place.subject,
            parent: parent.map(|parent| parent.id),
            root: parent.map_or(id, |parent| parent.root),
            depth: parent.map_or(0, |parent| (parent.depth + 1).min(MAX_DEPTH)),
            author: author.into(),
            alignment: draft.alignment,
            body_html: markdown::render(draft.body.as_str()),
            sanitizer: markdown::VERSION,
            body: draft.body,
            language: draft.language,
            created_at: self.now(),
            orphan: false,
            imported_ups: 0,
            imported_downs: 0,
            submit_key: form.key(author, place.subject),
            import_key: None,
        }
    }

    /// Changes a comment. Only its author may, within fifteen minutes, while people can comment.
    ///
    /// # Errors
    /// [`Refusal::Outdated`] when another tab changed it since the form was loaded; [`Refusal::SignInRequired`],
    /// [`Refusal::NotFound`], [`Refusal::Closed`], [`Refusal::Invalid`];
    /// [`Need::Author`], [`Need::Visible`], [`Need::Changeable`].
    pub async fn edit(
        self,
        resident: Resident<'_>,
        id: CommentId,
        form: CommentForm,
    ) -> Result<CommentRef, Error> {
        let mut tx = self.store().write().await?;
        let (comment, place) = self.held_comment(&mut tx, resident.viewer(), id).await?;
        comment.author.require(resident.viewer())?;
        present(&comment)?;
        discussed(&place)?;
        let now = self.now();
        if !is_editable(comment.created_at, now) {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        self.require_comments(&mut tx, comment.consultation).await?;
        let draft = Draft::parse(&form, &comment.language)?;
        let address = CommentRef::new(&place, &comment);
        let same = (draft.alignment, &draft.body, &draft.language)
            == (comment.alignment, &comment.body, &comment.language);
        if same {
            return Ok(address);
        }
        if !form.is_current(&comment) {
            return Err(Refusal::Outdated {
                current: revision(&comment).map_or(0, |at| at.0),
            }
            .into());
        }
        let edit = change::Edit {
            id,
            alignment: draft.alignment,
            body_html: markdown::render(draft.body.as_str()),
            sanitizer: markdown::VERSION,
            body: draft.body,
            language: draft.language,
            at: now,
        };
        change::edit(&mut tx, &edit).await?;
        let event = self.comment_event(Verb::Edited, &comment, comment.author.named_in_the_log());
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(address)
    }

    /// Deletes a comment for good. Only its author may, at any time. A notice keeps its place in the thread; open
    /// reports on it are closed. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Need::Author`].
    pub async fn delete(self, resident: Resident<'_>, id: CommentId) -> Result<CommentRef, Error> {
        let mut tx = self.store().write().await?;
        let (comment, place) = self.held_comment(&mut tx, resident.viewer(), id).await?;
        comment.author.require(resident.viewer())?;
        if change::erase(&mut tx, id, self.now()).await? {
            report::close(&mut tx, Subject::comment(id), self.now()).await?;
            // A hidden comment is counted out already.
            if comment.hidden.is_none() {
                change::count_one(&mut tx, &comment, -1).await?;
            }
            let author = comment.author.named_in_the_log();
            let event = self.comment_event(Verb::Deleted, &comment, author);
            let seq = event::append(&mut tx, &[event]).await?;
            tx.commit().await?;
            self.until_not_found(seq).await;
        }
        Ok(CommentRef::new(&place, &comment))
    }
}

/// The comment that the same form made before, if it did.
async fn submitted(
    tx: &mut Tx,
    author: AccountId,
    form: &CommentForm,
    place: &Place,
) -> Result<Option<CommentRef>, Error> {
    let Some(key) = form.key(author, place.subject) else {
        return Ok(None);
    };
    let first = comment::by_submit_key(tx, author, key).await?;
    Ok(first.map(|first| CommentRef::new(place, &first)))
}

/// The comment that a reply answers, if it is on the same place and still visible.
async fn answerable(tx: &mut Tx, place: &Place, id: CommentId) -> Result<Comment, Error> {
    let parent = comment::by_id(tx, id)
        .await?
        .filter(|parent| parent.subject == place.subject);
    let parent = parent.ok_or_else(|| FieldErrors::one("parent", Invalid::UnknownChoice))?;
    present(&parent)?;
    Ok(parent)
}

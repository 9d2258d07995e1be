//! Reactions to a comment: one press gives one, another takes it back.

use super::{discussed, present};
use crate::{Accounts, Comments, Error};
use cabildo_domain::{
    CommentId,
    comment::{Reaction, best},
    event::Verb,
    permission::Resident,
};
use cabildo_store::{
    Tx,
    comment::{Comment, change},
    consultation::{self, Counts},
    event, participant, reaction,
};
use serde::{Deserialize, Serialize};

/// The reactions to a comment after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reacted {
    /// The number that agree, imported ones included.
    pub ups: i64,
    /// The number that disagree, imported ones included.
    pub downs: i64,
    /// The viewer's own reaction.
    pub reaction: Reaction,
}

impl Comments<'_> {
    /// Sets the viewer's reaction to a comment. Two calls, or two at once, count once.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`], [`cabildo_domain::Refusal::Closed`];
    /// [`Need::NotAuthor`](cabildo_domain::refusal::Need::NotAuthor) on one's own comment; `Visible` or `Changeable` on a
    /// comment that is hidden, deleted or withdrawn.
    pub async fn react(
        self,
        resident: Resident<'_>,
        id: CommentId,
        wanted: Reaction,
    ) -> Result<Reacted, Error> {
        let account = resident.account();
        let mut tx = self.store().write().await?;
        let (mut comment, place) = self.held_comment(&mut tx, resident.viewer(), id).await?;
        comment.author.require_stranger(resident.viewer())?;
        present(&comment)?;
        discussed(&place)?;
        self.require_comments(&mut tx, comment.consultation).await?;
        let before = Reaction::of(reaction::of(&mut tx, id, account).await?);
        if before != wanted {
            match wanted {
                Reaction::Up => reaction::put(&mut tx, id, account, true, self.now()).await?,
                Reaction::Down => reaction::put(&mut tx, id, account, false, self.now()).await?,
                Reaction::None => reaction::remove(&mut tx, id, account).await?,
            }
            Accounts::still_there(&mut tx, &[account]).await?;
            count(&mut tx, &mut comment, before, wanted).await?;
            if let Some(consultation) = comment.consultation
                && participant::note(&mut tx, consultation, account, self.now()).await?
            {
                let change = Counts {
                    participants: 1,
                    ..Counts::default()
                };
                consultation::adjust(&mut tx, consultation, change).await?;
            }
            event::append(
                &mut tx,
                &[self.comment_event(Verb::Reacted, &comment, Some(account))],
            )
            .await?;
            tx.commit().await?;
        }
        Ok(Reacted {
            ups: comment.ups + comment.imported_ups,
            downs: comment.downs + comment.imported_downs,
            reaction: wanted,
        })
    }
}

async fn count(
    tx: &mut Tx,
    comment: &mut Comment,
    before: Reaction,
    after: Reaction,
) -> Result<(), Error> {
    let change = |which| i64::from(after == which) - i64::from(before == which);
    comment.ups += change(Reaction::Up);
    comment.downs += change(Reaction::Down);
    let score = best(
        comment.ups + comment.imported_ups,
        comment.downs + comment.imported_downs,
    );
    Ok(change::set_reactions(tx, comment.id, comment.ups, comment.downs, score).await?)
}

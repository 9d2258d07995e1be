//! The address of each kind of subject: the only place that knows it.

use super::{Commentable, Subject, SubjectKind};
use crate::{CommentId, address, consultation::Slug};

impl Subject {
    /// The address of the page that shows the subject. `number` is the subject's own number in the consultation; for a
    /// comment, `under` and `number` are the kind and the number of the subject under which it stands. For a
    /// consultation the number is not used.
    pub fn path(self, slug: &Slug, number: i64, under: Option<Commentable>) -> String {
        match self.kind {
            SubjectKind::Consultation => address::consultation(slug),
            SubjectKind::Proposal => address::proposal(slug, number),
            SubjectKind::Comment => match under {
                Some(kind) => kind.at(slug, number).thread(CommentId(self.id)),
                None => address::consultation(slug),
            },
            SubjectKind::Statement => address::statement(slug, number),
            // People have no public page: staff find an account in its list.
            SubjectKind::Account => address::ADMIN_ACCOUNTS.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_kind_has_an_address_of_its_own() {
        let slug = Slug::parse("parks").unwrap();
        let id = Uuid::from_u128(7);
        let paths: Vec<String> = SubjectKind::ALL
            .iter()
            .map(|kind| Subject { kind: *kind, id }.path(&slug, 3, Some(Commentable::Proposal)))
            .collect();
        assert_eq!(
            paths,
            [
                "/c/parks".to_owned(),
                "/c/parks/p/3".to_owned(),
                format!("/c/parks/p/3/comments/{id}"),
                "/c/parks/opinion/statements/3".to_owned(),
                "/admin/accounts".to_owned(),
            ]
        );
    }
}

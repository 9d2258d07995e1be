//! Renders stored HTML again after a change of the Markdown rules, so that no page has to.

use crate::{Error, Service, markdown};
use cabildo_store::rendering;
use uuid::Uuid;

/// The number of rows in one transaction: it takes a few milliseconds, and others write in between.
const BATCH: i64 = 100;

/// The progress of the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    table: usize,
    after: Uuid,
    /// The number of rows with new HTML.
    pub rendered: u64,
}

impl Service {
    /// Renders the next few texts whose HTML is older than [`markdown::VERSION`] and stores it; `None` when all tables
    /// are done. Begin with [`Progress::default`].
    ///
    /// # Errors
    /// [`Error`]; the same progress can be tried again.
    pub async fn render_anew(&self, progress: Progress) -> Result<Option<Progress>, Error> {
        let Some(&table) = rendering::TABLES.get(progress.table) else {
            return Ok(None);
        };
        let mut tx = self.store().read().await?;
        let rows =
            rendering::outdated(&mut tx, table, markdown::VERSION, progress.after, BATCH).await?;
        drop(tx);
        let Some(last) = rows.last() else {
            return Ok(Some(Progress {
                table: progress.table + 1,
                after: Uuid::nil(),
                ..progress
            }));
        };
        let next = Progress {
            after: last.id,
            rendered: progress.rendered + rows.len() as u64,
            ..progress
        };
        let rendered = tokio::task::spawn_blocking(move || {
            let render = |row: rendering::Outdated| {
                let html = row.sources.iter().map(|source| markdown::render(source));
                (row.id, html.collect::<Vec<_>>())
            };
            rows.into_iter().map(render).collect::<Vec<_>>()
        })
        .await
        .map_err(|error| Error::Failed(format!("rendering: {error}")))?;
        let mut tx = self.store().write().await?;
        for (id, html) in &rendered {
            rendering::keep(&mut tx, table, markdown::VERSION, *id, html).await?;
        }
        tx.commit().await?;
        Ok(Some(next))
    }
}

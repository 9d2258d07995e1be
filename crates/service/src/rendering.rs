//! Brings kept HTML up to the present rules of Markdown, so that no page has to render what was kept before they changed.

use crate::{Error, Service, markdown};
use cabildo_store::rendering;
use uuid::Uuid;

/// Rows in one transaction: a few milliseconds, between which others write.
const BATCH: i64 = 100;

/// How far the work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    table: usize,
    after: Uuid,
    /// How many rows have new HTML.
    pub rendered: u64,
}

impl Service {
    /// Renders the next few texts whose HTML is older than [`markdown::VERSION`] and keeps it; `None` when every table was
    /// gone through. Begin with [`Progress::default`].
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

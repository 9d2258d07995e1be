//! Renders older stored HTML by today's rules after a start. Until then, pages render such a text each time.

use cabildo_service::{Service, rendering::Progress};
use std::time::Duration;
use tokio::{select, sync::watch, time::sleep};

/// The pause between two batches, so that people's requests come first.
const BREATH: Duration = Duration::from_millis(5);
/// The pause after a failure.
const REST: Duration = Duration::from_secs(10);

/// Works until everything is done or it is told to stop; the next start continues from there.
pub(super) async fn bring_up_to_date(service: Service, mut stopping: watch::Receiver<bool>) {
    let mut progress = Progress::default();
    loop {
        let rest = match service.render_anew(progress).await {
            Ok(Some(next)) => {
                progress = next;
                BREATH
            }
            Ok(None) => break,
            Err(error) => {
                tracing::error!(?error, "texts could not be rendered by the present rules");
                REST
            }
        };
        select! {
            () = sleep(rest) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
    if progress.rendered > 0 {
        tracing::info!(
            texts = progress.rendered,
            "texts were rendered anew by the present rules"
        );
    }
}

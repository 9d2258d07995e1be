//! After a start: gives texts the HTML of today's rules where older ones made it. Pages render such a text each time.

use cabildo_service::{Service, rendering::Progress};
use std::time::Duration;
use tokio::{select, sync::watch, time::sleep};

/// Rest between two batches, so that people's requests come first.
const BREATH: Duration = Duration::from_millis(5);
/// Rest after a failure.
const REST: Duration = Duration::from_secs(10);

/// Works until all is done or told to stop; the next start goes on from there.
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
                tracing::error!(?error, "texts were not rendered by the present rules");
                REST
            }
        };
        select! {
            () = sleep(rest) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
    if progress.rendered > 0 {
        tracing::info!(texts = progress.rendered, "rendered by the present rules");
    }
}

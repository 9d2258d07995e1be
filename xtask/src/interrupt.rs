//! Ctrl-C and SIGTERM: the running child is told, and we live on to clean up (a PostgreSQL cluster above all).

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::tools;

static REQUESTED: AtomicBool = AtomicBool::new(false);
static CHILD: Mutex<Option<u32>> = Mutex::new(None);

/// Takes over both signals for the rest of the process.
pub fn listen() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            REQUESTED.store(true, Ordering::SeqCst);
            if let Some(child) = *CHILD.lock().expect("no holder of this lock panics") {
                // A terminal's Ctrl-C reached the child already; a signal sent to us alone did not.
                tools::succeeds(tools::command("kill").args(["-TERM", &child.to_string()]));
            }
        }
    });
    Ok(())
}

/// An error once the person asked us to stop.
pub fn check() -> Result<()> {
    if REQUESTED.load(Ordering::SeqCst) {
        bail!("interrupted");
    }
    Ok(())
}

/// While the guard lives, signals are passed on to this process.
pub fn forward_to(child: u32) -> Forwarding {
    *CHILD.lock().expect("no holder of this lock panics") = Some(child);
    Forwarding
}

/// Ends the forwarding when dropped, so that no signal reaches a stranger who got the old process id.
pub struct Forwarding;

impl Drop for Forwarding {
    fn drop(&mut self) {
        *CHILD.lock().expect("no holder of this lock panics") = None;
    }
}

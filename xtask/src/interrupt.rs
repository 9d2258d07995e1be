//! Ctrl-C and SIGTERM: stops the running child, and keeps this process alive to clean up (a PostgreSQL cluster above
//! all).
//!
//! Children run in a process group of their own, so that a terminal's Ctrl-C reaches them once, through us, and so that
//! everything they started gets it too.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

static REQUESTED: AtomicBool = AtomicBool::new(false);
static CHILD: Mutex<Option<u32>> = Mutex::new(None);

/// Takes over both signals for the rest of the process.
pub fn listen() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            REQUESTED.store(true, Ordering::SeqCst);
            if let Some(group) = *CHILD.lock().expect("no holder of this lock panics") {
                let name = if signal == SIGINT { "-INT" } else { "-TERM" };
                // The group may have ended a moment ago; then there is nobody to tell.
                let _ = Command::new("kill")
                    .args([name, "--", &format!("-{group}")])
                    .stderr(Stdio::null())
                    .status();
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

/// While the guard lives, signals are passed on to this process and its group.
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

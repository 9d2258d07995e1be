//! Limits on how long a connection may be idle, and on the number of connections.

use std::time::Duration;

/// Descriptors that connections leave to the rest of the program: databases, the index, logs.
const RESERVED: u64 = 128;
/// Most connections, however many descriptors there are: each costs about 20 kB of memory.
const MOST: u64 = 8_192;
/// Fewest, however few descriptors there are.
const FEWEST: u64 = 16;
/// Most of one address; a school or an office behind one has some hundred people.
const MOST_EACH: u64 = 512;
/// The number of open files that is assumed when the system does not tell the limit.
const USUAL: u64 = 1_024;

/// The limits of a server's connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For all headers of a request, from the connection's beginning or from the request's first byte.
    pub headers: Duration,
    /// Without a byte of a request's body.
    pub body: Duration,
    /// Without a byte of the answer being taken.
    pub answer: Duration,
    /// Without a request, after an answer. Longer than proxies keep an idle connection, which else would send a request
    /// into one that is just being closed.
    pub idle: Duration,
    /// For requests under way when the server stops.
    pub stop: Duration,
    /// Connections in all.
    pub all: usize,
    /// Connections of one address (IPv6: of one /64). Trusted proxies may have more.
    pub each: usize,
}

impl Limits {
    /// The limits where the process may have this many files open.
    pub fn for_descriptors(descriptors: u64) -> Self {
        let all = descriptors
            .saturating_sub(RESERVED)
            .max(descriptors / 4)
            .clamp(FEWEST, MOST);
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            idle: Duration::from_secs(150),
            stop: Duration::from_secs(20),
            all: all as usize,
            each: (all / 4).clamp(FEWEST, MOST_EACH) as usize,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::for_descriptors(USUAL)
    }
}

/// Lets this process open as many files as the system allows, and returns how many: most systems begin with 1,024 and
/// allow many more.
pub fn raise_descriptors() -> u64 {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(descriptors) => descriptors,
        Err(error) => {
            tracing::warn!(%error, "the limit on open files could not be raised");
            USUAL
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_descriptors_leave_room_for_the_database() {
        for (descriptors, all, each) in [
            (0, 16, 16),
            (100, 25, 16),
            (300, 172, 43),
            (1_024, 896, 224),
            (20_000, 8_192, 512),
            (u64::MAX, 8_192, 512),
        ] {
            let limits = Limits::for_descriptors(descriptors);
            assert_eq!((limits.all, limits.each), (all, each), "{descriptors}");
        }
    }
}

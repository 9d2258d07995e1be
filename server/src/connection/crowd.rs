//! The table of open connections: how many in total and from each address, and which one is closed to make room.

use super::{Limits, progress::Progress};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// All connections of a server.
pub(super) struct Crowd {
    limits: Limits,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    next: u64,
    /// By number: the oldest is the first.
    open: BTreeMap<u64, Arc<Member>>,
    of_address: HashMap<IpAddr, BTreeSet<u64>>,
}

struct Member {
    /// `None` for a trusted proxy, which is not counted by address and never closed to make room.
    address: Option<IpAddr>,
    progress: Arc<Progress>,
    close: Notify,
}

/// A place among the connections, free again when it is dropped.
pub(super) struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    member: Arc<Member>,
}

/// The part of an address that counts as one. One IPv6 customer has 2^64 addresses.
fn counted(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

impl Table {
    fn remove(&mut self, number: u64) -> Option<Arc<Member>> {
        let member = self.open.remove(&number)?;
        if let Some(address) = member.address
            && let Some(numbers) = self.of_address.get_mut(&address)
        {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.of_address.remove(&address);
            }
        }
        Some(member)
    }

    fn gives_way(&self, number: u64) -> bool {
        self.open
            .get(&number)
            .is_some_and(|member| member.address.is_some() && member.progress.asks_nothing())
    }

    /// Closes the oldest connection without a request, of one address or of all; returns whether there was one.
    fn make_room(&mut self, address: Option<IpAddr>) -> bool {
        let number = match address {
            Some(address) => self.of_address.get(&address).and_then(|numbers| {
                numbers
                    .iter()
                    .copied()
                    .find(|number| self.gives_way(*number))
            }),
            None => self
                .open
                .keys()
                .copied()
                .find(|number| self.gives_way(*number)),
        };
        let member = number.and_then(|number| self.remove(number));
        if let Some(member) = &member {
            member.close.notify_one();
        }
        member.is_some()
    }
}

impl Crowd {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            table: Mutex::default(),
        })
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a connection from `address`; `None` when all connections that could be closed are being answered.
    pub(super) fn admit(
        self: &Arc<Self>,
        address: IpAddr,
        is_trusted: bool,
        progress: Arc<Progress>,
    ) -> Option<Place> {
        let address = (!is_trusted).then(|| counted(address));
        let mut table = self.table();
        let of_address = address.and_then(|address| table.of_address.get(&address));
        if of_address.is_some_and(|numbers| numbers.len() >= self.limits.each)
            && !table.make_room(address)
        {
            return None;
        }
        if table.open.len() >= self.limits.all && !table.make_room(None) {
            return None;
        }
        let member = Arc::new(Member {
            address,
            progress,
            close: Notify::new(),
        });
        let number = table.next;
        table.next += 1;
        table.open.insert(number, member.clone());
        if let Some(address) = address {
            table.of_address.entry(address).or_default().insert(number);
        }
        Some(Place {
            crowd: self.clone(),
            number,
            member,
        })
    }

    /// Closes one connection to return a descriptor to the system, which has none left.
    pub(super) fn shed_one(&self) {
        self.table().make_room(None);
    }
}

impl Place {
    /// Resolves when the connection must close to make room.
    pub(super) async fn given_up(&self) {
        self.member.close.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.table().remove(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    fn crowd(all: usize, each: usize) -> Arc<Crowd> {
        Crowd::new(Limits {
            all,
            each,
            ..Limits::default()
        })
    }

    fn enter(
        crowd: &Arc<Crowd>,
        address: &str,
        is_trusted: bool,
    ) -> (Option<Place>, Arc<Progress>) {
        let progress = Arc::new(Progress::new(crowd.limits));
        let place = crowd.admit(address.parse().unwrap(), is_trusted, progress.clone());
        (place, progress)
    }

    fn was_given_up(place: &Option<Place>) -> bool {
        place.as_ref().unwrap().given_up().now_or_never().is_some()
    }

    #[tokio::test]
    async fn the_oldest_of_an_address_that_asks_nothing_gives_way() {
        let crowd = crowd(100, 3);
        let busy = enter(&crowd, "192.0.2.1", false);
        busy.1.head_came(false);
        let waiting: Vec<_> = (0..2).map(|_| enter(&crowd, "192.0.2.1", false)).collect();
        let other = enter(&crowd, "192.0.2.2", false);
        let newest = enter(&crowd, "192.0.2.1", false);
        assert!(newest.0.is_some());
        assert!(!was_given_up(&busy.0) && was_given_up(&waiting[0].0));
        assert!(!was_given_up(&waiting[1].0) && !was_given_up(&other.0));
        // Once all of its connections are being answered, the address gets no more; others do.
        waiting[1].1.head_came(true);
        newest.1.head_came(false);
        assert!(enter(&crowd, "192.0.2.1", false).0.is_none());
        assert!(enter(&crowd, "192.0.2.3", false).0.is_some());
        // A finished answer makes room.
        busy.1.answered();
        assert!(enter(&crowd, "192.0.2.1", false).0.is_some());
        assert!(was_given_up(&busy.0));
    }

    #[tokio::test]
    async fn a_trusted_proxy_is_not_limited_apart_and_never_gives_way() {
        let crowd = crowd(4, 1);
        let proxy: Vec<_> = (0..3).map(|_| enter(&crowd, "10.0.0.1", true)).collect();
        assert!(proxy.iter().all(|(place, _)| place.is_some()));
        let visitor = enter(&crowd, "192.0.2.1", false);
        let next = enter(&crowd, "192.0.2.2", false);
        assert!(next.0.is_some() && was_given_up(&visitor.0));
        next.1.head_came(false);
        assert!(enter(&crowd, "192.0.2.3", false).0.is_none(), "full");
        assert!(proxy.iter().all(|(place, _)| !was_given_up(place)));
        drop(proxy);
        assert!(
            enter(&crowd, "192.0.2.3", false).0.is_some(),
            "a place that is left is free"
        );
    }

    #[tokio::test]
    async fn all_addresses_of_an_ipv6_subscriber_are_one() {
        let crowd = crowd(100, 1);
        let first = enter(&crowd, "2001:db8:1:2::3", false);
        let neighbour = enter(&crowd, "2001:db8:1:3::3", false);
        assert!(!was_given_up(&first.0));
        let same = enter(&crowd, "2001:db8:1:2:ffff::9", false);
        assert!(same.0.is_some() && was_given_up(&first.0) && !was_given_up(&neighbour.0));
    }
}

//! Keys of the installation: random bytes that no backup contains. With SQLite each key is a file in `DATA/keys/` that
//! only its owner may read; on PostgreSQL, which several programs share, it is a row of a table that dumps leave out.
//!
//! A noun that needs a key of its own chooses a name ([`Keys::get`]), and destroys the key when it is no longer needed
//! ([`Keys::destroy`]). Losing a key must not lose anything that people contributed: say in OPERATIONS what the loss
//! costs.

mod file;
pub(crate) mod key;

pub use key::Key;

use crate::{Error, Service, network::Networks};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_store::{Store, installation_key};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// The name of the key that authenticates cookies. Losing it loses the messages and forms that are on their way in
/// cookies.
const COOKIES: &str = "cookies";
/// The name of the key for hashing networks. After its loss, each network counts as a new one.
const NETWORKS: &str = "networks";

/// Where the keys are stored.
#[derive(Clone, Debug)]
pub enum KeyPlace {
    /// Files in this folder.
    Folder(PathBuf),
    /// The table in the database.
    Database,
    /// The memory of this process alone: for tests and commands.
    Memory,
}

/// The keys of an installation.
#[derive(Debug)]
pub struct Keys {
    place: KeyPlace,
    memory: Mutex<HashMap<String, Key>>,
}

impl Keys {
    /// The keys that are stored in this place.
    pub fn at(place: KeyPlace) -> Self {
        Self {
            place,
            memory: Mutex::default(),
        }
    }

    /// The key with this name (lower-case letters, digits and hyphens); it is made at the first call. Programs that ask
    /// at the same time all get the same key.
    ///
    /// # Errors
    /// [`Error::Failed`] for a file that cannot be read or is not a key; [`Error::Store`].
    pub async fn get(&self, service: &Service, name: &str) -> Result<Key, Error> {
        let is_named = !name.is_empty()
            && name.len() <= 60
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_named {
            return Err(Error::Failed(format!("a key cannot be called {name:?}")));
        }
        match &self.place {
            KeyPlace::Folder(folder) => {
                let (folder, name) = (folder.clone(), name.to_owned());
                let found =
                    tokio::task::spawn_blocking(move || file::get(&folder, &name, Key::new))
                        .await
                        .map_err(|error| Error::Failed(error.to_string()))?;
                found.map_err(|error| Error::Failed(format!("a key of DATA/keys: {error}")))
            }
            KeyPlace::Database => in_table(service, name).await,
            KeyPlace::Memory => Ok(*self
                .memory
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(name.to_owned())
                .or_insert_with(Key::new)),
        }
    }

    /// Destroys a key that is no longer needed.
    ///
    /// # Errors
    /// As [`Keys::get`].
    pub async fn destroy(&self, store: &Store, name: &str) -> Result<(), Error> {
        match &self.place {
            KeyPlace::Folder(folder) => match std::fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(Error::Failed(format!("a key of DATA/keys: {error}")))
                }
                _ => Ok(()),
            },
            KeyPlace::Database => {
                let mut tx = store.write().await?;
                installation_key::destroy(&mut tx, name).await?;
                Ok(tx.commit().await?)
            }
            KeyPlace::Memory => {
                let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
                memory.remove(name);
                Ok(())
            }
        }
    }
}

async fn in_table(service: &Service, name: &str) -> Result<Key, Error> {
    let mut tx = service.store().read().await?;
    let found = installation_key::find(&mut tx, name).await?;
    drop(tx);
    let secret = match found {
        Some(secret) => secret,
        None => {
            let mut tx = service.store().write().await?;
            installation_key::keep(&mut tx, name, Key::new().bytes(), service.now()).await?;
            // Another program may have stored its key first.
            let kept = installation_key::find(&mut tx, name).await?;
            tx.commit().await?;
            kept.unwrap_or_default()
        }
    };
    <[u8; 32]>::try_from(secret)
        .map(Key::from)
        .map_err(|_| Error::Failed(format!("installation_key holds no key called {name}")))
}

/// The keys that the program itself needs for every request.
#[derive(Debug)]
pub(crate) struct OwnKeys {
    keys: Keys,
    cookies: Key,
    networks: Networks,
}

impl OwnKeys {
    /// Keys that only this process has.
    fn passing() -> Self {
        Self {
            keys: Keys::at(KeyPlace::Memory),
            cookies: Key::new(),
            networks: Networks::new(Key::new()),
        }
    }
}

impl Service {
    /// Reads the program's keys, or makes them. Call it once, before the first request.
    ///
    /// # Errors
    /// As [`Keys::get`].
    pub async fn open_keys(&self, place: KeyPlace) -> Result<(), Error> {
        let keys = Keys::at(place);
        let own = OwnKeys {
            cookies: keys.get(self, COOKIES).await?,
            networks: Networks::new(keys.get(self, NETWORKS).await?),
            keys,
        };
        if self.inner.keys.set(own).is_err() {
            tracing::warn!("the keys were opened already");
        }
        Ok(())
    }

    fn own_keys(&self) -> &OwnKeys {
        self.inner.keys.get_or_init(OwnKeys::passing)
    }

    /// The keys of the installation, for nouns that need one of their own.
    pub fn keys(&self) -> &Keys {
        &self.own_keys().keys
    }

    /// Seals a cookie's value with a code that nobody else can make. `purpose` names the cookie, `holder` the one who
    /// may send it.
    pub fn seal(&self, purpose: &str, holder: &str, value: &str) -> String {
        let parts = [purpose.as_bytes(), holder.as_bytes(), value.as_bytes()];
        let code = self.own_keys().cookies.code(&parts);
        format!("{value}.{}", URL_SAFE_NO_PAD.encode(code))
    }

    /// The value that [`Service::seal`] sealed for this purpose and holder; `None` for anything else.
    pub fn unseal<'a>(&self, purpose: &str, holder: &str, sealed: &'a str) -> Option<&'a str> {
        let (value, code) = sealed.rsplit_once('.')?;
        let code = URL_SAFE_NO_PAD.decode(code).ok()?;
        let parts = [purpose.as_bytes(), holder.as_bytes(), value.as_bytes()];
        self.own_keys()
            .cookies
            .confirms(&parts, &code)
            .then_some(value)
    }

    /// The key for hashing networks.
    pub(crate) fn networks(&self) -> &Networks {
        &self.own_keys().networks
    }
}

//! The application: built from a configuration, served on a listener, stopped in order.

use crate::{
    assets,
    config::Config,
    connection::{self, Door},
    job::{self, Jobs},
    router,
    state::AppState,
};
use anyhow::Context;
use axum::Router;
use cabildo_app::site::Site;
use cabildo_search::Index;
use cabildo_service::{Parts, Service, clock::SystemClock, entropy::SystemEntropy, keys::KeyPlace};
use cabildo_store::{Database, Store};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// A built application, bound to its address.
pub struct Application {
    listener: TcpListener,
    router: Router,
    door: Door,
    service: Service,
    jobs: Jobs,
}

impl Application {
    /// Opens the database, brings it up to date, builds the router, binds the listener, starts the jobs.
    ///
    /// # Errors
    /// When the database, the index or the address cannot be had.
    pub async fn build(config: &Config) -> anyhow::Result<Self> {
        let store = Store::connect(&config.data.database)
            .await
            .context("cannot open the database")?;
        store.migrate().await?;
        let service = Service::new(Parts {
            store,
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            config: cabildo_service::Config {
                time_zone: config.time_zone.clone(),
                ..cabildo_service::Config::default()
            },
        });
        service
            .accounts()
            .settle()
            .await
            .context("cannot compare addresses and names")?;
        let keys = match &config.data.database {
            Database::Sqlite(_) => KeyPlace::Folder(config.data.folder.join("keys")),
            Database::Postgres(_) => KeyPlace::Database,
        };
        service
            .open_keys(keys)
            .await
            .context("cannot open the keys")?;
        service.attach_index(
            Index::open(&config.data.folder.join("search"))
                .context("cannot open the search index")?,
        );
        let listener = TcpListener::bind(config.listen)
            .await
            .with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.local_addr()?;
        let site = Site {
            name: config.site_name.clone(),
            public_url: config
                .public_url
                .clone()
                .unwrap_or_else(|| format!("http://{address}")),
            time_zone: config.time_zone.zone().clone(),
            assets: assets::manifest(),
            security_contact: config.security_contact.clone(),
            hsts_include_subdomains: config.hsts_include_subdomains,
        };
        let state = AppState::new(service.clone(), site, config.trusted_proxies.clone());
        let jobs = job::start(&state, &config.data.folder);
        let door = Door {
            limits: config.connections,
            trusted: state.trusted_proxies.clone(),
        };
        Ok(Self {
            listener,
            door,
            router: router::build(state),
            service,
            jobs,
        })
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// When the operating system does not tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `stop` resolves; then requests under way end (for up to 20 s), the jobs finish and the index
    /// commits.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        connection::serve(self.listener, self.router, self.door, stop).await;
        self.jobs.stop().await;
        self.service.store().close().await;
    }
}

/// Resolves on SIGTERM or Ctrl-C.
pub async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
    tracing::info!("stopping");
}

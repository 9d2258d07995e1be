//! The operator's settings: each is a flag, an environment variable `CABILDO_*`, and a line of `cabildo.toml`; the
//! first of these that is given wins, then the default.
//!
//! A setting is declared once, as a field of [`DataArgs`] or [`ServeArgs`]: clap reads flag, variable and default from it,
//! [`mod@file`] the name of its line. A test compares the table in `docs/OPERATIONS.md` with the fields.

pub mod file;

use crate::connection;
use anyhow::Context;
use cabildo_app::site::SecurityContact;
use cabildo_service::config::TimeZone;
use cabildo_store::Database;
use clap::{ArgAction, Args};
use ipnet::IpNet;
use std::{net::SocketAddr, path::PathBuf};

/// Where the data is: the same for every command that touches it.
#[derive(Args, Clone, Debug)]
pub struct DataArgs {
    /// Folder of the embedded database, the search index and other files
    #[arg(
        long,
        env = "CABILDO_DATA",
        value_name = "DIR",
        global = true,
        default_value = "./data"
    )]
    pub data: PathBuf,
    /// The database: sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA/cabildo.db]
    #[arg(
        long,
        env = "CABILDO_DATABASE",
        value_name = "ADDRESS",
        hide_env_values = true,
        hide_default_value = true,
        global = true
    )]
    pub database: Option<String>,
    /// File with these settings, one a line, named as the flags are [default: ./cabildo.toml if it exists]
    #[arg(long, env = "CABILDO_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

/// How the program serves.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "CABILDO_LISTEN",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:3000"
    )]
    pub listen: SocketAddr,
    /// Where people reach the site; https:// makes cookies secure [default: http://LISTEN]
    #[arg(long, env = "CABILDO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Name of the site, in the header and in titles
    #[arg(
        long,
        env = "CABILDO_SITE_NAME",
        value_name = "NAME",
        default_value = "Cabildo"
    )]
    pub site_name: String,
    /// The city's time zone, in which dates are shown and typed
    #[arg(
        long,
        env = "CABILDO_TIME_ZONE",
        value_name = "ZONE",
        default_value = "UTC"
    )]
    pub time_zone: String,
    /// Networks of your own proxies, whose X-Forwarded-For is believed; may be repeated [default: none]
    #[arg(
        long,
        env = "CABILDO_TRUSTED_PROXIES",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<IpNet>,
    /// Where weaknesses are reported, for /.well-known/security.txt: mailto:ADDRESS or https://PAGE [default: none]
    #[arg(long, env = "CABILDO_SECURITY_CONTACT", value_name = "URI")]
    pub security_contact: Option<String>,
    /// Tell browsers to use TLS for all subdomains too; needs an https:// public URL
    #[arg(
        long,
        env = "CABILDO_HSTS_INCLUDE_SUBDOMAINS",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        default_value = "false",
        action = ArgAction::Set
    )]
    pub hsts_include_subdomains: bool,
}

/// The place of the data, as the settings give it.
#[derive(Clone, Debug)]
pub struct Data {
    /// Folder of the search index and other files.
    pub folder: PathBuf,
    /// The database.
    pub database: Database,
}

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data is.
    pub data: Data,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where people reach it, without a slash at the end; `None` until the port is known.
    pub public_url: Option<String>,
    /// Name of the site.
    pub site_name: String,
    /// The city's time zone.
    pub time_zone: TimeZone,
    /// Networks whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Where weaknesses are reported.
    pub security_contact: Option<SecurityContact>,
    /// Whether hosts below this one speak TLS too.
    pub hsts_include_subdomains: bool,
    /// Limits on connections.
    pub connections: connection::Limits,
}

impl Data {
    /// Reads the place of the data from the settings.
    ///
    /// # Errors
    /// When an address is not understood.
    pub fn settle(args: &DataArgs) -> anyhow::Result<Self> {
        let folder = args.data.clone();
        let database = match &args.database {
            Some(address) => address.parse()?,
            None => Database::Sqlite(folder.join("cabildo.db")),
        };
        Ok(Self { folder, database })
    }
}

impl Config {
    /// Checks all settings.
    ///
    /// # Errors
    /// When a value is not understood.
    pub fn settle(data: &DataArgs, serve: &ServeArgs) -> anyhow::Result<Self> {
        if let Some(url) = &serve.public_url {
            anyhow::ensure!(
                url.starts_with("https://") || url.starts_with("http://"),
                "public-url must begin with https:// or http://, not {url}"
            );
        }
        let contact = serve.security_contact.as_ref().map(|contact| {
            contact
                .parse::<SecurityContact>()
                .context("security-contact is not understood")
        });
        Ok(Self {
            data: Data::settle(data)?,
            listen: serve.listen,
            public_url: serve
                .public_url
                .as_ref()
                .map(|url| url.trim_end_matches('/').to_owned()),
            site_name: serve.site_name.clone(),
            time_zone: TimeZone::named(&serve.time_zone)
                .with_context(|| format!("unknown time zone {}", serve.time_zone))?,
            trusted_proxies: serve.trusted_proxies.clone(),
            security_contact: contact.transpose()?,
            hsts_include_subdomains: serve.hsts_include_subdomains,
            connections: connection::Limits::default(),
        })
    }

    /// The same for a command without flags for serving; the environment and the file have those settings.
    ///
    /// # Errors
    /// When the file of settings cannot be read or a value is not understood.
    pub fn without_flags(data: &DataArgs) -> anyhow::Result<Self> {
        Self::settle(data, &file::serve_args(data)?)
    }
}

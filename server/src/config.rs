//! What an operator can set: each setting is a flag, an environment variable `CABILDO_*`, and a line of
//! `cabildo.toml`; the first of these that is given wins, then the default.

use crate::connection;
use anyhow::Context;
use cabildo_app::site::SecurityContact;
use cabildo_service::config::TimeZone;
use cabildo_store::Database;
use clap::Args;
use ipnet::IpNet;
use serde::Deserialize;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Where the data is: the same for every command that touches it.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DataArgs {
    /// Folder of the embedded database, the search index and other files [default: ./data]
    #[arg(long, env = "CABILDO_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// The database: sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA/cabildo.db]
    #[arg(
        long,
        env = "CABILDO_DATABASE",
        value_name = "ADDRESS",
        hide_env_values = true,
        global = true
    )]
    pub database: Option<String>,
    /// File with these settings, one a line, named as the flags are [default: ./cabildo.toml if it exists]
    #[arg(long, env = "CABILDO_CONFIG", value_name = "FILE", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// How the program serves.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServeArgs {
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:3000]
    #[arg(long, env = "CABILDO_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Where people reach the site; https:// makes cookies secure [default: http://LISTEN]
    #[arg(long, env = "CABILDO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Name of the site, in the header and in titles [default: Cabildo]
    #[arg(long, env = "CABILDO_SITE_NAME", value_name = "NAME")]
    pub site_name: Option<String>,
    /// The city's time zone, in which dates are shown and typed [default: UTC]
    #[arg(long, env = "CABILDO_TIME_ZONE", value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Networks of the proxies in front, whose X-Forwarded-For is believed; may be repeated [default: none]
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
    /// Tell browsers that all hosts below this one speak TLS too; needs an https:// public URL [default: off]
    #[arg(
        long,
        env = "CABILDO_HSTS_INCLUDE_SUBDOMAINS",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    pub hsts_include_subdomains: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    site_name: Option<String>,
    time_zone: Option<String>,
    trusted_proxies: Vec<IpNet>,
    security_contact: Option<String>,
    hsts_include_subdomains: Option<bool>,
}

/// Where the data is, settled.
#[derive(Clone, Debug)]
pub struct Data {
    /// Folder of the search index and other files.
    pub folder: PathBuf,
    /// The database.
    pub database: Database,
}

/// Everything settled.
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

fn file(args: &DataArgs) -> anyhow::Result<File> {
    let path = match &args.config {
        Some(path) => path.clone(),
        None if Path::new("cabildo.toml").exists() => PathBuf::from("cabildo.toml"),
        None => return Ok(File::default()),
    };
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not understood", path.display()))
}

fn settle_data(args: &DataArgs, file: &File) -> anyhow::Result<Data> {
    let folder = args
        .data
        .clone()
        .or_else(|| file.data.clone())
        .unwrap_or_else(|| PathBuf::from("data"));
    let database = match args.database.as_ref().or(file.database.as_ref()) {
        Some(address) => address.parse()?,
        None => Database::Sqlite(folder.join("cabildo.db")),
    };
    Ok(Data { folder, database })
}

impl Data {
    /// Settles where the data is.
    ///
    /// # Errors
    /// When the file of settings cannot be read or an address is not understood.
    pub fn settle(args: &DataArgs) -> anyhow::Result<Self> {
        settle_data(args, &file(args)?)
    }
}

impl Config {
    /// Settles everything.
    ///
    /// # Errors
    /// When the file of settings cannot be read or a value is not understood.
    pub fn settle(data: &DataArgs, serve: &ServeArgs) -> anyhow::Result<Self> {
        let file = file(data)?;
        let zone = serve
            .time_zone
            .clone()
            .or(file.time_zone.clone())
            .unwrap_or_else(|| "UTC".to_owned());
        let proxies = if serve.trusted_proxies.is_empty() {
            file.trusted_proxies.clone()
        } else {
            serve.trusted_proxies.clone()
        };
        let public_url = serve.public_url.clone().or(file.public_url.clone());
        if let Some(url) = &public_url {
            anyhow::ensure!(
                url.starts_with("https://") || url.starts_with("http://"),
                "public-url must begin with https:// or http://, not {url}"
            );
        }
        let contact = serve
            .security_contact
            .as_ref()
            .or(file.security_contact.as_ref());
        let security_contact = contact
            .map(|contact| {
                contact
                    .parse::<SecurityContact>()
                    .context("security-contact is not understood")
            })
            .transpose()?;
        Ok(Self {
            data: settle_data(data, &file)?,
            listen: serve
                .listen
                .or(file.listen)
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000))),
            public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()),
            site_name: serve
                .site_name
                .clone()
                .or(file.site_name)
                .unwrap_or_else(|| "Cabildo".to_owned()),
            time_zone: TimeZone::named(&zone)
                .with_context(|| format!("unknown time zone {zone}"))?,
            trusted_proxies: proxies,
            security_contact,
            hsts_include_subdomains: serve
                .hsts_include_subdomains
                .or(file.hsts_include_subdomains)
                .unwrap_or_default(),
            connections: connection::Limits::default(),
        })
    }
}

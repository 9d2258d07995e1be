//! The minimum that axum can do: the same bytes for everyone.

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE};
use std::{net::SocketAddr, path::Path};
use tokio::net::TcpListener;

pub(super) async fn serve(listen: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let bytes = Bytes::from(std::fs::read(file)?);
    let router = Router::new()
        .fallback(move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes) });
    Ok(axum::serve(TcpListener::bind(listen).await?, router).await?)
}

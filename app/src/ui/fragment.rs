//! A piece of a page in its present state: the answer of a server function to an island. The server renders it with the
//! same component as the page, so nothing is worded or drawn twice, and the browser needs no code to read or draw it.

use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use std::convert::Infallible;

/// HTML inside an element of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment(String);

impl Fragment {
    /// The media type that an island asks for: not `text/html`, with which a browser asks for a page.
    pub const MEDIA_TYPE: &'static str = "application/vnd.cabildo.fragment+html";

    /// The rendering of a component.
    #[cfg(feature = "ssr")]
    pub fn of(view: impl leptos::prelude::IntoView) -> Self {
        use leptos::prelude::RenderHtml;
        Self(view.into_view().to_html())
    }

    /// The markup; empty when there is nothing to show.
    pub fn html(&self) -> &str {
        &self.0
    }
}

/// Lets a server function answer with a [`Fragment`]: `#[server(output = AsFragment)]`.
pub type AsFragment = Post<FragmentHtml>;

/// The markup and nothing around it.
#[derive(Debug)]
pub struct FragmentHtml;

impl ContentType for FragmentHtml {
    const CONTENT_TYPE: &'static str = Fragment::MEDIA_TYPE;
}

impl FormatType for FragmentHtml {
    const FORMAT_TYPE: Format = Format::Text;
}

impl Encodes<Fragment> for FragmentHtml {
    type Error = Infallible;

    fn encode(fragment: &Fragment) -> Result<Bytes, Self::Error> {
        Ok(Bytes::copy_from_slice(fragment.0.as_bytes()))
    }
}

impl Decodes<Fragment> for FragmentHtml {
    type Error = Infallible;

    fn decode(bytes: Bytes) -> Result<Fragment, Self::Error> {
        Ok(Fragment(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

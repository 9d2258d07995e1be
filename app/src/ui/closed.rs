//! The reason for which people cannot do something now.

use crate::{request::Cx, t, ui::time};
use cabildo_domain::phase::{Activity, Closed};

/// Why an activity is closed, without mentioning any input.
pub fn text(cx: &Cx, activity: Activity, closed: Closed) -> String {
    let activity = activity.as_str();
    match closed {
        Closed::Opens(at) => t!(
            cx,
            &format!("closed-{activity}-opens"),
            date = time::beginning(cx, at)
        ),
        Closed::Ended(at) => t!(
            cx,
            &format!("closed-{activity}-ended"),
            date = time::ending(cx, at)
        ),
        Closed::Never => t!(cx, &format!("closed-{activity}-never")),
    }
}

//! The message after an action, at the top of the next page.

use crate::{
    flash::{Kind, Undo},
    i18n,
    request::Cx,
    t,
};
use fluent_bundle::FluentArgs;
use leptos::prelude::*;

/// The message at the top of the page, when there is one.
pub fn view(cx: &Cx) -> Option<AnyView> {
    let flash = cx.flash.clone()?;
    let key = format!("flash-{}", flash.key);
    if !i18n::has(cx.locale, &key) {
        return None;
    }
    let mut args = FluentArgs::new();
    for (name, value) in flash.args {
        args.set(name, value);
    }
    let text = cx.text(&key, Some(&args));
    let (kind, role) = match flash.kind {
        Kind::Success => ("success", "status"),
        Kind::Info => ("info", "status"),
        Kind::Error => ("error", "alert"),
    };
    let undo = flash.undo.map(|undo| undo_form(undo, t!(cx, "site-undo")));
    Some(
        view! {
            <div class="flash" id="flash" data-kind=kind role=role tabindex="-1" autofocus>
                <p>{text}</p>
                {undo}
            </div>
        }
        .into_any(),
    )
}

/// The button that undoes it.
fn undo_form(undo: Undo, label: String) -> AnyView {
    let hidden: Vec<_> = undo
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form class="inline" method="post" action=undo.action>
            {hidden}
            <button class="quiet">{label}</button>
        </form>
    }
    .into_any()
}

//! `/c/{slug}/proposals`: a consultation's proposals, filtered, ordered, page by page; all of it plain links and a
//! GET form.

use super::{
    door,
    form::indented,
    row::{Under, rows},
};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{crumbs, link::with_query},
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{
    address,
    phase::Activity,
    proposal::{Sort, Status},
};
use cabildo_service::{
    cursor::Cursor,
    proposal::{ProposalFilter, ProposalList},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::PROPOSALS, get(show))
}

/// The query of the address; unreadable parts are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    theme: String,
    area: String,
    status: String,
    sort: String,
    after: String,
    before: String,
}

impl Asked {
    fn filter(&self) -> ProposalFilter {
        ProposalFilter {
            theme: self.theme.parse().ok(),
            area: self.area.parse().ok(),
            status: self.status.parse().ok(),
            sort: self.sort.parse().ok(),
            after: Cursor::given(&self.after),
            before: Cursor::given(&self.before),
        }
    }

    fn filters(&self) -> usize {
        let filter = self.filter();
        usize::from(filter.theme.is_some())
            + usize::from(filter.area.is_some())
            + usize::from(filter.status.is_some())
    }

    /// The same list in another order or at another position.
    fn path(
        &self,
        list: &ProposalList,
        sort: Option<Sort>,
        after: Option<&Cursor>,
        before: Option<&Cursor>,
    ) -> String {
        let sort = sort.map_or(self.sort.as_str(), |sort| sort.as_str());
        let text = |cursor: Option<&Cursor>| {
            cursor
                .map(|cursor| cursor.as_str().to_owned())
                .unwrap_or_default()
        };
        let pairs = [
            ("theme", self.theme.as_str()),
            ("area", &self.area),
            ("status", &self.status),
            ("sort", sort),
            ("after", &text(after)),
            ("before", &text(before)),
        ];
        with_query(&address::proposals(&list.consultation.slug), &pairs)
    }
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let list = cx
        .service
        .proposals()
        .list(&cx.viewer, &param::slug(&slug)?, &asked.filter())
        .await?;
    let meta = Meta {
        title: t!(
            cx,
            "proposal-list-meta",
            title = list.consultation.title.to_string()
        ),
        description: t!(
            cx,
            "proposal-list-description",
            title = list.consultation.title.to_string()
        ),
        private: !list.consultation.state.is_public(),
    };
    Ok(cx.page(meta, || {
        view! {
            {crumbs::breadcrumbs(&cx, &list.consultation, Vec::new())}
            {header(&cx, &list)}
            {if list.total == 0 && list.items.is_empty() { nothing(&cx, &list) } else { found(&cx, &asked, &list) }}
        }
    }))
}

fn found(cx: &Cx, asked: &Asked, list: &ProposalList) -> AnyView {
    view! {
        <div class="sidebar" data-side="start">
            {filters(cx, asked, list)}
            <div>{count(cx, asked, list)} {order(cx, asked, list)} {items(cx, list)} {pager(cx, asked, list)}</div>
        </div>
    }
    .into_any()
}

/// The number of proposals that match the filters.
fn count(cx: &Cx, asked: &Asked, list: &ProposalList) -> Option<AnyView> {
    if asked.filters() == 0 || list.found == 0 {
        return None;
    }
    // Withdrawn and merged proposals are only found by their status; the heading does not count them.
    let is_listed = !matches!(
        asked.filter().status,
        Some(Status::Withdrawn | Status::Merged)
    );
    let text = if is_listed {
        t!(
            cx,
            "proposal-list-found",
            found = list.found,
            count = list.total
        )
    } else {
        t!(cx, "proposal-list-heading", count = list.found)
    };
    Some(view! { <p><strong>{text}</strong></p> }.into_any())
}

/// No proposals at all: there is nothing to filter or to order, so link to other pages.
fn nothing(cx: &Cx, list: &ProposalList) -> AnyView {
    let slug = &list.consultation.slug;
    let open = list.doors.to(Activity::Propose).is_open();
    let invitation = open.then(|| view! { <p>{t!(cx, "proposal-none-yet-invitation")}</p> });
    let (href, text) = if open {
        (address::propose(slug), t!(cx, "proposal-propose"))
    } else {
        door::elsewhere(cx, slug, list.doors.to(Activity::Answer))
    };
    view! {
        <div class="empty">
            <h2>{t!(cx, "proposal-none-yet")}</h2>
            {invitation}
            <p><a class="button primary" href=href>{text}</a></p>
        </div>
    }
    .into_any()
}

fn header(cx: &Cx, list: &ProposalList) -> AnyView {
    let propose = list.doors.to(Activity::Propose).is_open().then(|| {
        let href = address::propose(&list.consultation.slug);
        view! { <p><a class="button primary" href=href>{t!(cx, "proposal-propose")}</a></p> }
    });
    view! {
        <header class="page-header">
            <h1>{t!(cx, "proposal-list-heading", count = list.total)}</h1>
            <p class="lead">{door::sentence(cx, list.doors.to(Activity::Propose))}</p>
        </header>
        {propose}
    }
    .into_any()
}

fn order(cx: &Cx, asked: &Asked, list: &ProposalList) -> AnyView {
    let links: Vec<_> = Sort::ALL
        .iter()
        .map(|sort| {
            let current = (*sort == list.sort).then_some("true");
            let href = asked.path(list, Some(*sort), None, None);
            view! { <li><a href=href aria-current=current>{cx.word("proposal-sort", sort.as_str())}</a></li> }
        })
        .collect();
    let fair = (list.sort == Sort::Fair)
        .then(|| view! { <p class="hint">{t!(cx, "proposal-sort-fair-why")}</p> });
    view! {
        <nav class="sort" aria-label=t!(cx, "proposal-sort")>
            <span>{t!(cx, "proposal-sort")}</span>
            <ul>{links}</ul>
        </nav>
        {fair}
    }
    .into_any()
}

fn filters(cx: &Cx, asked: &Asked, list: &ProposalList) -> AnyView {
    let path = address::proposals(&list.consultation.slug);
    let themes = list
        .themes
        .iter()
        .map(|theme| (theme.id.to_string(), theme.label.to_string()))
        .collect();
    let areas = list
        .areas
        .iter()
        .map(|area| {
            (
                area.id.to_string(),
                indented(area.label.as_str(), area.depth),
            )
        })
        .collect();
    let statuses = Status::ALL
        .iter()
        .map(|status| (status.to_string(), cx.word("status", status.as_str())))
        .collect();
    let count = asked.filters();
    let badge = (count > 0).then(|| view! { " " <span class="badge">{count.to_string()}</span> });
    let clear = (count > 0).then(|| {
        let href = with_query(&path, &[("sort", &asked.sort)]);
        view! { <a class="button quiet" href=href>{t!(cx, "proposal-filter-clear")}</a> }
    });
    let sort = (!asked.sort.is_empty())
        .then(|| view! { <input type="hidden" name="sort" value=list.sort.as_str() /> });
    let is_filtered = count > 0;
    view! {
        <form class="filters" method="get" action=path>
            <details open=is_filtered>
                <summary>{t!(cx, "proposal-filter")} {badge}</summary>
                {choice(cx, "theme", themes, &asked.theme)}
                {choice(cx, "area", areas, &asked.area)}
                {choice(cx, "status", statuses, &asked.status)}
                {sort}
                <div class="actions"><button>{t!(cx, "proposal-filter-apply")}</button> {clear}</div>
            </details>
        </form>
    }
    .into_any()
}

/// One filter; none when there is nothing to choose from.
fn choice(
    cx: &Cx,
    name: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
) -> Option<AnyView> {
    if choices.is_empty() {
        return None;
    }
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected dir="auto">{label}</option> }
        })
        .collect();
    Some(
        view! {
            <div class="field">
                <label for=name>{cx.word("proposal-filter", name)}</label>
                <select id=name name=name>
                    <option value="">{t!(cx, "proposal-filter-all")}</option>
                    {options}
                </select>
            </div>
        }
        .into_any(),
    )
}

fn items(cx: &Cx, list: &ProposalList) -> AnyView {
    let slug = &list.consultation.slug;
    if !list.items.is_empty() {
        return rows(
            cx,
            slug,
            &list.consultation.language,
            Under::Page,
            list.items.clone(),
        );
    }
    view! {
        <div class="empty">
            <h2>{t!(cx, "proposal-none-match")}</h2>
            <p><a class="button" href=address::proposals(slug)>{t!(cx, "proposal-show-all")}</a></p>
        </div>
    }
    .into_any()
}

fn pager(cx: &Cx, asked: &Asked, list: &ProposalList) -> Option<AnyView> {
    let previous = list.previous.as_ref().map(|cursor| {
        let href = asked.path(list, None, None, Some(cursor));
        view! { <a rel="prev" href=href>{t!(cx, "proposal-page-previous")}</a> }
    });
    let next = list.next.as_ref().map(|cursor| {
        let href = asked.path(list, None, Some(cursor), None);
        view! { <a rel="next" href=href>{t!(cx, "proposal-page-next")}</a> }
    });
    (previous.is_some() || next.is_some()).then(|| {
        view! { <nav class="pager" aria-label=t!(cx, "proposal-pages")>{previous} {next}</nav> }
            .into_any()
    })
}

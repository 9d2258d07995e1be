//! The map over time, as a table of a few moments.

use crate::{request::Cx, t, ui::time};
use cabildo_domain::opinion::{SMALLEST_GROUP, group_letter};
use cabildo_service::opinion::Moment;
use leptos::prelude::*;

/// Rows at most: the first, the last, and some between.
const ROWS: usize = 12;

/// The table; `None` while there is one map at most.
pub fn table(cx: &Cx, moments: &[Moment]) -> Option<AnyView> {
    if moments.len() < 2 {
        return None;
    }
    let rows: Vec<_> = chosen(moments.len())
        .into_iter()
        .map(|index| {
            let moment = &moments[index];
            let groups: Vec<String> = moment
                .groups
                .iter()
                .filter(|(_, size)| *size >= SMALLEST_GROUP)
                .map(|(id, size)| format!("{} {}", group_letter(*id), cx.number(*size)))
                .collect();
            view! {
                <tr>
                    <th scope="row">{time::date_and_time(cx, moment.at)}</th>
                    <td class="number">{cx.number(moment.people)}</td>
                    <td class="number">{cx.number(moment.votes)}</td>
                    <td class="number">{cx.number(moment.statements)}</td>
                    <td>{groups.join(", ")}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section class="stack" data-gap="small" aria-labelledby="over-time">
                <h2 id="over-time">{t!(cx, "opinion-time")}</h2>
                <div class="table" role="region" aria-labelledby="over-time-caption" tabindex="0">
                    <table>
                        <caption id="over-time-caption">{t!(cx, "opinion-time-caption")}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{t!(cx, "opinion-time-when")}</th>
                                <th scope="col" class="number">{t!(cx, "opinion-col-people")}</th>
                                <th scope="col" class="number">{t!(cx, "opinion-col-answers")}</th>
                                <th scope="col" class="number">{t!(cx, "opinion-col-statements")}</th>
                                <th scope="col">{t!(cx, "opinion-groups")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// Which of so many moments are shown: evenly spread, the last among them.
fn chosen(count: usize) -> Vec<usize> {
    if count <= ROWS {
        return (0..count).collect();
    }
    (0..ROWS).map(|row| row * (count - 1) / (ROWS - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn the_first_and_the_last_moment_are_always_shown() {
        assert_eq!(chosen(3), [0, 1, 2]);
        let many = chosen(500);
        assert_eq!((many.len(), many[0], many[11]), (12, 0, 499));
    }
}

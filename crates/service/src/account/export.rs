//! Exports a person's own data as JSON: all that the platform has about the account, except secrets.

use super::own::existing;
use crate::{Accounts, Error};
use cabildo_domain::permission::Resident;
use cabildo_store::{
    moderation::own::{self, OnOwn},
    own_data,
};
use serde_json::{Value, json};

impl Accounts<'_> {
    /// All data that the platform has about the viewer: the account, its sessions, and its texts and acts. Times are
    /// RFC 3339, UTC. Secrets (the password's hash, sessions' tokens) are left out.
    pub async fn export(self, resident: Resident<'_>) -> Result<Value, Error> {
        let mut tx = self.store().read().await?;
        let account = existing(&mut tx, resident.account()).await?;
        let measures = own::on_own(&mut tx, account.id, i64::MAX).await?;
        let data = own_data::collect(&mut tx, account.id).await?;
        let mut export =
            serde_json::to_value(data).map_err(|error| Error::Failed(error.to_string()))?;
        if let Value::Object(fields) = &mut export {
            let measures: Vec<Value> = measures.into_iter().map(measure).collect();
            fields.insert("measures_on_own".to_owned(), json!(measures));
            fields.insert("exported_at".to_owned(), json!(self.now().0));
            fields.insert(
                "account".to_owned(),
                json!({
                    "id": account.id,
                    "email": account.email.as_str(),
                    "email_compared_as": account.email.canonical(),
                    "email_contested": account.contested,
                    "display_name": account.name,
                    "name_flag": account.flag,
                    "role": account.role,
                    "locale": account.locale.tag(),
                    "created_at": account.created_at.0,
                }),
            );
        }
        print_times(&mut export);
        Ok(export)
    }
}

/// A measure of moderators on a text of the account.
fn measure(taken: OnOwn) -> Value {
    json!({
        "subject_kind": taken.subject.kind,
        "subject_id": taken.subject.id,
        "consultation": taken.slug,
        "number": taken.number,
        "measure": taken.measure,
        "reason": taken.reason,
        "created_at": taken.at.0,
    })
}

/// Replaces the milliseconds of `..._at` and `since` by a readable date.
fn print_times(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(print_times),
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                let is_time = name == "since" || name.ends_with("_at");
                let time = field
                    .as_i64()
                    .and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
                match time {
                    Some(time) if is_time => *field = json!(time.to_string()),
                    _ => print_times(field),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_printed_and_numbers_left() {
        let mut value = json!([{ "created_at": 1_772_366_400_000_i64, "edited_at": null, "number": 7, "since": 0 }]);
        print_times(&mut value);
        let expected = json!([{
            "created_at": "2026-03-01T12:00:00Z", "edited_at": null, "number": 7, "since": "1970-01-01T00:00:00Z"
        }]);
        assert_eq!(value, expected);
    }
}

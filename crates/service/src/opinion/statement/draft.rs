//! Reads the typed text of a statement.

use super::StatementForm;
use cabildo_domain::{FieldErrors, Invalid, Language, Refusal, limits, opinion::StatementText};
use cabildo_store::{consultation::ConsultationRow, opinion::Opinion};

pub(super) struct Draft {
    pub text: StatementText,
    pub language: Language,
    pub meta: bool,
}

impl Draft {
    pub fn read(form: &StatementForm, row: &ConsultationRow) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = errors.check("text", StatementText::parse(&form.text));
        let language = read_language(&form.language, row, &mut errors);
        match (text, language) {
            (Some(text), Some(language)) => Ok(Self {
                text,
                language,
                meta: false,
            }),
            _ => Err(errors),
        }
    }
}

pub(super) fn read_language(
    code: &str,
    row: &ConsultationRow,
    errors: &mut FieldErrors,
) -> Option<Language> {
    match code.trim() {
        "" => Some(row.language.clone()),
        code => errors.check("language", Language::parse(code)),
    }
}

/// The form in which equal statements are compared: the words, without case and outer punctuation.
pub(super) fn folded(text: &StatementText) -> String {
    let words = text
        .as_str()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(super) fn require_room(opinion: &Opinion) -> Result<(), Refusal> {
    if opinion.last_statement > limits::STATEMENTS {
        return Err(FieldErrors::one(
            "text",
            Invalid::OutOfRange {
                min: 1,
                max: limits::STATEMENTS,
            },
        ));
    }
    Ok(())
}

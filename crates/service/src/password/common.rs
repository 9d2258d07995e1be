//! Refuses new passwords that many people use, and patterns that attack programs try first.
//!
//! `zxcvbn` (Wheeler, USENIX Security 2016) knows the commonest passwords, names and words, keyboard rows, dates,
//! repeats and the usual replacements (`P@ssw0rd`), and estimates how many guesses each costs. The limits of log-in
//! allow a stranger about a million guesses a year, so a password below that is refused: all of the 10,000 commonest
//! and their variations are far below.

use cabildo_domain::{Invalid, account::Password};

/// The number of guesses that a password must cost at least.
const GUESSES: u64 = 1_000_000;
/// The number of characters that are examined: a password with a strong enough beginning is strong enough, and the work
/// stays small.
const LOOKED_AT: usize = 20;
/// The number of different signs beyond which a password is not examined. No common password has so many, and zxcvbn
/// would try all combinations of the letters that each could stand for.
const SIGNS: usize = 5;
/// Common words of Spanish speakers, which the (English) lists lack.
const SPANISH: [&str; 24] = [
    "contraseña",
    "contrasena",
    "micontraseña",
    "micontrasena",
    "clave",
    "miclave",
    "secreto",
    "teamo",
    "tequiero",
    "tequieromucho",
    "españa",
    "espana",
    "argentina",
    "colombia",
    "uruguay",
    "montevideo",
    "sevilla",
    "valencia",
    "corazon",
    "corazón",
    "mariposa",
    "princesa",
    "ayuntamiento",
    "cabildo",
];

/// Refuses a new password that is easy to guess.
///
/// # Errors
/// [`Invalid::OwnData`] where only the person's own name or address makes it easy, else [`Invalid::Guessable`].
pub(crate) fn refuse(password: &Password, email: &str, name: &str) -> Result<(), Invalid> {
    let beginning: String = password.expose().chars().take(LOOKED_AT).collect();
    let mut signs: Vec<char> = beginning.chars().filter(|c| !c.is_alphanumeric()).collect();
    signs.sort_unstable();
    signs.dedup();
    if signs.len() > SIGNS {
        return Ok(());
    }
    if guesses(&beginning, &SPANISH) < GUESSES {
        return Err(Invalid::Guessable);
    }
    let own = own_words(email, name);
    let mut known: Vec<&str> = own.iter().map(String::as_str).collect();
    known.extend(SPANISH);
    if guesses(&beginning, &known) < GUESSES {
        return Err(Invalid::OwnData);
    }
    Ok(())
}

fn guesses(beginning: &str, known: &[&str]) -> u64 {
    zxcvbn::zxcvbn(beginning, known).guesses()
}

/// The words of the person's name and address, and both as a whole without their spaces.
fn own_words(email: &str, name: &str) -> Vec<String> {
    let is_letter = |c: char| c.is_alphanumeric();
    let mut words: Vec<String> = [email, name]
        .iter()
        .flat_map(|text| text.split(|c| !is_letter(c)))
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_owned)
        .take(20)
        .collect();
    words.push(name.chars().filter(|c| is_letter(*c)).collect());
    words.push(email.chars().take(LOOKED_AT).collect());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(password: &str) -> Option<Invalid> {
        refuse(
            &Password::attempt(password),
            "ziparra@example.org",
            "Zunilda Iparraguirre",
        )
        .err()
    }

    #[test]
    fn passwords_by_table() {
        let guessable = Some(Invalid::Guessable);
        let own = Some(Invalid::OwnData);
        for (password, expected) in [
            ("password12", guessable.clone()),
            ("P@ssw0rd2024", guessable.clone()),
            ("1qaz2wsx3edc", guessable.clone()),
            ("qwertyuiopqwertyuiopqwertyuiop", guessable.clone()),
            ("Contraseña2024", guessable.clone()),
            ("00000000001", guessable),
            ("iparraguirre1980", own.clone()),
            ("ziparra2026", own.clone()),
            ("ZunildaIparraguirre", own),
            ("three wet dogs", None),
            ("llueve sobre mojado", None),
            ("kX9#vQ2m!rT7w", None),
            ("四つの濡れた犬と猫の話", None),
        ] {
            assert_eq!(why(password), expected, "{password}");
        }
    }

    #[test]
    fn signs_that_could_be_many_letters_cost_no_time() {
        assert_eq!(why(&"4@8({[<369&#!1|0$5+7%2".repeat(9)), None);
        assert_eq!(why(&"@$!1".repeat(50)), Some(Invalid::Guessable));
    }
}

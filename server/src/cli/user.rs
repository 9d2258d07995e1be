//! `cabildo user`: accounts, for the operator of the machine.
//!
//! A password is typed at a prompt or read from standard input, never given as an argument: arguments are visible in
//! the process list and in the shell's history.

use super::output::{complain, say};
use crate::config::DataArgs;
use anyhow::Context;
use cabildo_domain::{Invalid, Refusal, Role, refusal::Need};
use cabildo_service::{
    Error, Service,
    account::{AccountQuery, OperatorAccountForm},
};
use clap::{Args, Subcommand};
use std::{
    io::{self, BufRead, IsTerminal, Write},
    process::ExitCode,
};

/// Create accounts, list them, and give them roles, offices and new passwords.
///
/// A password is asked for at a prompt; without a terminal it is the first line of standard input.
#[derive(Args)]
pub(super) struct User {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Create an account
    Create {
        /// The e-mail address to log in with
        email: String,
        /// The name that others see
        #[arg(long)]
        name: String,
        /// The role of the account: resident, moderator, lab or admin
        #[arg(long, default_value = "resident")]
        role: Role,
        /// The language of the account's owner: en or es
        #[arg(long, default_value = "en")]
        locale: String,
    },
    /// Change the role of an account, from its owner's next click on
    Role {
        /// The e-mail address of the account
        email: String,
        /// The new role: resident, moderator, lab or admin
        role: Role,
    },
    /// Let an account give the responses that an office owes; the page /office lists them
    Office {
        /// The e-mail address of the account
        email: String,
        /// The office, as the ladder of a consultation names it
        office: String,
        /// Take the office away from the account
        #[arg(long)]
        no_longer: bool,
    },
    /// Give an account a new password, and log it out everywhere
    Password {
        /// The e-mail address of the account
        email: String,
    },
    /// List accounts, newest first: address, role, name, day of creation, separated by tabs
    List {
        /// Only accounts with this text in their name or address
        #[arg(long, default_value = "")]
        find: String,
        /// Only accounts with this role
        #[arg(long)]
        role: Option<Role>,
    },
}

impl User {
    pub(super) async fn run(self, args: &DataArgs) -> anyhow::Result<ExitCode> {
        let service = match self.act {
            // The first account of a new platform may be created before the first start.
            Act::Create { .. } => super::service(args).await?,
            _ => super::existing(args).await?,
        };
        let outcome = self.act.run(&service).await;
        service.store().close().await;
        match outcome {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(error) => match error.downcast::<Error>() {
                Ok(Error::Refused(refusal)) => {
                    complain(format_args!("cabildo: {}", sentence(&refusal)));
                    Ok(ExitCode::from(1))
                }
                Ok(error) => Err(error.into()),
                Err(error) => Err(error),
            },
        }
    }
}

impl Act {
    async fn run(self, service: &Service) -> anyhow::Result<()> {
        match self {
            Self::Create {
                email,
                name,
                role,
                locale,
            } => {
                let form = OperatorAccountForm {
                    email: email.clone(),
                    display_name: name,
                    password: new_password()?,
                    locale,
                    role: Some(role),
                };
                service.accounts().operator_create(form).await?;
                say(format_args!("{email} can log in now, as {role}."))?;
            }
            Self::Role { email, role } => {
                service.accounts().operator_set_role(&email, role).await?;
                say(format_args!("{email} is {role} now."))?;
            }
            Self::Office {
                email,
                office,
                no_longer,
            } => {
                let changed = service
                    .accounts()
                    .operator_set_office(&email, &office, !no_longer)
                    .await?;
                let outcome = match (no_longer, changed) {
                    (false, true) => "answers now for",
                    (false, false) => "answers already for",
                    (true, true) => "answers no longer for",
                    (true, false) => "did not answer for",
                };
                say(format_args!("{email} {outcome}: {office}"))?;
            }
            Self::Password { email } => {
                service
                    .accounts()
                    .operator_set_password(&email, &new_password()?)
                    .await?;
                say(format_args!(
                    "{email} has a new password and is logged out everywhere."
                ))?;
            }
            Self::List { find, role } => list(service, find, role).await?,
        }
        Ok(())
    }
}

async fn list(service: &Service, find: String, role: Option<Role>) -> anyhow::Result<()> {
    let role = role.map_or_else(String::new, |role| role.to_string());
    let mut query = AccountQuery {
        q: find,
        role,
        after: String::new(),
    };
    loop {
        let page = service.accounts().operator_list(&query).await?;
        for account in page.accounts {
            let day = jiff::Timestamp::from_millisecond(account.created_at.0)
                .unwrap_or_default()
                .strftime("%F");
            say(format_args!(
                "{}\t{}\t{}\t{day}",
                account.email, account.role, account.name
            ))?;
        }
        match page.next {
            Some(next) => query.after = next,
            None => return Ok(()),
        }
    }
}

/// A refusal as a sentence for the operator. Pages have sentences of their own.
fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotFound => "no account has this address".to_owned(),
        Refusal::Forbidden {
            need: Need::AnotherAdmin,
        } => "this is the last admin; give the role to another account first".to_owned(),
        Refusal::Invalid { fields } => {
            let fields = fields
                .0
                .iter()
                .map(|(field, invalid)| complaint(field, invalid));
            fields.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The fault of an argument, or of the password.
fn complaint(field: &str, invalid: &Invalid) -> String {
    let name = match field {
        "email" => "address",
        "display_name" => "name",
        "locale" => "language",
        other => other,
    };
    match invalid {
        Invalid::Required => format!("the {name} is empty"),
        Invalid::Taken => format!("another account has this {name}"),
        Invalid::TooShort { min } => format!("the {name} needs at least {min} characters"),
        Invalid::TooLong { max, actual } => {
            format!("the {name} has {actual} characters, at most {max} fit")
        }
        Invalid::Malformed | Invalid::UnknownChoice => {
            format!("the {name} is not valid")
        }
        Invalid::AddressInName => {
            format!("the {name} looks like an e-mail address, and names are public")
        }
        Invalid::Guessable => {
            format!("the {name} is too easy to guess: many people use it, or one like it")
        }
        Invalid::OwnData => {
            format!("the {name} is too easy to guess: it is made of the person's name or address")
        }
        other => format!("{name}: {other}"),
    }
}

fn new_password() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        prompted()
    } else {
        first_line(io::stdin().lock())
    }
}

fn prompted() -> anyhow::Result<String> {
    let terminal = console::Term::stderr();
    let ask = |question: &str| -> anyhow::Result<String> {
        (&terminal).write_all(question.as_bytes())?;
        terminal
            .read_secure_line()
            .context("cannot read the password")
    };
    let password = ask("New password: ")?;
    anyhow::ensure!(password == ask("Once more: ")?, "the two passwords differ");
    Ok(password)
}

fn first_line(mut input: impl BufRead) -> anyhow::Result<String> {
    let mut line = String::new();
    input
        .read_line(&mut line)
        .context("cannot read the password from standard input")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    anyhow::ensure!(!password.is_empty(), "standard input holds no password");
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_first_line_without_its_end() {
        for (input, expected) in [
            ("three wet dogs\n", "three wet dogs"),
            (" a b \r\nsecond", " a b "),
            ("x", "x"),
        ] {
            assert_eq!(first_line(input.as_bytes()).unwrap(), expected);
        }
        assert!(first_line(&b""[..]).is_err());
        assert!(first_line(&b"\nsecond"[..]).is_err());
    }
}

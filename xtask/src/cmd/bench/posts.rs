//! The cost of a large form: forms of 250 kB of small fields, sent to every server function by nobody and by an admin.
//! Each is refused, and the cost may only depend on the size.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::{Bench, http, server::Server};
use crate::tools;

/// Bytes of each form.
const BYTES: usize = 250_000;
/// Forms of each kind sent to each address.
const TIMES: u32 = 10;
/// The password of the admins.
const PASSWORD: &str = "thirty slow snails";

/// The pieces of a form.
const KINDS: [(&str, &str); 4] = [
    ("rows", "phases[N][name]=a&"),
    ("rows with gaps", "ladder[N0N][owes]=a&"),
    ("fields", "fN=a&"),
    ("one field again and again", "title=a&"),
];

impl Bench<'_> {
    /// Sends the forms, and prints the cost of the dearest one.
    pub(super) fn posts(&self, source: &Path) -> Result<String> {
        let actions = actions(source)?;
        tools::step(format!(
            "forms of {} kB to {} addresses",
            BYTES / 1_000,
            actions.len()
        ));
        for number in 0..actions.len() {
            self.create_admin(number)?;
        }
        let (server, _) = Server::start_behind_proxy(&self.program, self.folder)?;
        let mut worst = (0.0, String::new());
        for (number, action) in actions.iter().enumerate() {
            // One for each address: nobody may send so much so fast.
            let session = session(&server, number)?;
            for (name, piece) in KINDS {
                for (who, cookie) in [("nobody", ""), ("an admin", &*session)] {
                    let cost = cost(&server, action, cookie, &form(piece))?;
                    if cost > worst.0 {
                        worst = (cost, format!("{action}, {name}, sent by {who}"));
                    }
                }
            }
        }
        server.stop()?;
        Ok(format!(
            "\n| forms of {} kB to {} addresses | measured | goal |\n|---|---:|---:|\n\
             | processor time of the dearest ({}) | {:.1} ms | under 50 ms |\n",
            BYTES / 1_000,
            actions.len(),
            worst.1,
            worst.0,
        ))
    }
}

impl Bench<'_> {
    fn create_admin(&self, number: usize) -> Result<()> {
        let mut create = tools::command(&self.program);
        create
            .args(["user", "create", &format!("admin{number}@bench.example")])
            .args(["--name", "Admin", "--role", "admin", "--data"])
            .arg(self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        let mut child = create.spawn()?;
        let mut input = child.stdin.take().context("no standard input")?;
        writeln!(input, "{PASSWORD}")?;
        drop(input);
        ensure!(child.wait()?.success(), "the admin could not be created");
        Ok(())
    }
}

/// The cookie of an admin who has just logged in.
fn session(server: &Server, number: usize) -> Result<String> {
    let password = PASSWORD.replace(' ', "+");
    let form = format!("email=admin{number}%40bench.example&password={password}");
    let from = format!("10.200.{number}.1");
    http::post(server.host(), "/act/log-in", "", &from, &form)?
        .cookie("cabildo_session")
        .context("an admin cannot log in")
}

/// Milliseconds of processor time that the server takes for one form.
fn cost(server: &Server, action: &str, cookie: &str, form: &str) -> Result<f64> {
    let before = server.processor_time()?;
    for number in 0..TIMES {
        // From a network of its own each time, for the same reason.
        let from = format!("10.{number}.{}.1", action.len());
        let answer = http::post(server.host(), action, cookie, &from, form)?;
        ensure!(answer.status < 500, "{action} answers {}", answer.status);
    }
    Ok((server.processor_time()? - before) * 1e3 / f64::from(TIMES))
}

fn form(piece: &str) -> String {
    let mut form = String::with_capacity(BYTES);
    let mut number = 0;
    while form.len() < BYTES {
        form += &piece.replace('N', &number.to_string());
        number += 1;
    }
    form.truncate(BYTES);
    form
}

/// The addresses of the server functions, read from the pages' source.
fn actions(source: &Path) -> Result<Vec<String>> {
    let mut actions = Vec::new();
    for entry in fs::read_dir(source)? {
        let path = entry?.path();
        if path.is_dir() {
            actions.extend(self::actions(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            let named = text.split("endpoint = \"").skip(1);
            let names = named.filter_map(|rest| rest.split('"').next());
            actions.extend(names.map(|name| format!("/act/{name}")));
        }
    }
    actions.sort();
    Ok(actions)
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn a_form_is_as_long_as_it_says() {
        let form = form("fN=a&");
        assert_eq!(form.len(), super::BYTES);
        assert!(form.starts_with("f0=a&f1=a&f2=a&"));
    }
}

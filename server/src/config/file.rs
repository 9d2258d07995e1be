//! `cabildo.toml`: its lines have the names of the flags, and replace the flags' defaults. So clap reads a value from
//! the file in the same way as from a flag.

use super::{DataArgs, ServeArgs};
use anyhow::{Context, bail};
use clap::{Arg, Args, Command, CommandFactory, FromArgMatches};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

/// The file that is read when none is named, if it exists.
const USUAL: &str = "cabildo.toml";
/// The setting that names the file cannot stand in it.
const FILE: &str = "config";

/// Reads the command line `C`, with the file of settings that it names; ends the program where clap would, for `--help` or
/// a flag that is not understood.
///
/// # Errors
/// When the file cannot be read or is not understood.
pub fn command_line<C: CommandFactory + FromArgMatches>(
    data: impl Fn(&C) -> &DataArgs,
) -> anyhow::Result<C> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let read = |command: Command| {
        let matches = command.try_get_matches_from(&arguments)?;
        C::from_arg_matches(&matches)
    };
    let plain = read(C::command()).unwrap_or_else(|error| error.exit());
    match path(data(&plain)) {
        None => Ok(plain),
        // Without the file there was no error, so the error is in the file.
        Some(path) => read(with_defaults(C::command(), &settings(&path)?))
            .map_err(|error| not_understood(&path, &error)),
    }
}

/// How the program serves, for a command that has no flags for it.
///
/// # Errors
/// When the file of settings cannot be read, or a value is not understood.
pub fn serve_args(data: &DataArgs) -> anyhow::Result<ServeArgs> {
    let command = ServeArgs::augment_args(Command::new("cabildo"));
    let read = |command: Command| {
        let matches = command.try_get_matches_from(["cabildo"])?;
        ServeArgs::from_arg_matches(&matches)
    };
    let Some(path) = path(data) else {
        return Ok(read(command)?);
    };
    read(with_defaults(command, &settings(&path)?)).map_err(|error| not_understood(&path, &error))
}

fn not_understood(path: &Path, error: &clap::Error) -> anyhow::Error {
    let text = error.to_string();
    let text = text.trim_start_matches("error: ").trim_end();
    anyhow::anyhow!("{} is not understood: {text}", path.display())
}

fn path(args: &DataArgs) -> Option<PathBuf> {
    let usual = || Path::new(USUAL).exists().then(|| PathBuf::from(USUAL));
    args.config.clone().or_else(usual)
}

/// The settings of the file: names of flags and their values.
fn settings(path: &Path) -> anyhow::Result<Vec<(String, Vec<String>)>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    understood(&text).with_context(|| format!("{} is not understood", path.display()))
}

fn understood(text: &str) -> anyhow::Result<Vec<(String, Vec<String>)>> {
    let known: Vec<String> = declared().iter().filter_map(name).collect();
    let mut settings = Vec::new();
    for (name, value) in text.parse::<Table>()? {
        if !known.contains(&name) || name == FILE {
            bail!("there is no setting {name}");
        }
        let values = match value {
            Value::Array(values) => values.into_iter().map(plain).collect(),
            value => plain(value).map(|value| vec![value]),
        };
        let values = values.with_context(|| format!("the value of {name} cannot be read"))?;
        settings.push((name, values));
    }
    Ok(settings)
}

/// A value as one would type it after the flag.
fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Float(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

/// Every setting, in the order of its declaration.
pub fn declared() -> Vec<Arg> {
    let command = ServeArgs::augment_args(DataArgs::augment_args(Command::new("cabildo")));
    command.get_arguments().cloned().collect()
}

fn name(setting: &Arg) -> Option<String> {
    setting.get_long().map(str::to_owned)
}

/// The command with these values in the place of defaults, in its subcommands too. A setting is known by its environment
/// variable: other flags of commands have none.
fn with_defaults(command: Command, settings: &[(String, Vec<String>)]) -> Command {
    command
        .mut_args(|arg| {
            let set = settings
                .iter()
                .find(|(name, _)| arg.get_env().is_some() && arg.get_long() == Some(name));
            match set {
                Some((_, values)) => arg.default_values(values.clone()),
                None => arg,
            }
        })
        .mut_subcommands(|command| with_defaults(command, settings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser, Debug)]
    struct Line {
        #[command(flatten)]
        data: DataArgs,
        #[command(subcommand)]
        command: Sub,
    }

    #[derive(clap::Subcommand, Debug)]
    enum Sub {
        Serve(ServeArgs),
    }

    fn read(file: &str, arguments: &[&str]) -> Result<(DataArgs, ServeArgs), String> {
        let settings = understood(file).map_err(|error| format!("{error:#}"))?;
        let command = with_defaults(Line::command(), &settings);
        let matches = command
            .try_get_matches_from(arguments)
            .map_err(|error| error.to_string())?;
        let line = Line::from_arg_matches(&matches).map_err(|error| error.to_string())?;
        let Sub::Serve(serve) = line.command;
        Ok((line.data, serve))
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let (data, serve) = read("", &["cabildo", "serve"]).unwrap();
        assert_eq!((data.data, data.database), (PathBuf::from("./data"), None));
        assert_eq!(serve.listen.to_string(), "127.0.0.1:3000");
        assert!(serve.trusted_proxies.is_empty() && !serve.hsts_include_subdomains);

        let file = "data = \"/srv\"\nlisten = \"[::]:80\"\nsite-name = \"Ciudad\"\nhsts-include-subdomains = true\n\
            trusted-proxies = [\"10.0.0.0/8\", \"::1/128\"]";
        for flags in [["--data", "/var"], ["--site-name", "Town"]] {
            let (data, serve) = read(file, &[&["cabildo", "serve"][..], &flags].concat()).unwrap();
            let is_data = flags[0] == "--data";
            assert_eq!(
                data.data,
                PathBuf::from(if is_data { "/var" } else { "/srv" })
            );
            assert_eq!(serve.site_name, if is_data { "Ciudad" } else { "Town" });
            assert_eq!(serve.listen.to_string(), "[::]:80");
            assert_eq!(serve.trusted_proxies.len(), 2);
            assert!(serve.hsts_include_subdomains);
        }
        let (data, serve) = read(
            file,
            &[
                "cabildo",
                "--data",
                "/var",
                "serve",
                "--hsts-include-subdomains=false",
            ],
        )
        .unwrap();
        assert_eq!(
            (data.data, serve.hsts_include_subdomains),
            (PathBuf::from("/var"), false)
        );
        let (_, serve) = read("", &["cabildo", "serve", "--hsts-include-subdomains"]).unwrap();
        assert!(serve.hsts_include_subdomains);
    }

    #[test]
    fn a_wrong_line_of_the_settings_is_named() {
        for (file, named) in [
            ("site_name = \"x\"", "there is no setting site_name"),
            ("config = \"other.toml\"", "there is no setting config"),
            ("site-name = 1.5", "the value of site-name cannot be read"),
            ("listen = \"nowhere\"", "--listen <ADDRESS>"),
            ("listen", "TOML parse error"),
        ] {
            let error = read(file, &["cabildo", "serve"]).unwrap_err();
            assert!(error.contains(named), "{file}: {error}");
        }
    }

    /// The setting's line in the operators' documentation.
    fn row(setting: &Arg) -> String {
        let name = setting.get_long().unwrap();
        let variable = setting.get_env().unwrap().to_str().unwrap();
        let is_switch = setting
            .get_num_args()
            .is_some_and(|number| number.min_values() == 0);
        let many = setting.get_value_delimiter().is_some();
        let value = match setting.get_value_names() {
            Some([value]) if !is_switch => format!(" {value}"),
            _ => String::new(),
        };
        let (of_variable, of_file) = match (is_switch, many) {
            (true, _) => (" (true, false)", ""),
            (_, true) => (" (commas)", " (a list)"),
            _ => ("", ""),
        };
        let help = setting.get_help().unwrap().to_string();
        let told = help
            .split_once("[default: ")
            .and_then(|(_, rest)| rest.strip_suffix(']'));
        let default = match (setting.get_default_values().first(), told) {
            (Some(value), _) => format!("`{}`", value.to_str().unwrap()),
            (None, None | Some("none")) => "none".to_owned(),
            (None, Some(told)) => format!("`{told}`"),
        };
        format!("| `--{name}{value}` | `{variable}`{of_variable} | `{name}`{of_file} | {default} |")
    }

    #[test]
    fn the_documented_settings_are_the_declared_ones() {
        let documentation = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/OPERATIONS.md");
        let text = std::fs::read_to_string(documentation).unwrap();
        let table = text
            .lines()
            .skip_while(|line| !line.starts_with("| flag | variable | file | default |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'));
        let declared: Vec<String> = declared()
            .iter()
            .filter(|setting| setting.get_long() != Some(FILE))
            .map(row)
            .collect();
        assert_eq!(table.collect::<Vec<_>>(), declared);
    }
}

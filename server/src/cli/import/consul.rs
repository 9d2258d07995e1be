//! `cabildo import consul`: its flags, and the printed result. The import itself is in `service/src/import/consul`.

use crate::{
    cli::{
        self,
        output::{complain, remark, say},
        progress,
    },
    config::{Config, DataArgs},
};
use cabildo_app::i18n;
use cabildo_domain::{Locale, address, consultation::Slug};
use cabildo_service::{
    config::TimeZone,
    import::consul::{ConsulImport, ConsulTexts, Imported, Notice},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Reads two CSV files, of proposals and of comments, into a consultation of their own. Authors become accounts with
/// pseudonyms; threads, votes, supports and times are kept. Run it again with newer files to add their new rows; rows
/// that were imported before stay as they are. Files may be separated by commas, semicolons or tabs, in UTF-8, UTF-16 or
/// Windows-1252; the command prints the form it found in each file.
///
/// Exit code 0: all rows are imported. 1: all but the listed rows are imported. 2: nothing was changed.
#[derive(Args)]
pub(in crate::cli) struct Consul {
    /// The file of proposals, with the columns id, title, userId, date, summary, text, numSupports
    #[arg(long, value_name = "FILE")]
    proposals: PathBuf,
    /// The file of comments, with the columns id, parentId, proposalId, userId, date, time, text, numPositiveVotes,
    /// numNegativeVotes
    #[arg(long, value_name = "FILE")]
    comments: PathBuf,
    /// The address of the new consultation: /c/SLUG
    #[arg(long, value_name = "SLUG")]
    consultation: String,
    /// Its title
    #[arg(long)]
    title: String,
    /// The language of all texts, for example es
    #[arg(long, value_name = "TAG")]
    language: String,
    /// The owner and licence of the data, shown on the consultation's page
    #[arg(long, value_name = "TEXT", default_value = "")]
    attribution: String,
    /// The zone of the clocks by which the files tell the time [default: the installation's]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Make it a past consultation, instead of opening it for ninety days
    #[arg(long)]
    archived: bool,
}

impl Consul {
    pub(in crate::cli) async fn run(&self, data: &DataArgs) -> anyhow::Result<ExitCode> {
        let config = Config::without_flags(data)?;
        let time_zone = match &self.time_zone {
            Some(name) => {
                TimeZone::named(name).ok_or_else(|| anyhow::anyhow!("unknown time zone {name}"))?
            }
            None => config.time_zone.clone(),
        };
        let service = cli::service(data).await?;
        let import = ConsulImport {
            proposals: self.proposals.clone(),
            comments: self.comments.clone(),
            slug: self.consultation.clone(),
            title: self.title.clone(),
            language: self.language.clone(),
            time_zone,
            archived: self.archived,
            texts: self.texts(),
        };
        let bar = progress::bar(0, "Importing");
        let mut listen = |notice: Notice| match notice {
            Notice::Steps(steps) => bar.set_length(steps),
            Notice::Done(steps) => bar.inc(steps),
            Notice::Saved(saved) => bar.suspend(|| remark(saved)),
            Notice::Rejected(row) => {
                bar.suspend(|| {
                    complain(format_args!(
                        "{}:{}: {}",
                        row.file.display(),
                        row.line,
                        row.reason
                    ))
                });
            }
        };
        let outcome = service.imports().consul(&import, &mut listen).await;
        bar.finish_and_clear();
        service.store().close().await;
        let imported = outcome?;
        self.tell(&imported)?;
        Ok(if imported.rejected == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }

    fn texts(&self) -> ConsulTexts {
        let primary = self.language.split('-').next().unwrap_or_default();
        let locale = Locale::from_tag(primary).unwrap_or_default();
        let text = |key: &str| i18n::text(locale, key, None);
        let mut description = text("import-description");
        if !self.attribution.is_empty() {
            description = format!("{description}\n\n{}", self.attribution);
        }
        ConsulTexts {
            participant: text("import-participant"),
            summary: text("import-summary"),
            description,
            promise: text("import-promise"),
            phase: text("import-phase"),
            phase_description: text("import-phase-description"),
        }
    }

    fn tell(&self, imported: &Imported) -> anyhow::Result<()> {
        let Imported {
            proposals,
            comments,
            orphans,
            tombstones,
            supports,
            people,
            known,
            rejected,
        } = imported;
        say(address::consultation(&Slug::trusted(
            self.consultation.clone(),
        )))?;
        say(format_args!(
            "{proposals:>8} new proposals, with {supports} supports that were given there"
        ))?;
        say(format_args!(
            "{comments:>8} new comments ({orphans} whose parent is missing, {tombstones} without a text)"
        ))?;
        say(format_args!("{people:>8} new people, under pseudonyms"))?;
        say(format_args!(
            "{known:>8} rows were imported before and stay as they are"
        ))?;
        say(format_args!("{rejected:>8} rows could not be used"))
    }
}

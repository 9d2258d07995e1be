//! `cabildo import polis`: its flags, and the printed result. The import itself is in `service/src/import/polis.rs`.

use crate::{
    cli::{
        self,
        output::{complain, remark, say},
        progress,
    },
    config::DataArgs,
};
use cabildo_domain::{address, consultation::Slug};
use cabildo_service::import::polis::{Imported, Notice, PolisImport, PolisTexts};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Reads a folder in the export format of Polis (comments.csv and votes.csv; summary.csv and participants-votes.csv if
/// they are there) into a consultation that maps opinions, which is created if needed. Votes are replayed with their
/// times; each voter becomes a participant with a pseudonym. Run it again with a newer export to add its new rows; rows
/// that were imported before stay as they are. Without votes.csv, answers are read from participants-votes.csv; their
/// times and changes are then unknown. Files may be separated by commas, semicolons or tabs, in UTF-8, UTF-16 or
/// Windows-1252; the command prints the form it found in each file.
///
/// Exit code 0: all rows are imported. 1: all but the listed rows are imported, or the export contradicts itself. 2:
/// nothing was changed.
#[derive(Args)]
pub(in crate::cli) struct Polis {
    /// The folder of the export
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The address of the consultation: /c/SLUG
    #[arg(long, value_name = "SLUG")]
    consultation: String,
    /// The title of a new consultation; if left out, the topic in the export, else the words of SLUG
    #[arg(long)]
    title: Option<String>,
    /// The language of a new consultation, for example es; if left out, it is guessed from the statements
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

impl Polis {
    pub(in crate::cli) async fn run(&self, data: &DataArgs) -> anyhow::Result<ExitCode> {
        let service = cli::service(data).await?;
        let import = PolisImport {
            folder: self.folder.clone(),
            slug: self.consultation.clone(),
            title: self.title.clone(),
            language: self.language.clone(),
            texts,
        };
        let bar = progress::bar(0, "Replaying votes");
        let mut listen = |notice: Notice| {
            match notice {
            Notice::Steps(steps) => bar.set_length(steps),
            Notice::Done(steps) => bar.inc(steps),
            Notice::Saved(saved) => bar.suspend(|| remark(saved)),
            Notice::Untimed(file) => bar.suspend(|| {
                remark(format_args!(
                    "there is no votes.csv: the answers are those of {}; when they were given, and what people answered before, is not known",
                    file.display()
                ));
            }),
            Notice::Rejected(row) => bar.suspend(|| complain(format_args!("{row}"))),
            Notice::Contradiction(row) => {
                bar.suspend(|| complain(format_args!("{row} (the votes count)")))
            }
        }
        };
        let outcome = service.imports().polis(&import, &mut listen).await;
        bar.finish_and_clear();
        service.store().close().await;
        let imported = outcome?;
        self.tell(&imported)?;
        let sound = imported.rejected + imported.contradictions == 0;
        Ok(if sound {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }

    fn tell(&self, imported: &Imported) -> anyhow::Result<()> {
        let Imported {
            statements,
            people,
            votes,
            repeated,
            known,
            rejected,
            contradictions,
        } = imported;
        say(address::consultation(&Slug::trusted(
            self.consultation.clone(),
        )))?;
        say(format_args!("{statements:>8} new statements"))?;
        say(format_args!("{people:>8} new people, under pseudonyms"))?;
        say(format_args!(
            "{votes:>8} new votes, changes of mind included"
        ))?;
        say(format_args!(
            "{repeated:>8} votes repeated the answer before them"
        ))?;
        say(format_args!(
            "{known:>8} rows were imported before and stay as they are"
        ))?;
        say(format_args!("{rejected:>8} rows could not be used"))?;
        say(format_args!(
            "{contradictions:>8} figures of the export contradict its votes"
        ))
    }
}

/// The texts of the consultation, in the language of its statements where the program speaks it.
fn texts(language: &str) -> PolisTexts {
    let spanish = language == "es";
    let text = |english: &str, inspanish: &str| {
        if spanish {
            inspanish.to_owned()
        } else {
            english.to_owned()
        }
    };
    PolisTexts {
        title: text("A conversation from Polis", "Una conversación de Polis"),
        participant: text("Participant", "Participante"),
        summary: text(
            "Statements and answers brought in from a conversation on Polis, to read and to go on answering here.",
            "Afirmaciones y respuestas traídas de una conversación en Polis, para leerlas y seguir respondiendo aquí.",
        ),
        description: text(
            "These statements and answers come from a conversation on [Polis](https://pol.is). People who took \
             part there are here under pseudonyms; the times of their answers and of their changes of mind are kept.",
            "Estas afirmaciones y respuestas vienen de una conversación en [Polis](https://pol.is). Quienes \
             participaron allí tienen aquí un seudónimo; cuándo respondieron, y cómo cambiaron de opinión, sigue igual.",
        ),
        promise: text(
            "Promises to those who took part were made there. Answers given here count as theirs do.",
            "Lo que se prometió a quienes participaron se prometió allí. Las respuestas que se dan aquí cuentan igual.",
        ),
        phase: text("Agree or disagree", "De acuerdo o no"),
        phase_description: text(
            "Answer the statements one by one: agree, disagree or pass. The map shows what divides and what unites.",
            "Responde a las afirmaciones una a una: de acuerdo, en desacuerdo o paso. El mapa muestra qué divide y qué une.",
        ),
        withheld: text(
            "The text of this statement was not published:",
            "El texto de esta afirmación no se publicó:",
        ),
        rejected: text(
            "The moderators of the conversation on Polis took this statement out.",
            "Quienes moderaban la conversación en Polis retiraron esta afirmación.",
        ),
    }
}

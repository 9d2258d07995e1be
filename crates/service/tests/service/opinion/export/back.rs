//! Tests that an export can be imported again with the same answers, also after statements were edited or taken out.

use super::*;
use cabildo_domain::{
    consultation::Slug,
    opinion::{Answer, StatementStatus},
};
use cabildo_insight::{
    polis::{Comment, Published, read_comments, read_published},
    random::Random,
};
use cabildo_service::{
    import::polis::{Imported, PolisImport, PolisTexts},
    moderation::ReasonForm,
    opinion::StatementEditForm,
};
use cabildo_store::{
    consultation,
    opinion::{participant, statement, vote},
};
use std::{collections::BTreeMap, path::Path};

const FILES: [(ExportFile, &str); 4] = [
    (ExportFile::Comments, "comments"),
    (ExportFile::Votes, "votes"),
    (ExportFile::ParticipantsVotes, "participants-votes"),
    (ExportFile::Summary, "summary"),
];

/// Writes the four files of one export.
async fn write(town: &Town, folder: &Path, key: &str) {
    for (file, name) in FILES {
        let (viewer, url) = (Viewer::Visitor, "https://city.example");
        let export = town
            .service
            .opinion()
            .export(&viewer, &town.slug, file, Some(key), url)
            .await;
        let (mut export, mut whole) = (export.unwrap(), String::new());
        while let Some(chunk) = export.next_chunk().await.unwrap() {
            whole.push_str(&chunk);
        }
        std::fs::write(folder.join(format!("{name}.csv")), whole).unwrap();
    }
}

fn texts(_: &str) -> PolisTexts {
    PolisTexts {
        title: "From elsewhere".into(),
        participant: "Participant".into(),
        summary: "From another platform, to read and to answer.".into(),
        phase: "Answer".into(),
        rejected: "Taken out elsewhere.".into(),
        ..PolisTexts::default()
    }
}

fn read(folder: &Path) -> (Vec<Comment>, Published) {
    let open = |name: &str| std::fs::File::open(folder.join(name)).unwrap();
    let comments = read_comments("comments.csv", open("comments.csv")).unwrap();
    let published = read_published("matrix.csv", open("participants-votes.csv")).unwrap();
    (comments, published)
}

/// Brings an export in at an address of its own and compares every cell, text and kind with what was exported.
async fn comes_back(town: &Town, folder: &Path, slug: &str) -> Imported {
    let (comments, published) = read(folder);
    let import = PolisImport {
        folder: folder.to_owned(),
        slug: slug.to_owned(),
        title: None,
        language: Some("en".to_owned()),
        texts,
    };
    let mut told = Vec::new();
    let outcome = town
        .service
        .imports()
        .polis(&import, &mut |notice| told.push(notice))
        .await
        .unwrap();
    assert_eq!(
        (outcome.rejected, outcome.contradictions),
        (0, 0),
        "{told:?}"
    );

    let mut tx = town.service.store().read().await.unwrap();
    let made = consultation::by_slug(&mut tx, &Slug::parse(slug).unwrap())
        .await
        .unwrap()
        .unwrap();
    let ours = statement::all(&mut tx, town.id).await.unwrap();
    let back = statement::all(&mut tx, made.id).await.unwrap();
    assert_eq!(back.len(), comments.len());
    let ids: BTreeMap<i64, u64> = back
        .iter()
        .zip(&comments)
        .map(|(it, comment)| (it.number, comment.id))
        .collect();
    for (copy, comment) in back.iter().zip(&comments) {
        let original = ours
            .iter()
            .find(|it| it.number as u64 == comment.id)
            .unwrap();
        assert_eq!(
            (copy.status, copy.meta),
            (original.status, original.meta),
            "{comment:?}"
        );
        if original.status == StatementStatus::Published {
            assert_eq!(copy.text, original.text);
        }
    }
    let mut cells = BTreeMap::new();
    for person in participant::imported(&mut tx, made.id).await.unwrap() {
        let key: u64 = person.import_key.unwrap().parse().unwrap();
        for (number, answer, _) in vote::of_participant(&mut tx, made.id, person.number)
            .await
            .unwrap()
        {
            cells.insert((key, ids[&number]), answer.value());
        }
    }
    let expected: BTreeMap<(u64, u64), i64> = published
        .cells
        .iter()
        .map(|(&pair, answer)| (pair, i64::from(answer.value())))
        .collect();
    assert_eq!(cells, expected);
    drop(tx);
    outcome
}

suite! {
    async fn an_export_reads_back_to_the_same_answers(store: TestStore) {
        let town = Town::over(&store, 5).await;
        let people = town.people(12, Role::Resident).await;
        town.rules("open", false).await;
        for text in ["=1+1 benches, please", "'-5 degrees; no \"snow\"", "Paint – and \u{1F469}\u{200D}\u{1F33E} – too"] {
            let add = town.service.statements().add(Caller::of(&people[0]), &town.slug, says(text));
            add.await.unwrap();
        }
        let mut random = Random::new(11);
        for person in &people {
            for number in 1..=8 {
                let answer = [Some(Agree), Some(Answer::Disagree), Some(Answer::Pass), None][random.below(4)];
                if let Some(answer) = answer {
                    town.vote(person, number, answer).await.unwrap();
                }
            }
        }
        let reason = || ReasonForm { reason: "It names a person.".into() };
        // Nothing taken out; then one answered statement after the other; one of them asked again.
        for round in 0..4_i64 {
            match round {
                1 => drop(town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 2, reason()).await.unwrap()),
                2 => drop(town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 6, reason()).await.unwrap()),
                3 => {
                    town.service.statements().restore(town.lab.moderator().unwrap(), &town.slug, 2, reason()).await.unwrap();
                    let meta = StatementEditForm {
                        text: "Statement number 3 is right".into(), meta: true, revision: "1".into(),
                        ..StatementEditForm::default()
                    };
                    town.service.statements().edit(town.lab.moderator().unwrap(), &town.slug, 3, meta).await.unwrap();
                }
                _ => {}
            }
            let folder = tempfile::tempdir().unwrap();
            write(&town, folder.path(), &format!("key {round}")).await;
            let first = comes_back(&town, folder.path(), &format!("back-{round}")).await;
            assert!(first.votes > 50, "{first:?}");
            // A second run knows everything, the statements without their texts too.
            let again = comes_back(&town, folder.path(), &format!("back-{round}")).await;
            assert_eq!((again.statements, again.people, again.votes), (0, 0, 0));
            // The same without the file of votes.
            std::fs::remove_file(folder.path().join("votes.csv")).unwrap();
            let matrix = comes_back(&town, folder.path(), &format!("matrix-{round}")).await;
            assert_eq!(matrix.votes, first.votes);
        }
        assert_eq!(town.service.recount(false).await.unwrap(), []);
    }
}

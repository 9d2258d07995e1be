//! Facts that an export must not reveal.

mod back;

use super::town::{Town, says};
use cabildo_domain::{
    Role, Viewer,
    opinion::{Answer::Agree, SMALLEST_GROUP},
};
use cabildo_service::opinion::{Caller, ExportFile};
use cabildo_store::suite;

/// A file of an export by visitors, whole.
async fn file(town: &Town, file: ExportFile) -> String {
    let export = town
        .service
        .opinion()
        .export(
            &Viewer::Visitor,
            &town.slug,
            file,
            None,
            "https://city.example",
        )
        .await;
    let (mut export, mut whole) = (export.unwrap(), String::new());
    while let Some(chunk) = export.next_chunk().await.unwrap() {
        whole.push_str(&chunk);
    }
    whole
}

/// The cells that the people have in the last column, for the last statement.
async fn last_column(town: &Town) -> Vec<String> {
    let matrix = file(town, ExportFile::ParticipantsVotes).await;
    matrix
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next())
        .map(str::to_owned)
        .collect()
}

suite! {
    async fn of_four_people_no_file_tells_an_answer(store: TestStore) {
        let town = Town::over(&store, 2).await;
        for (n, person) in town.people(5, Role::Resident).await.iter().enumerate() {
            let tallies: Vec<String> = file(&town, ExportFile::Comments)
                .await
                .lines()
                .skip(1)
                .map(|line| line.split(',').skip(3).take(2).collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(tallies, ["0 0", "0 0"], "{n} people");
            assert_eq!(file(&town, ExportFile::Votes).await.lines().count(), 1, "{n} people");
            town.answer(person, [(1, Agree), (2, Agree)]).await;
        }
        assert_eq!(file(&town, ExportFile::Votes).await.lines().count(), 1 + 5 * 2);
        assert!(file(&town, ExportFile::Comments).await.contains(",5,0,"));
    }

    async fn the_first_answer_to_a_statement_does_not_reveal_its_author(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let mut people = Vec::new();
        for _ in 0..7 {
            let person = town.person(Role::Resident).await;
            town.vote(&person, 1, Agree).await.unwrap();
            people.push(person);
        }
        town.rules("held", false).await;
        let add = town.service.statements().add(Caller::of(&people[0]), &town.slug, says("Paint the kiosk"));
        assert_eq!(add.await.unwrap().statement.number, 2);
        town.update().await;
        // Held, it is nowhere: not its text, not its number, not that its author agrees.
        for (name, lines) in [(ExportFile::Comments, 2), (ExportFile::Votes, 8), (ExportFile::ParticipantsVotes, 8)] {
            let text = file(&town, name).await;
            assert_eq!(text.lines().count(), lines, "{text}");
            assert!(!text.contains("kiosk"), "{text}");
        }
        let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
        assert_eq!(page.map.unwrap().votes, 7);
        town.service.statements().accept(town.lab.moderator().unwrap(), &town.slug, 2).await.unwrap();
        // Accepted, its first answers are those of others, until there are enough.
        for (others, person) in people[1..].iter().enumerate() {
            let mut expected = vec!["1"; others];
            if others as i64 + 1 >= SMALLEST_GROUP {
                expected.push("1");
            }
            expected.resize(7, "");
            let mut told = last_column(&town).await;
            told.sort_by(|a, b| b.cmp(a));
            assert_eq!(told, expected, "{others} others");
            let agreeing = file(&town, ExportFile::Votes).await;
            let answers = expected.iter().filter(|cell| !cell.is_empty()).count();
            assert_eq!(agreeing.lines().count(), 1 + 7 + answers);
            town.vote(person, 2, Agree).await.unwrap();
        }
    }
}

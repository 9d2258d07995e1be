use cabildo_domain::{
    ConsultationId, InvitationId, Language, OpinionParticipantId, Role, StatementId, Subject,
    Timestamp,
    opinion::{
        Answer::{Agree, Disagree, Pass},
        BURST, Contributions, Pace, Rules, StatementStatus, StatementText, Tally,
    },
    text::{Label, Reason},
    time::Span,
};
use cabildo_store::{
    Store, Tx, moderation,
    opinion::{
        self, burst,
        exclusion::{self, Change, Decision},
        invitation::{self, Invitation},
        map::{self, Figures, Map},
        participant::{self, Participant},
        statement::{self, Statement},
        vote::{self, Cast},
    },
    search_source, suite,
    testing::sample,
};
use uuid::Uuid;

async fn begun(store: &Store, slug: &str) -> ConsultationId {
    let consultation = sample::consultation(store, slug, Timestamp(0), 30).await;
    let mut tx = store.write().await.unwrap();
    opinion::begin(&mut tx, consultation, Rules::default(), 7)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    consultation
}

fn a_statement(consultation: ConsultationId, number: i64, status: StatementStatus) -> Statement {
    Statement {
        id: StatementId(Uuid::now_v7()),
        consultation,
        number,
        author: None,
        text: StatementText::trusted(format!("Statement {number}")),
        language: Language::trusted("en".into()),
        seed: true,
        meta: false,
        status,
        hidden_reason: None,
        hidden_at: None,
        revision: 1,
        created_at: Timestamp(number),
        updated_at: Timestamp(number),
        tally: Tally::default(),
    }
}

fn a_participant(consultation: ConsultationId, number: i64) -> Participant {
    Participant {
        id: OpinionParticipantId(Uuid::now_v7()),
        consultation,
        number,
        account: None,
        pseudonymous: true,
        pseudonym: None,
        pass_hash: Some(vec![number as u8; 32]),
        invitation: None,
        import_key: None,
        joined_at: Timestamp(number),
        network: None,
        votes: 0,
        pace: Pace::default(),
        excluded_at: None,
        excluded_reason: None,
        exclusion: None,
        merged_into: None,
    }
}

const fn cast(
    participant: i64,
    statement: i64,
    answer: cabildo_domain::opinion::Answer,
    at: i64,
) -> Cast {
    Cast {
        participant,
        statement,
        answer,
        at: Timestamp(at),
    }
}

async fn filled(tx: &mut Tx, consultation: ConsultationId) {
    let statements: Vec<Statement> = (1..=3)
        .map(|number| a_statement(consultation, number, StatementStatus::Published))
        .collect();
    statement::insert(tx, &statements, None).await.unwrap();
    let people: Vec<Participant> = (1..=2)
        .map(|number| a_participant(consultation, number))
        .collect();
    participant::insert(tx, &people).await.unwrap();
}

suite! {
    async fn a_mapping_begins_once_and_is_locked_with_what_it_counts(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let mut tx = store.write().await.unwrap();
        let other = Rules { contributions: Contributions::Open, invitations: true, statements_each: 3 };
        opinion::begin(&mut tx, consultation, other, 8).await.unwrap();
        let mut locked = opinion::lock(&mut tx, &[consultation, ConsultationId(Uuid::nil())]).await.unwrap();
        assert_eq!((locked.len(), locked[0].seed, locked[0].rules), (1, 7, Rules::default()));
        let mut changed = locked.remove(0);
        (changed.rules, changed.seq, changed.votes) = (other, 5, 4);
        opinion::update(&mut tx, &changed).await.unwrap();
        assert_eq!(opinion::of(&mut tx, consultation).await.unwrap(), Some(changed.clone()));
        assert_eq!(opinion::stale(&mut tx, 5).await.unwrap(), [consultation]);
        changed.published_seq = 5;
        opinion::update(&mut tx, &changed).await.unwrap();
        assert_eq!(opinion::stale(&mut tx, 5).await.unwrap(), []);
    }

    async fn an_answer_stands_once_and_its_history_stays(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let mut tx = store.write().await.unwrap();
        filled(&mut tx, consultation).await;
        let first = [cast(1, 1, Agree, 10), cast(1, 2, Pass, 10), cast(2, 1, Disagree, 10)];
        vote::put(&mut tx, consultation, &first).await.unwrap();
        vote::remember(&mut tx, consultation, 1, &first).await.unwrap();
        let second = [cast(1, 1, Disagree, 20)];
        vote::put(&mut tx, consultation, &second).await.unwrap();
        vote::remember(&mut tx, consultation, 4, &second).await.unwrap();
        let present = vote::present(&mut tx, consultation, &[(1, 1), (2, 1), (2, 2)]).await.unwrap();
        assert_eq!((present.len(), present[&(1, 1)], present[&(2, 1)]), (2, Disagree, Disagree));
        let mine = vote::of_participant(&mut tx, consultation, 1).await.unwrap();
        assert_eq!(mine, [(1, Disagree, Timestamp(20)), (2, Pass, Timestamp(10))]);
        let later = vote::since(&mut tx, consultation, 1, 2).await.unwrap();
        assert_eq!(later, [(2, first[1]), (3, first[2])]);
        assert_eq!(vote::since(&mut tx, consultation, 3, 9).await.unwrap(), [(4, second[0])]);
        let unknown = vote::put(&mut tx, consultation, &[cast(1, 9, Agree, 30)]).await;
        assert!(unknown.is_err(), "there is no statement 9");
    }

    async fn a_statement_is_known_by_its_author_to_moderators_and_to_the_index(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let mut tx = store.write().await.unwrap();
        let person = Participant { account: Some(ana), pseudonymous: false, ..a_participant(consultation, 1) };
        let guest = a_participant(consultation, 2);
        participant::insert(&mut tx, &[person.clone(), guest.clone()]).await.unwrap();
        let written = |number, status, author| Statement {
            author, seed: author.is_none(), ..a_statement(consultation, number, status)
        };
        let all = [
            written(1, StatementStatus::Published, None),
            written(2, StatementStatus::Held, Some(person.id)),
            written(3, StatementStatus::Rejected, Some(person.id)),
            written(4, StatementStatus::Published, Some(guest.id)),
        ];
        statement::insert(&mut tx, &all, None).await.unwrap();
        assert_eq!(statement::count_of_author(&mut tx, person.id).await.unwrap(), 2);
        let casts = [cast(1, 2, Agree, 10), cast(2, 4, Disagree, 11), cast(2, 2, Agree, 12), cast(1, 1, Agree, 13)];
        vote::put(&mut tx, consultation, &casts).await.unwrap();
        assert_eq!(vote::of_authors(&mut tx, consultation).await.unwrap(), casts[..2]);
        let subjects = all.clone().map(|statement| Subject::statement(statement.id));
        let mut exhibits = moderation::exhibits(&mut tx, &subjects).await.unwrap();
        exhibits.sort_by_key(|exhibit| exhibit.number);
        let authors: Vec<_> =
            exhibits.iter().map(|exhibit| exhibit.author.as_ref().and_then(|byline| byline.author.account())).collect();
        assert_eq!(authors, [None, Some(ana), Some(ana), None]);
        assert_eq!((exhibits[3].body.as_str(), exhibits[3].within.as_ref().unwrap().slug.as_str()), ("Statement 4", "one"));
        let ids = all.clone().map(|statement| statement.id);
        let mut found = search_source::statements(&mut tx, &ids).await.unwrap();
        found.sort_by_key(|source| source.number);
        assert_eq!(found.iter().map(|source| source.visible).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(search_source::statements_of(&mut tx, consultation, 1, 2).await.unwrap(), found[1..3]);
        assert_eq!(search_source::extent(&mut tx).await.unwrap(), 4);
    }

    async fn counters_take_signs_and_an_exclusion_takes_them_back(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let mut tx = store.write().await.unwrap();
        filled(&mut tx, consultation).await;
        let casts = [cast(1, 1, Agree, 10), cast(1, 3, Pass, 10), cast(2, 1, Disagree, 10)];
        vote::put(&mut tx, consultation, &casts).await.unwrap();
        let counted = [
            (1, Tally { agrees: 1, disagrees: 1, passes: 0 }),
            (3, Tally { agrees: 0, disagrees: 0, passes: 1 }),
        ];
        statement::count(&mut tx, consultation, &counted).await.unwrap();
        let tallies = async |tx: &mut Tx| -> Vec<Tally> {
            statement::all(tx, consultation).await.unwrap().iter().map(|statement| statement.tally).collect()
        };
        let before = tallies(&mut tx).await;
        assert_eq!(before, [counted[0].1, Tally::default(), counted[1].1]);
        let reason = Reason::trusted("A script.".into());
        participant::set_paces(&mut tx, consultation, &[(1, 2, Pace::default())]).await.unwrap();
        let decision = Decision { reason: &reason, at: Timestamp(20), exclusion: 7 };
        let change = exclusion::exclude(&mut tx, consultation, 1, decision).await.unwrap();
        assert_eq!(change, Change { people: 1, voters: 1, votes: 2 });
        let without = [Tally { agrees: 0, disagrees: 1, passes: 0 }, Tally::default(), Tally::default()];
        assert_eq!(tallies(&mut tx).await, without);
        assert_eq!(exclusion::excluded(&mut tx, consultation).await.unwrap(), [1]);
        assert_eq!(exclusion::readmit(&mut tx, consultation, 1, 8).await.unwrap(), change);
        assert_eq!(tallies(&mut tx).await, before);
        assert_eq!(exclusion::readmit(&mut tx, consultation, 1, 9).await.unwrap(), Change::default());
        assert_eq!(tallies(&mut tx).await, before);
    }

    async fn a_burst_is_excluded_and_readmitted_as_one_in_a_fixed_number_of_statements(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let mut tx = store.write().await.unwrap();
        let hour = Span::hours(1).0;
        let (size, first) = (BURST + 5, 3);
        let mut people: Vec<Participant> = (1..=first + size).map(|number| Participant {
            joined_at: Timestamp(hour + number), network: Some(vec![1]), ..a_participant(consultation, number)
        }).collect();
        // One participant of the hour before, and one from another network.
        (people[0].joined_at, people[1].network) = (Timestamp(hour - 1), Some(vec![2]));
        participant::insert(&mut tx, &people).await.unwrap();
        statement::insert(&mut tx, &[a_statement(consultation, 1, StatementStatus::Published)], None).await.unwrap();
        let casts: Vec<Cast> = people.iter().map(|person| cast(person.number, 1, Agree, 10)).collect();
        vote::put(&mut tx, consultation, &casts).await.unwrap();
        let paces: Vec<_> = people.iter().map(|person| (person.number, 1, Pace::default())).collect();
        participant::set_paces(&mut tx, consultation, &paces).await.unwrap();
        let all = people.len() as i64;
        statement::count(&mut tx, consultation, &[(1, Tally { agrees: all, disagrees: 0, passes: 0 })]).await.unwrap();

        let found = burst::bursts(&mut tx, consultation, 9).await.unwrap();
        assert_eq!((found.len(), found[0].people, found[0].first, found[0].last), (1, size + 1, first, all));
        assert_eq!(burst::beginning_with(&mut tx, consultation, first).await.unwrap().as_ref(), Some(&found[0]));
        for number in [1, 2, first + 1, all + 1] {
            assert_eq!(burst::beginning_with(&mut tx, consultation, number).await.unwrap(), None, "{number}");
        }
        let within = &found[0].within;
        assert_eq!(burst::counted(&mut tx, consultation, within).await.unwrap().len() as i64, size + 1);
        let agrees = async |tx: &mut Tx| statement::all(tx, consultation).await.unwrap()[0].tally.agrees;
        let (one, many) = (Reason::trusted("A script.".into()), Reason::trusted("One office.".into()));
        let decision = Decision { reason: &one, at: Timestamp(20), exclusion: 5 };
        exclusion::exclude(&mut tx, consultation, first, decision).await.unwrap();
        let decision = Decision { reason: &many, at: Timestamp(20), exclusion: 6 };
        let change = exclusion::exclude_burst(&mut tx, consultation, within, decision).await.unwrap();
        assert_eq!(change, Change { people: size, voters: size, votes: size });
        assert_eq!(agrees(&mut tx).await, 2);
        let together = exclusion::together(&mut tx, consultation, 9).await.unwrap();
        assert_eq!((together.len(), together[0].people, &together[0].reason), (1, size, &many), "not who was alone");
        // One of them is readmitted alone; the others stay excluded.
        exclusion::readmit(&mut tx, consultation, all, 7).await.unwrap();
        assert_eq!(agrees(&mut tx).await, 3);
        let change = exclusion::readmit_together(&mut tx, consultation, 6).await.unwrap();
        assert_eq!(change.people, size - 1);
        assert_eq!(agrees(&mut tx).await, all - 1);
        assert_eq!(exclusion::excluded(&mut tx, consultation).await.unwrap(), [first], "their own reason stands");
    }

    async fn hashes_of_networks_end(store: TestStore) {
        let (one, two) = (begun(&store, "one").await, begun(&store, "two").await);
        let mut tx = store.write().await.unwrap();
        for consultation in [one, two] {
            let people: Vec<Participant> = (1..=3).map(|number| Participant {
                network: Some(vec![number as u8]),
                pass_hash: None,
                ..a_participant(consultation, number)
            }).collect();
            participant::insert(&mut tx, &people).await.unwrap();
        }
        assert_eq!(burst::with_networks(&mut tx, Timestamp(1), 9).await.unwrap(), []);
        assert_eq!(burst::with_networks(&mut tx, Timestamp(3), 9).await.unwrap().len(), 2);
        assert_eq!(burst::forget_networks(&mut tx, one, Timestamp(3)).await.unwrap(), 2);
        let networks = async |tx: &mut Tx, consultation| {
            let mut kept = Vec::new();
            for number in 1..=3 {
                let person = participant::by_number(tx, consultation, number).await.unwrap().unwrap();
                kept.extend(person.network.map(|_| number));
            }
            kept
        };
        assert_eq!((networks(&mut tx, one).await, networks(&mut tx, two).await), (vec![3], vec![1, 2, 3]));
        assert_eq!(burst::with_networks(&mut tx, Timestamp(3), 9).await.unwrap(), [two]);
    }

    async fn participants_are_found_by_account_and_by_pass(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let mut tx = store.write().await.unwrap();
        filled(&mut tx, consultation).await;
        let member = Participant { account: Some(ana), pass_hash: None, ..a_participant(consultation, 3) };
        participant::insert(&mut tx, std::slice::from_ref(&member)).await.unwrap();
        let found = participant::of_accounts(&mut tx, &[(consultation, ana)]).await.unwrap();
        assert_eq!(found, [member]);
        let found = participant::of_passes(&mut tx, &[[2; 32], [9; 32]]).await.unwrap();
        assert_eq!(found.iter().map(|person| person.number).collect::<Vec<_>>(), [2]);
        let pace = Pace { answers: 3, hasty: 1, last_at: Some(Timestamp(9)), minute: 1, in_minute: 2, most_in_minute: 3 };
        participant::set_paces(&mut tx, consultation, &[(2, 3, pace)]).await.unwrap();
        let person = participant::by_number(&mut tx, consultation, 2).await.unwrap().unwrap();
        assert_eq!((person.votes, person.pace), (3, pace));
        let twice = Participant { account: Some(ana), pass_hash: None, ..a_participant(consultation, 4) };
        let taken = participant::insert(&mut tx, &[twice]).await;
        assert!(matches!(taken, Err(cabildo_store::Error::Taken { .. })), "{taken:?}");
    }

    async fn statements_are_listed_by_status(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let mut tx = store.write().await.unwrap();
        let mut statements: Vec<Statement> =
            (1..=4).map(|number| a_statement(consultation, number, StatementStatus::Held)).collect();
        statement::insert(&mut tx, &statements, None).await.unwrap();
        statements[1].status = StatementStatus::Rejected;
        statements[1].hidden_reason = Some(Reason::trusted("Off topic.".into()));
        statement::update(&mut tx, &statements[1]).await.unwrap();
        let held = statement::of_status(&mut tx, consultation, StatementStatus::Held, 1, 2).await.unwrap();
        assert_eq!(held, statements[2..]);
        let mut counts = statement::counts(&mut tx, consultation).await.unwrap();
        counts.sort_by_key(|(status, _)| status.as_str());
        assert_eq!(counts, [(StatementStatus::Held, 3), (StatementStatus::Rejected, 1)]);
        assert_eq!(statement::by_id(&mut tx, statements[1].id).await.unwrap().as_ref(), Some(&statements[1]));
    }

    async fn a_link_lets_in_no_more_than_it_says(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let ana = sample::account(&store, "Ana", Role::Lab).await;
        let link = Invitation {
            id: InvitationId(Uuid::now_v7()),
            consultation,
            label: Label::trusted("Library".into()),
            most: 1,
            joined: 0,
            created_by: ana,
            created_at: Timestamp(1),
            revoked_at: None,
        };
        let mut tx = store.write().await.unwrap();
        invitation::insert(&mut tx, &link, &[5; 32]).await.unwrap();
        assert_eq!(invitation::by_secret(&mut tx, &[5; 32]).await.unwrap(), Some(link.clone()));
        assert!(invitation::join(&mut tx, link.id).await.unwrap());
        assert!(!invitation::join(&mut tx, link.id).await.unwrap());
        assert!(invitation::revoke(&mut tx, consultation, link.id, Timestamp(9)).await.unwrap());
        assert!(!invitation::revoke(&mut tx, consultation, link.id, Timestamp(9)).await.unwrap());
        let listed = invitation::of(&mut tx, consultation).await.unwrap();
        assert_eq!((listed[0].joined, listed[0].revoked_at), (1, Some(Timestamp(9))));
    }

    async fn of_two_maps_with_one_number_the_first_is_published(store: TestStore) {
        let consultation = begun(&store, "one").await;
        let map = |number, view: &str| Map {
            number, seq: number * 10, at: Timestamp(number), view: view.into(), state: "{}".into(),
        };
        let mut tx = store.write().await.unwrap();
        assert!(map::publish(&mut tx, consultation, &map(1, "a")).await.unwrap());
        assert!(map::publish(&mut tx, consultation, &map(2, "b")).await.unwrap());
        assert!(!map::publish(&mut tx, consultation, &map(2, "c")).await.unwrap());
        assert_eq!(map::present(&mut tx, consultation).await.unwrap().unwrap(), map(2, "b"));
        let figures = |number| Figures {
            number, at: Timestamp(number), people: 1, votes: 2, statements: 3, excluded: 0, summary: "{}".into(),
        };
        map::note(&mut tx, consultation, &figures(1), None).await.unwrap();
        map::note(&mut tx, consultation, &figures(2), None).await.unwrap();
        map::note(&mut tx, consultation, &figures(3), Some(2)).await.unwrap();
        assert_eq!(map::over_time(&mut tx, consultation, 9).await.unwrap(), [figures(3), figures(1)]);
    }

    async fn of_many_moments_the_first_the_last_and_some_between_are_read(store: TestStore) {
        let (consultation, other) = (begun(&store, "one").await, begun(&store, "two").await);
        let figures = |number| Figures {
            number, at: Timestamp(number), people: 1, votes: 2, statements: 3, excluded: 0, summary: "{}".into(),
        };
        let mut tx = store.write().await.unwrap();
        assert_eq!(map::spread_over_time(&mut tx, consultation, 3).await.unwrap(), []);
        for number in [1, 4, 5, 9, 12, 13, 20] {
            map::note(&mut tx, consultation, &figures(number), None).await.unwrap();
            map::note(&mut tx, other, &figures(number + 1), None).await.unwrap();
        }
        let numbers = async |tx: &mut Tx, most| -> Vec<i64> {
            map::spread_over_time(tx, consultation, most).await.unwrap().iter().map(|one| one.number).collect()
        };
        assert_eq!(numbers(&mut tx, 7).await, [1, 4, 5, 9, 12, 13, 20]);
        assert_eq!(numbers(&mut tx, 3).await, [1, 9, 20]);
        assert_eq!(numbers(&mut tx, 2).await, [1, 12, 20]);
    }
}

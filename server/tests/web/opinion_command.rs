//! Opinion mapping as an operator runs it: the commands, as programs on a folder of their own, and the job.

use crate::support::TestApp;
use cabildo_domain::{Role, opinion::Answer};
use cabildo_service::{
    import::polis::{PolisImport, PolisTexts},
    opinion::Caller,
};
use cabildo_store::testing::TestStore;
use serde_json::Value;
use server::{job, state::AppState};
use std::{fmt::Write as _, fs, path::Path, process::Command, time::Duration};

/// Runs `cabildo ...`; its exit code, and what it printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cabildo"))
        .arg("--data")
        .arg(folder.join("data"))
        .args(arguments)
        .env_remove("CABILDO_DATABASE")
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (
        output.status.code().expect("a code"),
        text(output.stdout),
        text(output.stderr),
    )
}

/// An export: two camps of ten who disagree about eight statements and agree on a ninth; one more person who answered
/// once.
fn export(folder: &Path) {
    let mut comments =
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            .to_owned();
    let mut votes = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for comment in 0..9_u64 {
        let (agrees, disagrees) = if comment == 8 {
            (20, 0)
        } else if comment == 0 {
            (11, 10)
        } else {
            (10, 10)
        };
        let _ = writeln!(
            comments,
            "1500000000000,x,{comment},0,{agrees},{disagrees},1,Statement number {comment} is right"
        );
        for person in 0..20_u64 {
            let vote = if comment == 8 || (person < 10) == comment.is_multiple_of(2) {
                1
            } else {
                -1
            };
            let at = 1_500_000_100_000 + comment * 10_000;
            let _ = writeln!(votes, "{at},x,{comment},{},{vote}", 100 + person);
        }
    }
    votes.push_str("1500000900000,x,0,500,1\n");
    fs::write(folder.join("comments.csv"), comments).unwrap();
    fs::write(folder.join("votes.csv"), votes).unwrap();
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn an_export_is_computed_without_a_database_and_imported_with_the_same_result() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    export(here);
    let (code, out, err) = run(here, &["opinion", "--polis", ".", "--json"]);
    assert_eq!(code, 0, "{err}");
    assert!(!here.join("data").exists(), "no database was made");
    let result: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        keys(&result),
        ["consensus", "groups", "participants", "statements"]
    );
    assert_eq!(keys(&result["consensus"]), ["agree", "disagree"]);
    assert_eq!(keys(&result["groups"][0]), ["id", "representative", "size"]);
    assert_eq!(
        keys(&result["participants"][0]),
        ["apart", "group", "id", "votes", "x", "y"]
    );
    let of_statement = [
        "agrees",
        "disagrees",
        "extremity",
        "group_informed_consensus",
        "id",
        "passes",
        "priority",
        "x",
        "y",
    ];
    assert_eq!(keys(&result["statements"][0]), of_statement);
    let sizes: Vec<&Value> = result["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| &group["size"])
        .collect();
    assert_eq!(sizes, [10, 10]);
    let last = &result["participants"][20];
    assert_eq!(
        (&last["id"], &last["group"], &last["votes"]),
        (&500.into(), &Value::Null, &1.into())
    );
    assert_eq!(result["consensus"]["agree"][0]["statement"], 8);

    let (code, out, err) = run(
        here,
        &[
            "import",
            "polis",
            ".",
            "--consultation",
            "cars",
            "--title",
            "Where should cars go?",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("9 new statements") && out.contains("181 new votes"),
        "{out}"
    );
    let (code, out, _) = run(here, &["import", "polis", ".", "--consultation", "cars"]);
    assert_eq!(code, 0);
    assert!(
        out.contains(" 0 new votes") && out.contains("190 rows were imported before"),
        "{out}"
    );
    let (code, out, err) = run(here, &["opinion", "cars", "--json"]);
    assert_eq!(code, 0, "{err}");
    let of_database: Value = serde_json::from_str(&out).unwrap();
    let places = |result: &Value| -> Vec<(Value, Value)> {
        let people = result["participants"].as_array().unwrap();
        people
            .iter()
            .map(|person| (person["group"].clone(), person["x"].clone()))
            .collect()
    };
    assert_eq!(places(&of_database), places(&result));
    let (code, out, _) = run(here, &["opinion", "cars"]);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("21 people gave 181 answers to 9 statements; 20 of them are grouped."),
        "{out}"
    );
    assert!(
        out.contains("Group A, 10 people:") && out.contains("Statement number 8 is right"),
        "{out}"
    );
    assert!(
        out.contains("100 % (10 of 10)") && out.contains("100 % (20 of 20)"),
        "what they answered: {out}"
    );
    assert_eq!(run(here, &["recount"]).0, 0);
}

#[test]
fn errors_of_files_are_reported_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let (code, _, err) = run(here, &["opinion", "--polis", "nowhere", "--json"]);
    assert_eq!(code, 2);
    assert!(err.contains("nowhere/comments.csv"), "{err}");
    assert_eq!(run(here, &["opinion", "--json"]).0, 2);
    let (code, _, err) = run(here, &["opinion", "nothing"]);
    assert!(
        code == 2 && err.starts_with("cabildo: there is no database at "),
        "{err}"
    );
    assert_eq!(run(here, &["migrate"]).0, 0);
    let (code, _, err) = run(here, &["opinion", "nothing"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "cabildo: there is no consultation at /c/nothing\n")
    );

    export(here);
    let votes = fs::read_to_string(here.join("votes.csv")).unwrap();
    fs::write(
        here.join("votes.csv"),
        format!("{votes}1500000900000,x,77,500,1\n"),
    )
    .unwrap();
    let (code, out, err) = run(here, &["opinion", "--polis", ".", "--json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("votes.csv, line 183: there is no comment 77"),
        "{err}"
    );
    let (code, out, err) = run(
        here,
        &[
            "import",
            "polis",
            ".",
            "--consultation",
            "cars",
            "--title",
            "Where should cars go?",
        ],
    );
    assert_eq!(code, 1, "{out}{err}");
    assert!(
        err.contains("votes.csv:183: there is no comment 77"),
        "{err}"
    );

    fs::write(
        here.join("votes.csv"),
        b"timestamp,comment-id,voter-id,vote\n1,0,\x81,1\n",
    )
    .unwrap();
    let (code, _, err) = run(
        here,
        &[
            "import",
            "polis",
            ".",
            "--consultation",
            "cars",
            "--title",
            "Where should cars go?",
        ],
    );
    assert_eq!(code, 2);
    assert!(
        err.ends_with("votes.csv, line 2: the text is neither UTF-8 nor Windows-1252: save it as UTF-8; nothing was changed\n"),
        "told once: {err}"
    );

    fs::write(here.join("votes.csv"), &votes).unwrap();
    let (code, _, err) = run(
        here,
        &[
            "import",
            "polis",
            ".",
            "--consultation",
            "bikes",
            "--title",
            "No",
        ],
    );
    assert_eq!(code, 2);
    assert!(err.ends_with(": title: at least 5 characters\n"), "{err}");
    fs::write(
        here.join("votes.csv"),
        format!("{votes}-1500000900000,x,0,500,1\n"),
    )
    .unwrap();
    let (code, _, err) = run(here, &["opinion", "--polis", ".", "--json"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("votes.csv, line 183: -1500000900000 is not a time in the past"),
        "{err}"
    );

    for (comments, votes) in [
        ("", ""),
        ("1500000000000,x,0,0,0,0,1,Nobody saw this\n", ""),
    ] {
        let head =
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n";
        fs::write(here.join("comments.csv"), format!("{head}{comments}")).unwrap();
        fs::write(
            here.join("votes.csv"),
            format!("timestamp,datetime,comment-id,voter-id,vote\n{votes}"),
        )
        .unwrap();
        let (code, out, err) = run(here, &["opinion", "--polis", ".", "--json"]);
        assert_eq!(code, 0, "{err}");
        assert_eq!(
            serde_json::from_str::<Value>(&out).unwrap()["groups"],
            Value::Array(Vec::new())
        );
    }
}

/// On SQLite alone: what the job calls has its tests on both engines.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_job_puts_votes_into_the_map_within_five_seconds() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path());
    let app = TestApp::new(TestStore::sqlite().await).await;
    let texts = |_: &str| PolisTexts {
        participant: "Participant".into(),
        summary: "From another platform, to read and to answer.".into(),
        phase: "Answer".into(),
        ..PolisTexts::default()
    };
    let import = PolisImport {
        folder: folder.path().to_owned(),
        slug: "cars".into(),
        title: Some("Where should cars go?".into()),
        language: Some("en".into()),
        texts,
    };
    app.service
        .imports()
        .polis(&import, &mut |_| {})
        .await
        .expect("an import");
    let site = cabildo_app::site::Site {
        name: "Cabildo".to_owned(),
        public_url: "http://city.example".to_owned(),
        time_zone: jiff::tz::TimeZone::UTC,
        assets: None,
        security_contact: None,
        hsts_include_subdomains: false,
    };
    let jobs = job::start(
        &AppState::new(app.service.clone(), site, Vec::new()),
        folder.path(),
    );
    let slug = cabildo_domain::consultation::Slug::parse("cars").expect("an address");
    let votes = async |expected: i64| {
        let visitor = cabildo_domain::Viewer::Visitor;
        let wait = async {
            loop {
                let page = app
                    .service
                    .opinion()
                    .page(&visitor, &slug)
                    .await
                    .expect("a mapping");
                if page.map.is_some_and(|map| map.votes == expected) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), wait)
            .await
            .expect("in the map within five seconds");
    };
    votes(181).await;
    let ana = app.viewer("ana", Role::Resident).await;
    app.service
        .opinion()
        .cast(Caller::of(&ana), &slug, 1, Answer::Agree)
        .await
        .expect("a vote");
    votes(182).await;
    tokio::time::timeout(Duration::from_secs(5), jobs.stop())
        .await
        .expect("the jobs stop");
}

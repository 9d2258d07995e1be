//! Commands as an operator runs them: the program itself, on a folder of its own.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Runs `cabildo user ...`; its exit code, and what it printed.
fn user(folder: &std::path::Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    cabildo(folder, &[&["user"], arguments].concat(), input)
}

/// Runs `cabildo ...`.
fn cabildo(folder: &std::path::Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cabildo"))
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .env_remove("CABILDO_DATABASE")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A command that reads no password may have ended already.
    let _ = program
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes());
    let output = program.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (
        output.status.code().expect("a code"),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn an_operator_creates_lists_and_promotes_accounts() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], input: &str| user(folder.path(), arguments, input);

    let create = [
        "create",
        "ada@example.org",
        "--name",
        "Ada",
        "--role",
        "admin",
    ];
    let (code, out, err) = run(&create, "three wet dogs\n");
    assert_eq!(
        (code, out.as_str()),
        (0, "ada@example.org can log in now, as admin.\n"),
        "{err}"
    );
    let (code, _, err) = run(&create, "three wet dogs\n");
    assert_eq!(
        (code, err.as_str()),
        (1, "cabildo: another account has this address\n")
    );
    let (code, _, err) = run(&["create", "nobody", "--name", "Ben"], "short\n");
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "cabildo: the address is not valid; the password needs at least 10 characters\n"
        )
    );
    assert_eq!(
        run(&["create", "ben@example.org", "--name", "Ben"], "").0,
        2,
        "no password"
    );
    assert_eq!(
        run(
            &["create", "ben@example.org", "--name", "Ben"],
            "four dry cats\n"
        )
        .0,
        0
    );

    let (code, _, err) = run(&["role", "ada@example.org", "lab"], "");
    assert_eq!(code, 1);
    assert!(err.contains("the last admin"), "{err}");
    assert_eq!(run(&["role", "nobody@example.org", "lab"], "").0, 1);
    assert_eq!(run(&["role", "ben@example.org", "king"], "").0, 2);
    assert_eq!(run(&["role", "BEN@example.org", "lab"], "").0, 0);
    let (code, out, _) = run(&["office", "ben@example.org", "Parks"], "");
    assert_eq!(
        (code, out.as_str()),
        (0, "ben@example.org answers now for: Parks\n")
    );
    let (code, out, _) = run(&["office", "ben@example.org", "Parks", "--no-longer"], "");
    assert_eq!(
        (code, out.as_str()),
        (0, "ben@example.org answers no longer for: Parks\n")
    );

    let (_, out, _) = run(&["list"], "");
    let fields: Vec<Vec<&str>> = out
        .lines()
        .map(|line| line.split('\t').take(3).collect())
        .collect();
    assert_eq!(
        fields,
        [
            ["ben@example.org", "lab", "Ben"],
            ["ada@example.org", "admin", "Ada"]
        ]
    );
    assert_eq!(run(&["list", "--role", "admin"], "").1.lines().count(), 1);
    assert_eq!(run(&["list", "--find", "nobody"], "").1, "");

    assert_eq!(
        run(&["password", "ben@example.org"], "five tall trees\n").0,
        0
    );
    assert_eq!(
        run(&["password", "nobody@example.org"], "five tall trees\n").0,
        1
    );
}

#[test]
fn a_command_that_reads_makes_no_database_at_a_mistyped_address() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere/x.db");
    let address = format!("sqlite:{}", nowhere.display());
    for command in [
        &["recount"][..],
        &["reindex"],
        &["check"],
        &["opinion", "city"],
        &["user", "list"],
        &["user", "role", "ada@example.org", "lab"],
        &["user", "password", "ada@example.org"],
    ] {
        let (code, out, err) = cabildo(
            folder.path(),
            &[command, &["--database", &address]].concat(),
            "three wet dogs\n",
        );
        assert_eq!((code, out.as_str()), (2, ""), "{command:?}");
        assert!(
            err.contains("there is no database at"),
            "{command:?}: {err}"
        );
    }
    assert!(
        !nowhere.exists() && folder.path().read_dir().unwrap().next().is_none(),
        "nothing was made"
    );
}

#[test]
fn an_address_for_a_name_is_refused_and_a_title_that_is_a_surname_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let create = |email: &str, name: &str| {
        user(
            folder.path(),
            &["create", email, "--name", name],
            "three wet dogs\n",
        )
    };
    let (code, _, err) = create("fede@example.org", "fede@example.org");
    assert_eq!(
        (code, err.as_str()),
        (
            1,
            "cabildo: the name looks like an e-mail address, and names are public\n"
        )
    );
    assert_eq!(create("fede@example.org", "Federico Mayor").0, 0);
    let (code, _, err) = create("FEDE@example。org", "Fede");
    assert_eq!(
        (code, err.as_str()),
        (1, "cabildo: another account has this address\n")
    );
    let (code, _, _) = user(folder.path(), &["role", "Ｆede@Example.org.", "lab"], "");
    assert_eq!(code, 0, "found by any spelling");
}

#[test]
fn check_lists_accounts_with_one_address_until_somebody_decides() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| cabildo(folder.path(), arguments, "");
    assert_eq!(run(&["migrate"]).0, 0);
    let (code, out, _) = run(&["check"]);
    assert!(
        code == 0 && out.contains("ok     addresses: each belongs to one account"),
        "{out}"
    );
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("cabildo.db").display());
    runtime.block_on(async {
        let store = cabildo_store::Store::connect(&database.parse().unwrap())
            .await
            .unwrap();
        for (at, email) in [
            (2, "bea@xn--mnchen-3ya.de"),
            (1, "Bea@München.de"),
            (3, "ben@example.org"),
        ] {
            cabildo_store::testing::sample::account_of_before(&store, email, "Bea", at).await;
        }
        store.close().await;
    });
    let (code, out, _) = run(&["check"]);
    assert!(
        code == 1 && out.contains("WRONG  addresses: not all compared yet"),
        "{out}"
    );
    assert_eq!(run(&["migrate"]).0, 0);
    let (code, out, _) = run(&["check"]);
    assert_eq!(code, 1, "{out}");
    assert!(
        out.contains("WRONG  addresses: 1 accounts have an address of another")
            && out.contains(
                "bea@xn--mnchen-3ya.de has the address of Bea@München.de and logs in by exactly this spelling"
            ),
        "{out}"
    );
}

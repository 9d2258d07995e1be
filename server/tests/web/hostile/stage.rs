//! A platform on which everything that people can write is hostile, and the addresses that show it.

use super::role;
use crate::support::{Browser, TestApp};
use cabildo_app::ui::link::encode;
use cabildo_domain::{
    CommentId, Role, Subject, Viewer,
    consultation::Slug,
    opinion::{Answer, BURST},
    subject::Commentable,
    support::Supportable,
};
use cabildo_service::{
    comment::CommentForm,
    consultation::RungFields,
    moderation::{ReasonForm, ReportForm},
    opinion::{Caller, InvitationForm, JoinForm, StatementForm},
    proposal::ProposalForm,
    response::{CorrectionForm, ResponseForm},
    session::Origin,
};
use uuid::Uuid;

/// At most 60 characters, for names and labels.
pub(super) const NAME: &str = "</title><script>alert(1)</script>{{7*7}}\u{202E}\0";
/// At most 120, for titles.
pub(super) const LINE: &str =
    "</title></textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}\u{202E}\0";
/// Markdown.
pub(super) const TEXT: &str = "</textarea><script>alert(1)</script> \"><img src=x onerror=alert(1)> {{7*7}} \u{202E}\0\n\n\
    [a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,<script>alert(1)</script>) [d](vbscript:x)\n\
    ![e](javascript:alert(1)) ![f](x\"onerror=\"alert(1)) <javascript:alert(1)> [g]\n\n\
    <a href=\"javascript:alert(1)\" onclick=\"alert(1)\">h</a> <svg onload=alert(1)><style>*{}</style>\n\n\
    ```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```\n\n\
    [g]: java\tscript:alert(1) \"' onmouseover=alert(1)\"\n";

/// The filled platform.
pub struct Place {
    /// A visitor, the author, a moderator, the lab, an administrator.
    pub browsers: [Browser; 5],
    /// The id of the author's proposal.
    pub proposal: String,
    /// The id of the proposal that is hidden.
    pub hidden: String,
    /// The id of the author's comment.
    pub comment: String,
    /// The id of the answer to the author's proposal.
    pub answer: String,
    /// The secret of an invitation.
    pub secret: String,
    /// The author's account.
    pub account: String,
}

/// Writes into every field there is.
pub async fn fill(app: &TestApp) -> Place {
    let lab = app.viewer(NAME, Role::Lab).await;
    let slug = consultation(app, &lab).await;
    let (author, ana) = app.person_and_viewer(NAME, Role::Resident).await;
    let resident = ana.resident().unwrap();
    let propose = |title: String| ProposalForm {
        title,
        body: TEXT.into(),
        ..ProposalForm::default()
    };
    let number = app
        .service
        .proposals()
        .propose(resident, &slug, propose(LINE.into()))
        .await
        .unwrap()
        .number;
    let changed = ProposalForm {
        revision: "1".into(),
        ..propose(format!("Changed {LINE}"))
    };
    app.service
        .proposals()
        .edit(resident, &slug, number, changed)
        .await
        .unwrap();
    let hidden = app
        .service
        .proposals()
        .propose(resident, &slug, propose(format!("Hidden {LINE}")))
        .await
        .unwrap()
        .number;
    app.service
        .proposals()
        .propose(resident, &slug, propose(format!("Open {LINE}")))
        .await
        .unwrap();
    let say = |parent: &str| CommentForm {
        body: TEXT.into(),
        parent: parent.into(),
        ..CommentForm::default()
    };
    let about = Commentable::Proposal.at(&slug, number);
    let comment: CommentId = app
        .service
        .comments()
        .add(resident, &about, say(""))
        .await
        .unwrap()
        .id;
    app.service
        .comments()
        .add(resident, &about, say(&comment.to_string()))
        .await
        .unwrap();
    let subject = async |number| {
        Subject::proposal(
            app.service
                .proposals()
                .page(&ana, &slug, number)
                .await
                .unwrap()
                .id,
        )
    };
    let (proposal, hidden) = (subject(number).await, subject(hidden).await);
    role::write(app, &ana, &slug, proposal, NAME).await;
    let answer = judge(
        app,
        &slug,
        number,
        [proposal, Subject::comment(comment)],
        hidden,
    )
    .await;
    checked(app, &slug).await;
    let secret = mapping(app, &ana).await;
    app.index_now().await;
    let browsers = [
        app.browser(),
        author,
        app.person(NAME, Role::Moderator).await,
        app.person(NAME, Role::Lab).await,
        app.person(NAME, Role::Admin).await,
    ];
    let [proposal, hidden] = [proposal, hidden].map(|subject| subject.id.to_string());
    Place {
        browsers,
        proposal,
        hidden,
        comment: comment.to_string(),
        answer,
        secret,
        account: ana.account().expect("an account").to_string(),
    }
}

async fn consultation(app: &TestApp, lab: &Viewer) -> Slug {
    let lab = lab.lab().unwrap();
    let slug = app.draft(lab.viewer(), "hostile").await;
    let mut form = app
        .service
        .consultations()
        .editor(lab, &slug)
        .await
        .unwrap()
        .form;
    for text in [&mut form.description, &mut form.promise, &mut form.outcome] {
        *text = TEXT.into();
    }
    for text in [&mut form.title, &mut form.summary] {
        *text = LINE.into();
    }
    form.themes = NAME.into();
    form.areas = format!("{NAME}\n  {NAME}2");
    for phase in &mut form.phases {
        phase.name = format!("{NAME}{}", phase.name.chars().take(1).collect::<String>());
        phase.description = LINE.into();
    }
    form.ladder = ["1", "5", "6"]
        .map(|count| RungFields {
            count: count.into(),
            owes: LINE.into(),
            owner: LINE.into(),
            within_days: "30".into(),
            ..RungFields::default()
        })
        .to_vec();
    app.service
        .consultations()
        .edit(lab, &slug, form)
        .await
        .unwrap();
    app.service
        .consultations()
        .publish(lab, &slug)
        .await
        .unwrap();
    slug
}

/// A map of opinions on six decent statements and a hostile one, and one that was taken out; the secret of an invitation.
async fn mapping(app: &TestApp, ana: &Viewer) -> String {
    let (slug, lab) = app.mapping("mapped", 6).await;
    let mut form = app
        .service
        .consultations()
        .editor(lab.lab().unwrap(), &slug)
        .await
        .unwrap()
        .form;
    (form.title, form.summary) = (LINE.into(), LINE.into());
    app.service
        .consultations()
        .edit(lab.lab().unwrap(), &slug, form)
        .await
        .unwrap();
    let mut rules = app
        .service
        .opinion()
        .rules(lab.lab().unwrap(), &slug)
        .await
        .unwrap();
    (rules.invitations, rules.contributions) = (true, "open".into());
    rules.group_names = vec![NAME.into(), format!("B{NAME}")];
    app.service
        .opinion()
        .set_rules(lab.lab().unwrap(), &slug, rules)
        .await
        .unwrap();
    for text in [LINE.to_owned(), format!("Out {LINE}")] {
        let form = StatementForm {
            text,
            language: "en".into(),
            submit_key: Uuid::now_v7().to_string(),
        };
        app.service
            .statements()
            .add(Caller::of(ana), &slug, form)
            .await
            .unwrap();
    }
    app.service
        .statements()
        .reject(
            lab.moderator().unwrap(),
            &slug,
            8,
            ReasonForm {
                reason: TEXT.into(),
            },
        )
        .await
        .unwrap();
    let invitation = InvitationForm {
        label: NAME.into(),
        most: "10".into(),
    };
    let secret = app
        .service
        .opinion()
        .create_invitation(lab.lab().unwrap(), &slug, invitation)
        .await
        .unwrap()
        .secret;
    let join = JoinForm {
        pseudonym: NAME.into(),
    };
    app.service
        .opinion()
        .join(&Viewer::Visitor, &slug, &secret, join, &Origin::default())
        .await
        .unwrap();
    for _ in 0..BURST {
        let viewer = app.viewer(NAME, Role::Resident).await;
        let caller = Caller {
            viewer: &viewer,
            pass: None,
            address: Some("203.0.113.9".parse().unwrap()),
        };
        app.service
            .opinion()
            .cast(caller, &slug, 1, Answer::Agree)
            .await
            .unwrap();
    }
    app.two_groups(&slug, 12, 7).await;
    secret
}

/// Supports, reports, an answer with its correction, and a proposal that is hidden; the answer's id.
async fn judge(
    app: &TestApp,
    slug: &Slug,
    number: i64,
    reported: [Subject; 2],
    hidden: Subject,
) -> String {
    let ben = app.viewer(NAME, Role::Resident).await;
    let resident = ben.resident().unwrap();
    app.service
        .supports()
        .give(resident, &Supportable::Proposal.at(slug, number), None)
        .await
        .unwrap();
    for subject in reported {
        let report = ReportForm {
            reason: "other".into(),
            note: LINE.into(),
        };
        app.service
            .moderation()
            .report(resident, subject, report)
            .await
            .unwrap();
    }
    let moderator = app.viewer(NAME, Role::Moderator).await;
    app.service
        .moderation()
        .hide(
            moderator.moderator().unwrap(),
            hidden,
            ReasonForm {
                reason: TEXT.into(),
            },
        )
        .await
        .unwrap();
    let answer = ResponseForm {
        status: "accepted".into(),
        body: TEXT.into(),
        ..ResponseForm::default()
    };
    app.service
        .responses()
        .answer(moderator.respondent().unwrap(), slug, number, answer)
        .await
        .unwrap();
    let page = app
        .service
        .proposals()
        .page(&moderator, slug, number)
        .await
        .unwrap();
    let id = page.responses[0].id;
    let correction = CorrectionForm {
        revision: "1".into(),
        status: "accepted".into(),
        body: format!("Corrected {TEXT}"),
        reason: LINE.into(),
        ..CorrectionForm::default()
    };
    app.service
        .responses()
        .correct(
            moderator.moderator().unwrap(),
            slug,
            number,
            id,
            &correction,
        )
        .await
        .unwrap();
    id.to_string()
}

/// Two thresholds of a proposal that new accounts reached together; one is held.
async fn checked(app: &TestApp, slug: &Slug) {
    let idea = Supportable::Proposal.at(slug, 3);
    for _ in 0..6 {
        let person = app.viewer(NAME, Role::Resident).await;
        app.service
            .supports()
            .give(person.resident().unwrap(), &idea, None)
            .await
            .unwrap();
    }
    let moderator = app.viewer(NAME, Role::Moderator).await;
    let reason = ReasonForm {
        reason: TEXT.into(),
    };
    app.service
        .supports()
        .hold_threshold(moderator.moderator().unwrap(), slug, 3, 5, reason)
        .await
        .unwrap();
}

impl Place {
    /// An address or more of every route, with hostile queries where there are queries.
    pub fn paths(&self) -> Vec<String> {
        let Self {
            proposal,
            hidden,
            comment,
            answer,
            secret,
            account,
            ..
        } = self;
        let bad = encode(LINE);
        let mut paths: Vec<String> = [
            "/",
            "/about",
            "/consultations",
            "/office",
            "/desk",
            "/desk/answers",
            "/desk/names",
            "/desk/log",
            "/lab",
            "/lab/new",
        ]
        .into_iter()
        .chain([
            "/desk/reports",
            "/desk/supports",
            "/desk/supports/hostile/3",
            "/c/hostile/p/3",
            "/account",
            "/account/data.json",
            "/account/erase",
            "/admin/accounts",
            "/admin/names",
            "/c/hostile",
        ])
        .chain([
            "/c/hostile/p/1",
            "/c/hostile/p/2",
            "/c/hostile/p/1/history",
            "/c/hostile/p/3/edit",
        ])
        .chain([
            "/c/hostile/p/1/answer",
            "/lab/c/hostile",
            "/c/hostile/p/1/comments",
        ])
        .chain([
            "/api/v1/consultations",
            "/api/v1/consultations/hostile",
            "/api/v1/consultations/hostile/proposals",
        ])
        .chain([
            "/api/v1/consultations/hostile/proposals/1",
            "/api/v1/consultations/hostile/proposals/1/comments",
        ])
        .map(str::to_owned)
        .collect();
        paths.extend([
            format!("/sign-up?back={bad}"),
            format!("/log-in?back={bad}"),
            format!("/admin/accounts?q={bad}"),
            format!("/admin/accounts/{account}/address"),
            format!("/desk/names?after={bad}"),
            format!("/consultations?show={bad}"),
            format!("/c/hostile/proposals?theme={bad}&area={bad}&status={bad}&sort={bad}"),
            format!("/c/hostile/propose?title={bad}"),
            format!("/c/hostile/p/1?sort={bad}&after={bad}"),
            format!("/c/hostile/p/1/history?version={bad}"),
            format!("/c/hostile/p/1/comments/{comment}"),
            format!("/c/hostile/p/1/answers/{answer}"),
            format!("/c/hostile/p/1/answers/{answer}/correct"),
            format!("/report/comment/{comment}"),
            format!("/desk/hide/comment/{comment}?back={bad}"),
            format!(
                "/desk/dismiss/proposal/{proposal}?back=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
            ),
            format!("/desk/restore/proposal/{hidden}"),
            format!("/search?q={bad}&kind={bad}&theme={bad}&order={bad}"),
            "/search?q=alert".to_owned(),
            "/act/search/complete?q=alert".to_owned(),
            format!("/act/search/complete?q={bad}"),
            format!("/act/search/similar?slug=hostile&consultation=hostile&title={bad}"),
            "/api/v1/search?q=alert".to_owned(),
            format!("/api/v1/search?q={bad}"),
        ]);
        paths.extend(
            [
                "",
                "/add",
                "/answers",
                "/map",
                "/statements/1",
                "/statements/7",
            ]
            .map(|rest| format!("/c/mapped/opinion{rest}")),
        );
        paths.extend(
            [
                "",
                "/with-and-without",
                "/integrity",
                "/people?number=1",
                "/invitations",
                "/rules",
                "/seeds",
                "/s/7",
                "/s/8",
                // The author of statements and the invited one came before.
                "/burst?first=3",
            ]
            .map(|rest| format!("/desk/opinion/mapped{rest}")),
        );
        paths.extend(
            [
                "",
                "/comments.csv",
                "/votes.csv",
                "/participants-votes.csv",
                "/summary.csv",
            ]
            .map(|rest| format!("/api/v1/consultations/mapped/opinion{rest}")),
        );
        paths.extend([
            "/c/mapped".to_owned(),
            "/about/opinion-method".to_owned(),
            "/desk/opinion".to_owned(),
            format!("/desk/opinion/mapped?status={bad}&after={bad}"),
            format!("/c/mapped/opinion/join/{secret}"),
            "/act/opinion/statement?slug=mapped&number=7".to_owned(),
            format!("/act/opinion/similar?slug=mapped&text={bad}"),
        ]);
        paths
    }
}

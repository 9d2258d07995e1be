use crate::{
    city::{City, form},
    comment::{answers, says},
};
use cabildo_domain::{CommentId, Role, Subject, support::Supportable};
use cabildo_service::{moderation::ReasonForm, proposal::ProposalForm};
use cabildo_store::suite;

suite! {
    async fn ones_own_data_tells_what_ideas_are_about_and_what_comments_answer(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, ben) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        let form = ProposalForm { theme: city.themes[0].to_string(), area: city.areas[1].to_string(), ..form("More trees along the way") };
        let proposal = city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form).await.unwrap();
        let top = city.comment(ben.resident().unwrap(), &proposal, says("Which trees?")).await;
        let reply = city.comment(ana.resident().unwrap(), &proposal, answers(top.id, "Sycamores.")).await;
        let own = city.comment(ana.resident().unwrap(), &proposal, says("Or limes.")).await;
        let data = city.service.accounts().export(ana.resident().unwrap()).await.unwrap();
        for table in ["proposals", "revisions"] {
            let row = &data[table][0];
            assert_eq!((&row["theme"], &row["area"]), (&"Parks".into(), &"North".into()), "{table}");
            assert_eq!(row["theme_id"], city.themes[0].to_string(), "{table}");
            assert_eq!(row["area_id"], city.areas[1].to_string(), "{table}");
        }
        let comments = data["comments"].as_array().unwrap();
        let of = |id: CommentId| comments.iter().find(|row| row["id"] == id.to_string()).unwrap();
        assert_eq!((&of(reply.id)["parent_id"], &of(reply.id)["root_id"]), (&top.id.to_string().into(), &top.id.to_string().into()));
        assert!(of(own.id)["parent_id"].is_null() && of(own.id)["root_id"] == own.id.to_string());
    }

    async fn ones_own_data_leaves_out_titles_of_others_that_are_hidden_now(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, ben) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        let moderator = city.person(Role::Moderator).await;
        let hidden = city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form("Names a neighbour by name")).await.unwrap();
        let shown = city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form("More benches by the river")).await.unwrap();
        for number in [hidden.number, shown.number] {
            city.service.supports().give(ben.resident().unwrap(), &Supportable::Proposal.at(&city.slug, number), None).await.unwrap();
        }
        let reason = ReasonForm { reason: "It names a neighbour.".into() };
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(hidden.id), reason).await.unwrap();
        let of_ben = city.service.accounts().export(ben.resident().unwrap()).await.unwrap();
        assert!(!of_ben.to_string().contains("neighbour by name"), "{of_ben}");
        let titles: Vec<_> = of_ben["supports"].as_array().unwrap().iter().map(|row| row["title"].clone()).collect();
        assert!(titles.contains(&"More benches by the river".into()) && titles.contains(&serde_json::Value::Null), "{titles:?}");
        let of_ana = city.service.accounts().export(ana.resident().unwrap()).await.unwrap();
        assert!(of_ana.to_string().contains("neighbour by name"), "her own words stay hers");
    }
}

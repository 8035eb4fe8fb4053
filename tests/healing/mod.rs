//! From a server that deviates to a client that knows: what the client of `described.yaml` writes
//! into a file of drift becomes an overlay, and the client of both reads the same without drift.

#[allow(dead_code, unused_imports, reason = "not every item is used")]
#[rustfmt::skip]
mod after;
#[allow(dead_code, unused_imports, reason = "not every item is used")]
#[rustfmt::skip]
mod before;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use codegen::diagnostics::Diagnostics;
use codegen::document::Input;
use codegen::heal::{Proposal, propose};
use codegen::settings::Settings;
use codegen::{Layout, generate};

use crate::server::{Reply, Server};
use crate::specs::read_folder;

const DESCRIPTION: &str = include_str!("described.yaml");

const ORDER: &str = r#"{
    "id": 7.0, "total": "12.50", "state": "shipped", "paid": "true", "owner": null,
    "lines": [{"count": "1", "text": "a"}, {"count": 2, "text": null, "weight": 1.5}],
    "odd name": null, "tags": ["a"]
}"#;

/// What the client of the description as it is writes of a server.
async fn drift() -> String {
    let path = std::env::temp_dir().join(format!("healing-{}.jsonl", std::process::id()));
    let order = ORDER.replace("\"lines\"", "\"note\": null, \"lines\"");
    let list = format!(r#"{{"orders": [{ORDER}, {ORDER}]}}"#);
    let server = Server::script([Reply::json(200, order), Reply::json(200, list)]).await;
    let builder = before::Client::builder().base_url(server.url("")).lenient();
    let client = builder.drift_file(&path).build().unwrap();
    client.orders().get(7).await.unwrap();
    client.orders().list().await.unwrap();
    let lines = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    lines
}

fn heal(description: &str, drift: &str) -> Proposal {
    let mut diagnostics = Diagnostics::default();
    let input = Input::new("described.yaml", description);
    let proposal = propose(&input, "drift.jsonl", drift, &mut diagnostics).unwrap();
    assert_eq!(diagnostics.render(None), "");
    proposal
}

fn files(name: &str, description: &str, overlay: Option<&str>) -> BTreeMap<String, String> {
    let overlays: Vec<_> = overlay
        .map(|text| ("proposal.yaml".to_owned(), text.to_owned()))
        .into_iter()
        .collect();
    let input = Input {
        overlays: &overlays,
        ..Input::new("tests/healing/described.yaml", description)
    };
    let layout = Layout::Module {
        name: name.to_owned(),
    };
    let generated = generate(&input, &Settings::default(), &layout);
    assert_eq!(generated.render(), "");
    generated.files
}

/// `INSTA_UPDATE=always` writes the client anew, as it does with snapshots.
fn assert_up_to_date(name: &str, files: &BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("healing")
        .join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let message = "the client is stale: run the tests with INSTA_UPDATE=always";
    assert!(read_folder(&folder) == *files, "{message}");
}

#[tokio::test]
async fn drift_becomes_an_overlay_with_its_evidence() {
    assert_up_to_date("before", &files("before", DESCRIPTION, None));
    let drift = drift().await;
    let proposal = heal(DESCRIPTION, &drift);
    assert!(proposal.open.is_empty(), "{:?}", proposal.open);
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!("overlay", proposal.overlay));
    let healed = files("after", DESCRIPTION, Some(&proposal.overlay));
    assert_up_to_date("after", &healed);
    // The same in the next version of OpenAPI, where `null` is a type.
    let newer = DESCRIPTION
        .replace("openapi: 3.0.3", "openapi: 3.1.0")
        .replace("nullable: true, type: string", "type: [string, \"null\"]");
    let proposal = heal(&newer, &drift);
    assert!(proposal.open.is_empty(), "{:?}", proposal.open);
    settings.bind(|| insta::assert_snapshot!("overlay_of_3_1", proposal.overlay));
    let types = |files: BTreeMap<String, String>| {
        let types = files
            .into_iter()
            .filter(|(path, _)| path.starts_with("types/"));
        types.collect::<Vec<_>>()
    };
    let newer = files("after", &newer, Some(&proposal.overlay));
    assert_eq!(types(newer), types(healed));
}

#[tokio::test]
async fn the_client_of_the_overlay_reads_without_drift() {
    let order = ORDER.replace("\"lines\"", "\"note\": null, \"lines\"");
    let list = format!(r#"{{"orders": [{ORDER}, {ORDER}]}}"#);
    let server = Server::script([Reply::json(200, order), Reply::json(200, list)]).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let drifts = Arc::clone(&told);
    let builder = after::Client::builder().base_url(server.url("")).strict();
    let builder = builder.on_drift(move |drift| drifts.lock().unwrap().push(drift.to_string()));
    let client = builder.build().unwrap();
    let order = client.orders().get(7).await.unwrap();
    assert_eq!(order.lines[0].count, 1);
    assert_eq!(order.state.as_str(), "shipped");
    assert_eq!(client.orders().list().await.unwrap().orders.len(), 2);
    assert!(told.lock().unwrap().is_empty(), "{told:?}");
}

fn line(template: &str, kind: &str, path: &str, found: &str) -> String {
    format!(
        r#"{{"operation":"x","method":"GET","template":"{template}","status":"200",
        "media_type":"application/json","kind":"{kind}","path":"{path}","expected":"a value",
        "found":"{found}"}}"#
    )
    .replace('\n', "")
}

#[test]
fn descriptions_of_swagger_are_healed_in_their_own_words() {
    const DESCRIPTION: &str = r##"
swagger: "2.0"
info: { title: Pets, version: "1" }
paths:
  /pets:
    get:
      produces: [application/json]
      responses: { "200": { description: all, schema: { type: array, items: { $ref: "#/definitions/Pet" } } } }
definitions:
  Pet: { type: object, required: [id], properties: { id: { type: integer }, tag: { type: string } } }
"##;
    let drift = line("/pets", "null_for_optional", "[3].tag", "null");
    let proposal = heal(DESCRIPTION, &drift);
    let action = r#"  - target: "$.definitions.Pet.properties.tag""#;
    assert!(proposal.overlay.contains(action), "{}", proposal.overlay);
    let healed = files("pets", DESCRIPTION, Some(&proposal.overlay));
    assert!(healed["types/pet.rs"].contains("nullable tag: Option<String>"));
}

#[test]
fn odd_spellings_and_text_in_json_are_healed() {
    const DESCRIPTION: &str = r##"
openapi: 3.0.3
info: { title: Pets, version: "1" }
paths:
  /born:
    get:
      operationId: born
      responses:
        "200":
          description: When.
          content: { application/json: { schema: { $ref: "#/components/schemas/Born" } } }
  /version:
    get:
      operationId: version
      responses:
        "200": { description: Which., content: { text/plain: { schema: { type: string } } } }
components:
  schemas:
    Born: { type: object, properties: { at: { type: string, format: date-time } } }
"##;
    let drift = [
        line("/born", "odd_spelling", "at", "2026-01-02 03:04"),
        line("/version", "json_for_text", "", "1.0"),
    ];
    let proposal = heal(DESCRIPTION, &drift.join("\n"));
    assert!(proposal.open.is_empty(), "{:?}", proposal.open);
    let healed = files("pets", DESCRIPTION, Some(&proposal.overlay));
    assert!(healed["types/born.rs"].contains("at: Option<String>"));
    let operations: String = healed.into_values().collect();
    assert!(
        operations.contains("fn version() -> Call<String"),
        "{operations}"
    );
}

#[test]
fn unions_tuples_and_lists_of_types_are_healed() {
    const DESCRIPTION: &str = r##"
openapi: 3.1.0
info: { title: Shapes, version: "1" }
paths:
  /shapes:
    get:
      operationId: shapes
      responses:
        "200":
          description: All.
          content: { application/json: { schema: { $ref: "#/components/schemas/All" } } }
components:
  schemas:
    All:
      type: object
      properties:
        shape:
          oneOf: [{ $ref: "#/components/schemas/Circle" }, { $ref: "#/components/schemas/Line" }]
          discriminator: { propertyName: kind, mapping: { circle: "#/components/schemas/Circle" } }
        size: { type: [integer, "null"], format: int32 }
        count: { type: [integer, "null"] }
        flag: { type: [boolean, "null"] }
        level: { oneOf: [{ const: low, title: Low }, { const: high, title: High }] }
        key: { oneOf: [{ type: string }, { type: object, properties: { id: { type: string } } }] }
        pair: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false }
    Circle: { type: object, required: [kind, radius], properties: { kind: { const: circle }, radius: { type: number } } }
    Line: { type: object, required: [kind], properties: { kind: { const: Line } } }
"##;
    let drift = [
        line("/shapes", "unknown_value", "shape.kind", r#"\"star\""#),
        line("/shapes", "whole_number", "size", "7.0"),
        line("/shapes", "text_for_scalar", "count", r#"\"7\""#),
        line("/shapes", "text_for_scalar", "flag", r#"\"True\""#),
        line("/shapes", "unknown_value", "level", r#"\"middle\""#),
        line("/shapes", "unknown_value", "key", "5"),
        line("/shapes", "whole_number", "pair[1]", "7.0"),
        line("/shapes", "unknown_member", "pair[2]", "a boolean"),
    ];
    let drift = drift.join("\n");
    let proposal = heal(DESCRIPTION, &drift);
    assert!(proposal.open.is_empty(), "{:?}", proposal.open);
    let types: String = files("shapes", DESCRIPTION, Some(&proposal.overlay))
        .into_iter()
        .filter_map(|(path, text)| path.starts_with("types/").then_some(text))
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    let healed = format!("{}\n{types}", proposal.overlay);
    settings.bind(|| insta::assert_snapshot!("overlay_of_unions", healed));
}

#[test]
fn what_cannot_be_proposed_is_told() {
    let drift = [
        line("/nothing", "whole_number", "id", "7.0"),
        line("/orders/{id}", "whole_number", "no.such", "7.0"),
        line("/orders/{id}", "unknown_value", "note", "an object"),
        line("/orders/{id}", "unknown_value", "note", "5"),
        line("/orders/{id}", "unknown_member", "lines[0]", "5"),
        line("/orders/{id}", "repeated_member", "note", "5"),
    ];
    let proposal = heal(DESCRIPTION, &drift.join("\n"));
    assert_eq!((proposal.actions, proposal.known), (0, 5));
    let seen = "GET /orders/{id}, status 200";
    let expected = [
        "GET /nothing, status 200: id: expected a value, found 7.0: the description has no such \
         response"
            .to_owned(),
        format!(
            "{seen}: no.such: expected a value, found 7.0: the description has no schema there"
        ),
        format!("{seen}: note: expected a value, found an object: it is not a single value"),
        format!(
            "{seen}: note: expected a value, found 5: the description has no list of values there"
        ),
        format!("{seen}: lines[]: expected a value, found 5: it is an item of a tuple"),
        format!(
            "{seen}: note: expected a value, found 5: no description can say that a member comes \
             twice"
        ),
    ];
    assert_eq!(proposal.open, expected);
}

//! Overlays.

use serde_json::{Value, json};

use super::super::{Input, load};
use crate::diagnostics::Diagnostics;

const API: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1', x-tags: [a]}\npaths:\n  /a:\n    get: {operationId: \
                   getA, deprecated: true, responses: {200: {description: ok}}}\n    post: {operationId: postA, tags: \
                   [x], responses: {200: {description: ok}}}\n  /b/{c}:\n    get: {operationId: getB, responses: {200: \
                   {description: ok}}}\n";

fn overlaid(actions: &str) -> (Value, String) {
    let text = format!("overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}");
    let overlays = [("api.overlay.yaml".to_owned(), text)];
    let mut diagnostics = Diagnostics::default();
    let input = Input {
        overlays: &overlays,
        ..Input::new("api.yaml", API)
    };
    let document = load(&input, &mut diagnostics);
    let Some(document) = document else {
        panic!("{}", diagnostics.render(None))
    };
    (
        document.tree.to_json(),
        diagnostics.render(Some(&document.tree)),
    )
}

#[test]
fn updates_and_removes() {
    let (tree, report) = overlaid(
        "  - {target: $.info, update: {title: New, x-tags: [b], contact: {name: me}}}\n  - {target: '$.paths.*.get', \
         update: {tags: [read]}}\n  - {target: \"$.paths['/a'].post.tags\", update: y}\n  - {target: \
         \"$.paths.*[?@.deprecated == true && @.operationId != 'x']\", remove: true}\n  - {target: \
         '$..[?@.operationId==\"getB\"].responses', update: {404: {description: gone}}}\n",
    );
    assert_eq!(report, "");
    assert_eq!(
        tree["info"],
        json!({"title": "New", "version": "1", "x-tags": ["a", "b"], "contact": {"name": "me"}})
    );
    assert_eq!(tree["paths"]["/a"]["get"], Value::Null);
    assert_eq!(tree["paths"]["/a"]["post"]["tags"], json!(["x", "y"]));
    assert_eq!(tree["paths"]["/b/{c}"]["get"]["tags"], json!(["read"]));
    assert_eq!(
        tree["paths"]["/b/{c}"]["get"]["responses"]["404"],
        json!({"description": "gone"})
    );
}

#[test]
fn what_cannot_be_done_is_reported() {
    let (_, report) = overlaid(
        "  - {target: $.nowhere, remove: true}\n  - {target: 'info', remove: true}\n  - {target: $.info}\n  - {target: \
         '$.info[', update: {}}\n  - {update: {}}\n",
    );
    let has = |text: &str| assert!(report.contains(text), "{text} in:\n{report}");
    has("warning[overlay]: the target of this action matches nothing");
    has("--> api.overlay.yaml:4:14");
    has("`info` is not a JSONPath: at character 1, `$` was expected");
    has("this action neither updates nor removes");
    has("`$.info[` is not a JSONPath: at character 8");
    has("this action has no `target`");
}

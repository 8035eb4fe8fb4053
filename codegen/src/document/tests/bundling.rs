//! Descriptions of several files.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Document, Files, Input, load};
use super::operations;
use crate::diagnostics::Diagnostics;

struct Folder(BTreeMap<&'static str, &'static str>);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        self.0
            .get(path)
            .map(|text| (*text).to_owned())
            .ok_or_else(|| "no such file".to_owned())
    }
}

fn bundled<const N: usize>(
    root: &str,
    files: [(&'static str, &'static str); N],
) -> (Document, String) {
    let root = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{root}");
    let folder = Folder(BTreeMap::from(files));
    let input = Input {
        files: &folder,
        ..Input::new("specs/api.yaml", &root)
    };
    let mut diagnostics = Diagnostics::default();
    let document = load(&input, &mut diagnostics);
    let Some(document) = document else {
        panic!("{}", diagnostics.render(None))
    };
    let report = diagnostics.render(Some(&document.tree));
    (document, report)
}

fn at(document: &Document, pointer: &str) -> Value {
    document
        .at(pointer)
        .map(|node| node.to_json())
        .unwrap_or_default()
}

#[test]
fn other_files_become_components() {
    let (document, report) = bundled(
        "paths:\n  /a: {$ref: 'paths/a.yaml'}\ncomponents:\n  schemas:\n    Pet: {$ref: './schemas/pet.yaml'}\n    \
         Id: {type: string}\n",
        [
            (
                "paths/a.yaml",
                "get:\n  parameters: [{$ref: '../common.yaml#/parameters/Page'}]\n  responses:\n    200: {$ref: \
                 '../common.yaml#/responses/Ok%20then'}\n",
            ),
            (
                "common.yaml",
                "parameters:\n  Page: {name: page, in: query, schema: {$ref: '#/Number'}}\nNumber: {type: \
                 integer}\nresponses:\n  Ok then:\n    description: ok\n    content: {application/json: {schema: {$ref: \
                 'schemas/pet.yaml'}}}\n",
            ),
            (
                "schemas/pet.yaml",
                "type: object\nproperties:\n  id: {$ref: '../api.yaml#/components/schemas/Id'}\n  parent: {$ref: \
                 '#'}\n  owner: {$ref: 'owner.json'}\n  dog: {$ref: dogs/Pet.yaml}\n",
            ),
            (
                "schemas/owner.json",
                "{\"type\": \"object\", \"properties\": {\"pet\": {\"$ref\": \"pet.yaml\"}}}",
            ),
            ("schemas/dogs/Pet.yaml", "type: string"),
        ],
    );
    assert_eq!(report, "");
    assert_eq!(operations(&document), 1);
    assert_eq!(
        at(&document, "/components"),
        json!({
            "schemas": {
                "Pet": {"type": "object", "properties": {
                    "id": {"$ref": "#/components/schemas/Id"},
                    "parent": {"$ref": "#/components/schemas/Pet"},
                    "owner": {"$ref": "#/components/schemas/owner"},
                    "dog": {"$ref": "#/components/schemas/dogs_Pet"},
                }},
                "Id": {"type": "string"},
                "owner": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
                "dogs_Pet": {"type": "string"},
                "Number": {"type": "integer"},
            },
            "parameters": {
                "Page": {"name": "page", "in": "query", "schema": {"$ref": "#/components/schemas/Number"}},
            },
            "responses": {"Ok then": {"description": "ok", "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
            }}},
        })
    );
}

#[test]
fn odd_places_of_the_root_become_components() {
    let (document, report) = bundled(
        "x-shared:\n  Tag: {type: [string, 'null']}\npaths:\n  /a:\n    get: {responses: {200: {description: ok, \
         content: {application/json: {schema: {$ref: '#/x-shared/Tag'}}}}}}\n  /b: {$ref: '#/paths/~1a'}\ncomponents:\n  \
         schemas:\n    A: {properties: {b: {type: string}}}\n    B: {$ref: '#/components/schemas/A'}\n    C: {$ref: \
         '#/components/schemas/A/properties/b'}\n    D: {$ref: '#/components/schemas/B/properties/b'}\n    E: {$ref: \
         '#anchored'}\n    F: {$anchor: anchored, type: integer}\n    G: {$ref: 'https://x/g'}\n    H: {$id: \
         'https://x/g', type: number}\n",
        [],
    );
    assert_eq!(report, "");
    assert_eq!(operations(&document), 2);
    let schema = |name: &str| at(&document, &format!("/components/schemas/{name}"));
    assert_eq!(schema("Tag"), json!({"type": ["string", "null"]}));
    assert_eq!(
        schema("C"),
        json!({"$ref": "#/components/schemas/A/properties/b"})
    );
    assert_eq!(
        schema("D"),
        json!({"$ref": "#/components/schemas/A/properties/b"})
    );
    assert_eq!(schema("E"), json!({"$ref": "#/components/schemas/F"}));
    assert_eq!(schema("G"), json!({"$ref": "#/components/schemas/H"}));
}

#[test]
fn what_cannot_be_followed_is_reported() {
    let (document, report) = bundled(
        "paths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n  /c:\n    get:\n      parameters: [{$ref: \
         'gone.yaml'}]\n      responses: {}\ncomponents:\n  schemas:\n    A: {$ref: '../up.yaml'}\n    B: {$ref: \
         'https://example.com/b.json'}\n    C: {$ref: 'bad.yaml#/X'}\n    D: {$ref: '/etc/passwd'}\n    E: {$ref: \
         'ok.yaml#/Nope'}\n",
        [("bad.yaml", "a: ["), ("ok.yaml", "a: b")],
    );
    let has = |text: &str| assert!(report.contains(text), "{text} in:\n{report}");
    has("`#/paths/~1a` leads back to itself");
    has("cannot read `gone.yaml`: no such file");
    has("`../up.yaml` leads out of the folder");
    has("`https://example.com/b.json` is not fetched");
    has("error[syntax]");
    has("specs/bad.yaml:");
    has("`/etc/passwd` should be relative");
    has("`ok.yaml#/Nope` leads nowhere");
    assert_eq!(operations(&document), 1);
    assert_eq!(at(&document, "/components/schemas/E"), json!({}));
}

#[test]
fn references_beside_that_of_a_path_item_start_from_the_file_they_stand_in() {
    let (document, report) = bundled(
        "paths:\n  /b:\n    $ref: 'sub/path.yaml'\n    parameters: [{$ref: 'own.yaml#/X'}]\n    \
         get: {responses: {200: {$ref: 'own.yaml#/Ok'}}}\n",
        [
            (
                "own.yaml",
                "X: {name: x, in: query, schema: {type: string}}\nOk: {description: own}\n",
            ),
            (
                "sub/path.yaml",
                "summary: theirs\nparameters: [{$ref: 'own.yaml#/Y'}]\nget: {responses: {}}\n\
                 put: {responses: {200: {$ref: 'own.yaml#/Ok'}}}\n",
            ),
            (
                "sub/own.yaml",
                "Y: {name: y, in: query, schema: {type: string}}\nOk: {description: theirs}\n",
            ),
        ],
    );
    let parameters = [
        "/components/parameters/Y/name",
        "/components/parameters/X/name",
    ];
    assert_eq!(parameters.map(|name| at(&document, name)), ["y", "x"]);
    assert_eq!(
        at(&document, "/paths/~1b/parameters")
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(at(&document, "/paths/~1b/summary"), "theirs");
    let answers = ["get", "put"].map(|method| {
        let reference = at(
            &document,
            &format!("/paths/~1b/{method}/responses/200/$ref"),
        );
        let pointer = reference
            .as_str()
            .map(|text| text.trim_start_matches('#').to_owned());
        at(
            &document,
            &format!("{}/description", pointer.unwrap_or_default()),
        )
    });
    assert_eq!(answers, ["own", "theirs"]);
    assert!(
        report.contains("`get` is beside the `$ref` and in its target"),
        "{report}"
    );
}

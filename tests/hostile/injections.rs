//! Text that could become code, at every place of a description where text may stand.

use std::thread;

use codegen::document::Input;
use codegen::generate;
use codegen::settings::{Features, Settings};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

use crate::fixtures::{Fixture, standalone};

/// Ends strings, comments, attributes and blocks, and adds an item behind them.
const PLANT: &str = "x\"#'\\`*/ }\r\n#![planted]\n} pub fn planted() {} /* //\u{202e}\u{2028}\0{}";

const FIXTURES: &[&str] = &[
    "docs/facts",
    "enums/mixed",
    "enums/odd_strings",
    "features/groups",
    "formats/strings",
    "messages/webhooks",
    "objects/fixed_values",
    "operations/body_multipart_encoding",
    "operations/content_parameter",
    "operations/errors_by_status",
    "operations/parameter_locations",
    "operations/response_events",
    "pagination/json_api_links",
    "security/api_keys",
    "security/oauth2",
    "servers/variables",
    "unions/discriminator",
    "versions/swagger",
];

/// A place of text in a description.
#[derive(Debug, Clone)]
enum Place {
    /// The string there.
    Value(String),
    /// A key of the object there.
    Key(String, String),
}

#[test]
fn no_text_of_a_description_becomes_code() {
    let fixtures = Fixture::all();
    let fixtures = fixtures
        .iter()
        .filter(|fixture| FIXTURES.contains(&fixture.name.as_str()));
    let trees: Vec<Value> = fixtures
        .map(|fixture| serde_yaml::from_str(&fixture.description).unwrap())
        .collect();
    assert_eq!(trees.len(), FIXTURES.len());
    let mut cases = Vec::new();
    for tree in &trees {
        let mut places = Vec::new();
        collect(tree, "", &mut places);
        cases.extend(places.into_iter().map(|place| (tree, place)));
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for share in cases.chunks(cases.len().div_ceil(workers)) {
            scope.spawn(move || {
                for (tree, place) in share {
                    check(tree, place, |_| PLANT.to_owned());
                    check(tree, place, |text| format!("{text}{PLANT}"));
                }
            });
        }
    });
}

fn collect(value: &Value, pointer: &str, places: &mut Vec<Place>) {
    match value {
        Value::String(_) => places.push(Place::Value(pointer.to_owned())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &format!("{pointer}/{index}"), places);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                places.push(Place::Key(pointer.to_owned(), key.clone()));
                let token = key.replace('~', "~0").replace('/', "~1");
                collect(member, &format!("{pointer}/{token}"), places);
            }
        }
        _ => {}
    }
}

fn check(tree: &Value, place: &Place, change: impl Fn(&str) -> String) {
    let mut tree = tree.clone();
    match place {
        Place::Value(pointer) => {
            let value = tree.pointer_mut(pointer).unwrap();
            *value = Value::String(change(value.as_str().unwrap()));
        }
        Place::Key(pointer, key) => {
            let object = tree.pointer_mut(pointer).and_then(Value::as_object_mut);
            let object = object.unwrap();
            let member = object.remove(key).unwrap();
            object.insert(change(key), member);
        }
    }
    let mut settings = Settings::default();
    settings.features = Features::Groups;
    let text = tree.to_string();
    let input = Input::new("hostile.yaml", &text);
    let generated = generate(&input, &settings, &standalone("../runtime"));
    for (path, text) in &generated.files {
        assert!(is_plain(path), "{place:?}: {path:?}");
        let control = text.chars().find(|&one| is_hidden(one));
        assert_eq!(control, None, "{place:?}: {path}");
        if path == "Cargo.toml" {
            let keys: Vec<_> = text.lines().filter(|line| line.starts_with('[')).collect();
            let sections = [
                "[package]",
                "[package.metadata.docs.rs]",
                "[features]",
                "[dependencies]",
                "[dev-dependencies]",
                "[workspace]",
            ];
            assert!(keys.iter().all(|key| sections.contains(key)), "{text}");
        } else if path == "README.md" {
            let blocks = text.split("```rust").skip(1);
            for block in blocks.map(|block| block.split("```").next().unwrap()) {
                let code = block.strip_prefix(",no_run\n").unwrap();
                is_harmless(code, place, path);
            }
        } else if path.ends_with(".rs") {
            is_harmless(text, place, path);
        }
    }
}

fn is_harmless(code: &str, place: &Place, path: &str) {
    syn::parse_file(code).unwrap_or_else(|error| panic!("{place:?}: {path}: {error}"));
    let tokens: TokenStream = code.parse().unwrap();
    assert!(!is_planted(tokens), "{place:?}: {path}\n{code}");
}

/// Relative, and of plain words.
fn is_plain(path: &str) -> bool {
    ["Cargo.toml", "README.md"].contains(&path)
        || path.split('/').all(|part| {
            let is_word = |one: char| one == '_' || one.is_alphanumeric();
            let name = part.strip_suffix(".rs").or(part.strip_suffix(".txt"));
            let name = name.unwrap_or(part);
            !name.is_empty() && name.chars().all(is_word)
        })
}

/// Characters that a reader of the code would not see, or not in their place.
fn is_hidden(one: char) -> bool {
    one.is_control() && !matches!(one, '\n' | '\t')
        || matches!(one, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Inside macros, too.
fn is_planted(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => is_planted(group.stream()),
        TokenTree::Ident(ident) => ident == "planted",
        _ => false,
    })
}

//! Deeply nested types: a thousand objects, lists and maps, and two hundred unions, compiled and
//! used by a crate that does not raise the compiler's limits.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use codegen::document::Input;
use codegen::generate;
use codegen::settings::Settings;

use crate::compilation::{RUNTIME_FEATURES, build_folder, cargo, workspace, write};
use crate::fixtures::standalone;

/// Nested objects, lists and maps.
const CHAIN: usize = 1000;

/// Nested unions.
const NEST: usize = 200;

/// A user's code: a value of all levels is read, sent to another thread and dropped there.
const USER: &str = r#"
use fixture::types::{T0, U0};
use runtime::json::Reader;
use runtime::Wire;

fn read<T: Wire + Clone + PartialEq>(text: &str) -> T {
    let mut reader = Reader::new(text.as_bytes()).unwrap();
    reader.depth_limit(10_000);
    let mut value = T::vacant();
    value.read(&mut reader).unwrap();
    assert!(value.clone() == value);
    assert!(format!("{value:?}").contains('7'));
    assert_eq!(runtime::to_string(&value), text);
    value
}

/// With the stack size of threads.
fn drop_elsewhere<T: Send + Sync + std::panic::UnwindSafe + 'static>(value: T) {
    std::thread::spawn(|| drop(value)).join().unwrap();
}

fn main() {
    let deep = || {
        let [chain, nest] = [CHAIN_TEXT, NEST_TEXT];
        drop_elsewhere(read::<T0>(chain));
        drop_elsewhere(read::<U0>(nest));
    };
    let thread = std::thread::Builder::new().stack_size(64 << 20);
    thread.spawn(deep).unwrap().join().unwrap();
}
"#;

#[test]
fn a_thousand_types_in_one_another_compile_in_a_users_crate() {
    let folder = build_folder().join("depth");
    let text = description();
    let layout = standalone(workspace().join("runtime").to_str().unwrap());
    let input = Input::new("deep.yaml", &text);
    let generated = generate(&input, &Settings::default(), &layout);
    let mut files: BTreeMap<_, _> = generated.files.into_iter().map(place).collect();
    let manifest = files.get_mut(Path::new("Cargo.toml")).unwrap();
    *manifest = manifest.replacen("default-features = false", RUNTIME_FEATURES, 1);
    write(&folder.join("fixture"), files);

    let user = USER
        .replace("CHAIN_TEXT", &format!("{:?}", chain_value()))
        .replace("NEST_TEXT", &format!("{:?}", nest_value()));
    let files = [("src/main.rs", user), ("Cargo.toml", manifest_of_user())];
    let files = files.map(|(path, text)| (PathBuf::from(path), text));
    write(&folder.join("user"), files.into());
    cargo(&folder.join("user"), &["run", "--offline", "--quiet"]);
}

fn place((path, text): (String, String)) -> (PathBuf, String) {
    (PathBuf::from(path), text)
}

fn manifest_of_user() -> String {
    let runtime = workspace().join("runtime");
    format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         fixture = {{ path = \"../fixture\", default-features = false }}\n\
         runtime = {{ path = {runtime:?}, {RUNTIME_FEATURES} }}\n\n[workspace]\n"
    )
}

/// `T0` to `T1000`, and `U0` to `U200`.
fn description() -> String {
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: { title: Deep, version: '1' }\npaths:\n  /deep:\n    post:\n      \
         requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/U0' \
         } } } }\n      responses:\n        '200': { description: Deep, content: { \
         application/json: { schema: { $ref: '#/components/schemas/T0' } } } }\ncomponents:\n  \
         schemas:\n",
    );
    for level in 0..CHAIN {
        let next = format!("{{ $ref: '#/components/schemas/T{}' }}", level + 1);
        let (required, schema) = match level % 10 {
            0 => ("", format!("{{ type: array, items: {next} }}")),
            5 => (
                "",
                format!("{{ type: object, additionalProperties: {next} }}"),
            ),
            1 => ("required: [next], ", next),
            _ => ("", next),
        };
        writeln!(
            text,
            "    T{level}: {{ type: object, {required}properties: {{ next: {schema} }} }}"
        )
        .unwrap();
    }
    writeln!(
        text,
        "    T{CHAIN}: {{ type: object, properties: {{ size: {{ type: integer }} }} }}"
    )
    .unwrap();
    for level in 0..NEST {
        let next = level + 1;
        writeln!(
            text,
            "    U{level}: {{ oneOf: [{{ type: string }}, {{ type: object, required: [u{level}], \
             properties: {{ u{level}: {{ $ref: '#/components/schemas/U{next}' }} }} }}] }}"
        )
        .unwrap();
    }
    writeln!(
        text,
        "    U{NEST}: {{ oneOf: [{{ type: string }}, {{ type: [integer, 'null'] }}] }}"
    )
    .unwrap();
    text
}

fn chain_value() -> String {
    (0..CHAIN)
        .rev()
        .fold(r#"{"size":7}"#.to_owned(), |value, level| {
            match level % 10 {
                0 => format!(r#"{{"next":[{value}]}}"#),
                5 => format!(r#"{{"next":{{"key":{value}}}}}"#),
                _ => format!(r#"{{"next":{value}}}"#),
            }
        })
}

fn nest_value() -> String {
    (0..NEST).rev().fold("7".to_owned(), |value, level| {
        format!(r#"{{"u{level}":{value}}}"#)
    })
}

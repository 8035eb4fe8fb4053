//! Input that does not fit into a readable fixture: deep, wide, endless.

use std::fmt::Write;
use std::time::{Duration, Instant};

use codegen::document::Input;
use codegen::settings::Settings;
use codegen::{Generated, generate};

use crate::fixtures::layout;

mod injections;

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Hostile, version: '1' }\npaths: {}\n";

/// Generates, and checks what must be true for every input.
fn survive(text: &str) -> Generated {
    let start = Instant::now();
    let generated = generate(
        &Input::new("hostile.yaml", text),
        &Settings::default(),
        &layout(),
    );
    for (path, code) in &generated.files {
        if path.ends_with(".rs") {
            syn::parse_file(code).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    let rendered = generated.render();
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "took {:?}",
        start.elapsed()
    );
    assert!(
        rendered.len() < 1 << 20,
        "{} bytes of reports",
        rendered.len()
    );
    generated
}

fn schemas(body: &str) -> String {
    format!("{HEAD}components:\n  schemas:\n{body}")
}

fn is_reported(generated: &Generated) -> bool {
    !generated.diagnostics.is_empty()
}

#[test]
fn ten_thousand_open_brackets() {
    let depth = 10_000;
    let text = format!("{HEAD}x-deep: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    survive(&text);
    let json = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"t","version":"1"}},"paths":{{}},"x":{}{}}}"#,
        "[".repeat(depth),
        "]".repeat(depth)
    );
    survive(&json);
}

#[test]
fn schemas_nested_a_thousand_levels() {
    let depth = 1_000;
    let (open, close) = ("{ type: array, items: ".repeat(depth), " }".repeat(depth));
    survive(&schemas(&format!(
        "    Deep: {open}{{ type: string }}{close}\n"
    )));
    let open = "{ type: object, properties: { a: ".repeat(depth);
    let close = " } }".repeat(depth);
    survive(&schemas(&format!(
        "    Deep: {open}{{ type: string }}{close}\n"
    )));
    let open = "{ allOf: [".repeat(depth);
    let close = "] }".repeat(depth);
    survive(&schemas(&format!(
        "    Deep: {open}{{ type: string }}{close}\n"
    )));
}

#[test]
fn a_chain_of_two_thousand_references() {
    let mut body = String::from("    A0: { type: object, properties: { a: { type: string } } }\n");
    for number in 1..2_000 {
        let before = number - 1;
        writeln!(
            body,
            "    A{number}: {{ $ref: '#/components/schemas/A{before}' }}"
        )
        .unwrap();
    }
    survive(&schemas(&body));
}

#[test]
fn parts_that_double_at_each_of_forty_levels() {
    let mut body = String::from("    A0: { type: object, properties: { a: { type: string } } }\n");
    for number in 1..40 {
        let part = format!("{{ $ref: '#/components/schemas/A{}' }}", number - 1);
        writeln!(body, "    A{number}: {{ allOf: [{part}, {part}] }}").unwrap();
    }
    survive(&schemas(&body));
    survive(&schemas(&body.replace("allOf", "oneOf")));
    survive(&schemas(&body.replace("allOf", "anyOf")));
}

#[test]
fn aliases_that_would_grow_without_bound() {
    let mut text = format!("{HEAD}x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for number in 1..12 {
        let list = vec![format!("*a{}", number - 1); 10].join(", ");
        writeln!(text, "x-{number}: &a{number} [{list}]").unwrap();
    }
    assert!(is_reported(&survive(&text)));
}

#[test]
fn a_hundred_thousand_values_of_an_enum() {
    let values: Vec<String> = (0..100_000).map(|number| format!("v{number}")).collect();
    let list = values.join(", ");
    survive(&schemas(&format!(
        "    Wide: {{ type: string, enum: [{list}] }}\n"
    )));
}

#[test]
fn text_that_is_no_description() {
    for text in [
        "",
        " ",
        "\u{feff}",
        "null",
        "5",
        "\"openapi\"",
        "[]",
        "{}",
        "--- ---",
        "\0",
        "%",
    ] {
        let generated = survive(text);
        assert!(generated.diagnostics.errors() > 0, "{text:?}");
        assert!(generated.files.is_empty(), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{HEAD}").replace('\n', "\r\n");
    let generated = survive(&text);
    assert_eq!(generated.diagnostics.errors(), 0, "{}", generated.render());
}

/// A description that is cut off anywhere is reported and never causes a panic.
#[test]
fn descriptions_cut_off_anywhere() {
    let text = include_str!("fixtures/unions/discriminator.yaml");
    for (end, _) in text.char_indices() {
        survive(&text[..end]);
    }
}

/// Replaces each word of a description by something wrong.
#[test]
fn descriptions_with_one_word_replaced() {
    let texts = [
        include_str!("fixtures/operations/parameter_locations.yaml"),
        include_str!("fixtures/security/oauth2.yaml"),
        include_str!("fixtures/versions/swagger.yaml"),
        include_str!("fixtures/versions/nullable_spellings.yaml"),
    ];
    for text in texts {
        let words: Vec<&str> = text.split(' ').collect();
        for index in 0..words.len() {
            for replacement in ["null", "{}", "[]", "5", "\"\\0*/\"", "&a"] {
                let mut words = words.clone();
                words[index] = replacement;
                survive(&words.join(" "));
            }
        }
    }
}

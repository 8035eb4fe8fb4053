//! Texts in every spelling.

use super::super::{Node, text};
use super::{loaded, operations, refused};
use crate::diagnostics::Diagnostics;
use serde_json::json;

fn read(text: &str) -> (Node, String) {
    let mut diagnostics = Diagnostics::default();
    let node = text::read("t.yaml", text, &mut diagnostics);
    let node = node.unwrap_or_else(|_| panic!("{}", diagnostics.render(None)));
    let report = diagnostics.render(None);
    (node, report)
}

#[test]
fn scalars_of_yaml() {
    let (node, report) = read(
        "no: no\nversion: 1.0\ndate: 2020-01-01\nzero: 0123\nexp: 1e3\nbig: 100000000000000000000\nhuge: \
         340282366920938463463374607431768211456999\nnull: ~\n200: yes\non: on\n~: tilde\ntrue: false\n",
    );
    assert_eq!(report, "");
    assert_eq!(
        node.to_json(),
        json!({
            "no": "no", "version": 1.0, "date": "2020-01-01", "zero": "0123", "exp": 1000.0,
            "big": 1e20, "huge": 340282366920938463463374607431768211456999.0,
            "null": null, "200": "yes", "on": "on", "~": "tilde", "true": false,
        })
    );
    assert_eq!(
        node.get("big").and_then(Node::as_i128),
        Some(100_000_000_000_000_000_000)
    );
}

#[test]
fn bom_and_crlf_and_tabs() {
    let (node, _) = read("\u{FEFF}a:\r\n  - 1\r\n  - x: y\r\n");
    assert_eq!(node.to_json(), json!({"a": [1, {"x": "y"}]}));
    let (node, _) = read("\u{FEFF}\n{\t\"a\":\t\"\\ud83d\\ude00\" }");
    assert_eq!(node.to_json(), json!({"a": "😀"}));
}

#[test]
fn json_that_is_only_yaml() {
    let (node, _) = read("{a: 1, b: [x, y,],}");
    assert_eq!(node.to_json(), json!({"a": 1, "b": ["x", "y"]}));
}

#[test]
fn merge_keys() {
    let (node, report) = read(
        "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none:\n  <<: *b\n  x: 5\ntwo:\n  x: 6\n  <<: [*b, *o]\n",
    );
    assert_eq!(report, "");
    assert_eq!(
        node.get("one").map(Node::to_json),
        Some(json!({"x": 5, "y": 2}))
    );
    assert_eq!(
        node.get("two").map(Node::to_json),
        Some(json!({"x": 6, "y": 2, "z": 4}))
    );
}

#[test]
fn duplicate_keys_keep_the_last() {
    let (node, report) = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(node.to_json(), json!({"a": 3, "b": 2}));
    assert_eq!(
        report,
        "warning[duplicate-key]: `a` is given twice\n --> t.yaml:3:4\n  |\n3 | a: 3\n  |    ^\n \
         ::: t.yaml:1:4\n  |\n1 | a: 1\n  |    ^ first given here\n  = instead: the last one\n\n"
    );
}

#[test]
fn sound_json_beyond_its_reader_is_read() {
    let text = r#"{"n": [-1e400, 0.5, 123456789012345678901], "t": ["\ud83d!", "\ude00", "\\ud83d",
        "\ud83d\ude00"]}"#;
    let (node, report) = read(text);
    let texts = json!(["\u{FFFD}!", "\u{FFFD}", "\\ud83d", "\u{1F600}"]);
    assert_eq!(node.get("t").map(Node::to_json), Some(texts));
    let exact = node.get("n").and_then(|numbers| numbers.get("2"));
    assert_eq!(
        exact.and_then(Node::as_i128),
        Some(123_456_789_012_345_678_901)
    );
    assert!(report.starts_with("warning[out-of-range]"), "{report}");
}

#[test]
fn syntax_errors_have_a_place() {
    let report = refused("openapi: 3.0.0\ninfo: [\n");
    assert!(
        report.starts_with("error[syntax]: not valid YAML"),
        "{report}"
    );
    assert!(report.contains("api.yaml:3:1"), "{report}");
    let report = refused("{\"openapi\": \"3.0.0\",\n \"info\" {}}");
    assert!(report.contains("api.yaml:2:9"), "{report}");
}

#[test]
fn both_readers_agree() {
    let text = "a: &x [1, -2, 0x1F, 0o17, 1.5, 1e3, .5, +1, -0, 0.0, .inf, ~, '', \"\\n\", 0123, 1_000, 12e03, 0b1]\n\
                b: {<<: {c: *x}, d: !custom e, f: !!str 5}\n200: no\ng: |\n  text\n\nh: >-\n  folded\n  text\n";
    let mut diagnostics = Diagnostics::default();
    let one = super::super::yaml::read(text, 0, &mut diagnostics).ok();
    let other = super::super::events::read(text, 0, &mut diagnostics).ok();
    let debug = |node: &Option<Node>| format!("{node:#?}");
    assert_eq!(debug(&one), debug(&other));
}

#[test]
fn nests_deep_but_not_without_end() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let value = if close == "}" { "1" } else { "" };
        let deep = format!("{}{value}{}", open.repeat(1200), close.repeat(1200));
        super::super::on_big_stack(|| drop(read(&deep)));
        let deeper = format!("{}{value}{}", open.repeat(10_000), close.repeat(10_000));
        assert!(refused(&deeper).contains("nested more than"), "{open}");
    }
    let blocks: String = (0..500)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    super::super::on_big_stack(|| drop(read(&blocks)));
}

#[test]
fn alias_bombs_are_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let item = format!("*a{}", level - 1);
        text += &format!("a{level}: &a{level} [{}]\n", vec![item; 9].join(", "));
    }
    assert!(refused(&text).contains("error[too-large]"));
}

#[test]
fn reads_a_document() {
    let (document, diagnostics) = loaded(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        \
         200: {description: ok}\n",
    );
    assert!(diagnostics.is_empty());
    assert_eq!(operations(&document), 1);
    assert!(document.at("#/paths/~1a/get").is_some());
    assert!(document.at("/paths/~1a/get/responses/200").is_some());
}

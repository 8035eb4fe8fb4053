//! Markdown that must do no harm in rustdoc.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::markdown::{code, safe};

fn text(markdown: &str) -> String {
    safe(markdown).join("\n")
}

#[test]
fn plain_text_stays_as_it_is() {
    for plain in [
        "The `id` of it.",
        "One\n\nTwo",
        "- a\n- b",
        "snake_case and 5 * 3 > 2",
    ] {
        assert_eq!(text(plain), plain.replace(" * ", " \\* "));
    }
}

#[test]
fn hostile_text_is_tamed() {
    let cases = [
        ("see [Pet] and [`Pet`]", "see \\[Pet\\] and \\[`Pet`\\]"),
        ("a <id> b", "a \\<id> b"),
        (
            "go to https://example.com/a_b.",
            "go to <https://example.com/a_b>.",
        ),
        ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
        ("    panic!()", "```text\npanic!()\n```"),
        ("one ` backtick", "one \\` backtick"),
        (
            "<p>a <b>bold</b> word</p><ul><li>x</li></ul>",
            "a **bold** word\n\n- x",
        ),
        ("a<br>b", "a\\\nb"),
        (
            "<a href=\"https://x.org/a\">there</a>",
            "[there](https://x.org/a)",
        ),
        ("[there](#anchor) [x](Pet)", "there x"),
        ("<script>alert(1)</script>x", "x"),
        ("a\u{202e}b\0c", "abc"),
        ("<code>a < b</code>", "`a < b`"),
        (
            "| a | b |\n|---|---|\n| `x\\|y` | <p>z</p> |",
            "| a | b |\n|---|---|\n| `x\\|y` | z |",
        ),
    ];
    for (foreign, expected) in &cases {
        assert_eq!(text(foreign), *expected, "{foreign}");
    }
}

#[test]
fn code_is_fenced_beyond_its_backticks() {
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("a\nb"), "`a b`");
}

/// For any input, rustdoc's parser finds no unresolved link, no tag and no doctest.
#[test]
fn nothing_rustdoc_would_take_amiss_comes_out() {
    let pieces = [
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "`",
        "```",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "# ",
        "* ",
        "_",
        "**",
        "a",
        "Pet",
        "http://x.yz",
        "&lt;",
        "\\",
        "|",
        "|---|",
        "<br>",
        "</p>",
        "<code>",
        "![",
        "~~",
        "===",
        "---",
        ": ",
        "rust",
        "<!--",
        "<a href=x>",
        " ",
        "[x]: y\n",
    ];
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut foreign = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap_or(0) % pieces.len();
            foreign.push_str(pieces[at]);
        }
        let markdown = text(&foreign);
        assert_safe(&markdown, &foreign);
    }
}

fn assert_safe(markdown: &str, foreign: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let unknown = |_: BrokenLink<'_>| Some((CowStr::from("broken"), CowStr::from("")));
    let (mut in_link, mut in_code) = (false, false);
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(unknown)) {
        let fine = match &event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_code = true;
                !language.is_empty()
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                true
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                in_link = true;
                dest_url.starts_with("http")
            }
            Event::End(TagEnd::Link) => {
                in_link = false;
                true
            }
            Event::Text(text) => in_link || in_code || !text.contains("http://x.yz"),
            _ => true,
        };
        assert!(fine, "{event:?} in {markdown:?} from {foreign:?}");
    }
}

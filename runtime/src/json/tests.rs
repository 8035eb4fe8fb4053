//! The reader and the writer beside serde_json's, on good and bad input.

use std::fmt::Write as _;

use serde_json::Value;

use super::Reader;
use crate::{from_slice, to_string};

/// Texts that are JSON, and texts that are not.
const TEXTS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "12345678901234567890",
    "1.5",
    "-1.5e3",
    "1E+2",
    "1e-2",
    "0.1e1",
    "1e308",
    "5e-324",
    "1e400",
    "-1e400",
    "123456789012345678901234567890",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "0.30000000000000004",
    "2.2250738585072011e-308",
    "1e23",
    "179769313486231580793e289",
    "\"\"",
    "\"a\"",
    "\"a b\"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"",
    "\"\\u0041\"",
    "\"\\u00e9\\u20AC\"",
    "\"\\ud83d\\ude00\"",
    "\"é€😀\"",
    "\"12345678\\\"\"",
    "\"1234567\\n12345678\"",
    "\"\\u0000\"",
    "\"\u{7f}\u{2028}\"",
    "[]",
    "[ ]",
    "[1]",
    "[1,2,3]",
    "[ 1 , 2 ]",
    "[[],[[]],{}]",
    "{}",
    "{ }",
    "{\"a\":1}",
    "{\"a\":1,\"b\":[]}",
    "{ \"a\" : { \"b\" : null } }",
    "{\"a\":1,\"a\":2}",
    "{\"\":0}",
    "{\"\\u0061\":1}",
    " 1 ",
    "\t\r\n1\n",
    "[\n]",
    "",
    " ",
    "nul",
    "nulL",
    "nullx",
    "tru",
    "falsee",
    "+1",
    "01",
    "-",
    "-a",
    "1.",
    ".5",
    "1.e1",
    "1e",
    "1e+",
    "1ea",
    "--1",
    "0x1",
    "1_000",
    "NaN",
    "Infinity",
    "-Infinity",
    "\"",
    "\"a",
    "\"\\",
    "\"\\\"",
    "\"\\x\"",
    "\"\\u\"",
    "\"\\u12\"",
    "\"\\u123g\"",
    "\"\\ud800\"",
    "\"\\ud800\\n\"",
    "\"\\ud800\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud83dx\"",
    "\"\n\"",
    "\"\t\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "'a'",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1;2]",
    "[\"a\"",
    "{",
    "}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{1:1}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":}",
    "{\"a\":1}}",
    "[1]]",
    "1 1",
    "1,",
    "\u{a0}1",
    "\u{2003}1",
    "/**/1",
    "1//",
    "[1]\u{0}",
    "\u{feff}",
    "\u{c}1",
    "{[:1}",
    "[}",
    "{]",
    "\"a\"b",
];

/// Our reading of a text as serde_json's tree.
fn ours(text: &str) -> Option<Value> {
    from_slice(text.as_bytes()).ok()
}

fn skips(text: &str) -> bool {
    let mut reader = Reader::of_text(text);
    reader.skip().and_then(|()| reader.end()).is_ok()
}

#[track_caller]
fn same_as_serde_json(text: &str) {
    let theirs = serde_json::from_str::<Value>(text).ok();
    let ours = ours(text);
    assert_eq!(ours, theirs, "{text:?}");
    // Skipping does not mind numbers no float can hold.
    if !["e400", "e289"].iter().any(|large| text.contains(large)) {
        assert_eq!(skips(text), theirs.is_some(), "{text:?}");
    }
    if let Some(value) = ours {
        assert_eq!(to_string(&value), value.to_string(), "{text:?}");
        let string = serde_json::from_str::<String>(text).ok();
        assert_eq!(
            from_slice::<String>(text.as_bytes()).ok(),
            string,
            "{text:?}"
        );
    }
}

#[test]
fn every_text_is_taken_as_serde_json_takes_it() {
    for text in TEXTS {
        same_as_serde_json(text);
        same_as_serde_json(&format!(" [ {text} ] "));
        same_as_serde_json(&format!("{{\"key\":{text}}}"));
        same_as_serde_json(&format!("[0,{text},\"{}\"]", "x".repeat(9)));
    }
}

#[test]
fn every_damage_is_seen_as_serde_json_sees_it() {
    let text = r#"{"a":[1,-2.5e3,"x\n\u00e9",{"b":null}],"c":true,"\u0064":"é😀"}"#;
    let odd = b"\"\\,:[]{}0eE.-+u \n\x00\x1f\x7fntf";
    let mut seed = 1u64;
    for at in 0..text.len() {
        for byte in odd {
            let mut damaged = text.as_bytes().to_vec();
            damaged[at] = *byte;
            if let Ok(damaged) = std::str::from_utf8(&damaged) {
                same_as_serde_json(damaged);
            }
            damaged.insert(at, *byte);
            if let Ok(damaged) = std::str::from_utf8(&damaged) {
                same_as_serde_json(damaged);
            }
        }
        if let Some(start) = text.get(..at) {
            same_as_serde_json(start);
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut shuffled: Vec<char> = text.chars().collect();
        let length = shuffled.len();
        shuffled.swap(at % length, seed as usize % length);
        same_as_serde_json(&shuffled.into_iter().collect::<String>());
    }
}

#[test]
fn numbers_are_those_of_the_standard_library() {
    let mut seed = 7u64;
    for _ in 0..20_000 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut text = String::new();
        if seed & 1 == 1 {
            text.push('-');
        }
        let digits = (seed >> 1) % 10u64.pow(1 + (seed >> 8) as u32 % 18);
        write!(text, "{digits}").unwrap();
        if seed & 2 == 2 {
            write!(
                text,
                ".{:0width$}",
                (seed >> 16) % 100_000,
                width = (seed >> 5) as usize % 9 + 5
            )
            .unwrap();
        }
        if seed & 4 == 4 {
            write!(text, "e{}", (seed >> 20) as i64 % 40 - 20).unwrap();
        }
        let expected: f64 = text.parse().unwrap();
        let read: f64 = from_slice(text.as_bytes()).unwrap();
        assert_eq!(read.to_bits(), expected.to_bits(), "{text}");
        let read: f32 = from_slice(text.as_bytes()).unwrap();
        assert_eq!(
            read.to_bits(),
            text.parse::<f32>().unwrap().to_bits(),
            "{text}"
        );
        let written = to_string(&expected);
        assert_eq!(
            from_slice::<f64>(written.as_bytes()).unwrap().to_bits(),
            expected.to_bits()
        );
        let float = f32::from_bits(seed as u32);
        if float.is_finite() {
            let written = to_string(&float);
            let read: f32 = from_slice(written.as_bytes()).unwrap();
            assert_eq!(read.to_bits(), float.to_bits(), "{written}");
        }
    }
}

#[test]
fn floats_are_written_short() {
    for (value, text) in [
        (0.0, "0"),
        (-0.0, "-0.0"),
        (1.0, "1"),
        (-5.0, "-5"),
        (0.1, "0.1"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (1e300, "1e+300"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
    ] {
        assert_eq!(
            to_string(&value).replace("e+", "e"),
            text.replace("e+", "e")
        );
    }
    assert_eq!(to_string(&3f32), "3");
    assert_eq!(to_string(&0.1f32), "0.1");
    assert_eq!(to_string(&f32::NEG_INFINITY), "null");
}

#[test]
fn integers_are_integral_and_in_range() {
    for (text, value) in [
        ("1.0", Some(1)),
        ("1e2", Some(100)),
        ("-1.27e2", Some(-127)),
    ] {
        assert_eq!(from_slice::<i8>(text.as_bytes()).ok(), value, "{text}");
    }
    for text in [
        "1.5",
        "128",
        "-129",
        "1e3",
        "\"1\"",
        "null",
        "01",
        "-",
        "1.",
        "1e400",
        "99999999999999999999",
    ] {
        assert!(from_slice::<i8>(text.as_bytes()).is_err(), "{text}");
    }
    assert_eq!(
        from_slice::<u64>(b"18446744073709551615").unwrap(),
        u64::MAX
    );
    assert!(from_slice::<u64>(b"18446744073709551616").is_err());
    assert!(from_slice::<u64>(b"-1").is_err());
    assert_eq!(from_slice::<u64>(b"-0").unwrap(), 0);
    assert_eq!(
        from_slice::<i64>(b"-9223372036854775808").unwrap(),
        i64::MIN
    );
}

#[test]
fn depth_is_limited_and_costs_no_stack() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(ours(&nested(128)).is_some());
    let error = from_slice::<Value>(nested(129).as_bytes()).unwrap_err();
    assert_eq!(error.message(), "nested too deep");
    assert!(!skips(&nested(129)));
    let text = nested(100_000);
    let mut reader = Reader::of_text(&text);
    reader.depth_limit(100_000);
    assert_eq!(reader.raw().unwrap(), text);
}

#[test]
fn odd_bytes() {
    assert_eq!(from_slice::<Value>(b"\xef\xbb\xbf 1").unwrap(), 1);
    assert!(from_slice::<Value>(b"\xef\xbb\xbf\xef\xbb\xbf1").is_err());
    for bytes in [
        &b"\"\xff\""[..],
        b"\"\xc0\x80\"",
        b"\"\xed\xa0\x80\"",
        b"[\xf5]",
        b"\"\xe2\x82\"",
    ] {
        assert!(
            from_slice::<Value>(bytes)
                .unwrap_err()
                .message()
                .starts_with("invalid UTF-8")
        );
    }
}

#[test]
fn strings_are_escaped_as_serde_json_does() {
    let mut text = String::new();
    for char in (0..0x300)
        .filter_map(char::from_u32)
        .chain("€😀\u{2028}".chars())
    {
        text.push(char);
        assert_eq!(to_string(&text), serde_json::to_string(&text).unwrap());
        assert_eq!(
            to_string(&char.to_string()),
            serde_json::to_string(&char).unwrap()
        );
        assert_eq!(
            from_slice::<String>(to_string(&text).as_bytes()).unwrap(),
            text
        );
    }
}

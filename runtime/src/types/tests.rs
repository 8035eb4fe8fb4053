//! What is read is written back, whichever way it was spelled.

use crate::{
    Date, DateTime, Ipv4, Ipv6, Map, Spell, Spelled, Time, Uuid, Wire, from_slice, to_string,
};

/// Reads a JSON string, writes it back, and gives what the canonical spelling would be.
#[track_caller]
fn canonical<T: Spell + Clone>(text: &str) -> String {
    let json = format!("{text:?}");
    let value: Spelled<T> = from_slice(json.as_bytes()).unwrap();
    assert_eq!(to_string(&value), json);
    Spelled::new(value.into_inner()).to_string()
}

fn refused<T: Wire>(texts: &[&str]) {
    for text in texts {
        let json = format!("{text:?}");
        assert!(from_slice::<T>(json.as_bytes()).is_err(), "{text}");
    }
}

const MOMENTS: &[(&str, &str)] = &[
    ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
    ("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z"),
    ("2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05Z"),
    (
        "2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05.123456789Z",
    ),
    (
        "2026-01-02T03:04:05.1234567891234Z",
        "2026-01-02T03:04:05.123456789Z",
    ),
    ("2026-01-02T03:04:05+02:00", "2026-01-02T03:04:05+02:00"),
    ("2026-01-02T03:04:05-09:30", "2026-01-02T03:04:05-09:30"),
    ("2026-01-02T03:04:05+0200", "2026-01-02T03:04:05+02:00"),
    ("2026-01-02T03:04:05+02", "2026-01-02T03:04:05+02:00"),
    ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"),
    ("2026-01-02T03:04:05-00:00", "2026-01-02T03:04:05Z"),
    ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
    ("2026-01-02 03:04:05Z", "2026-01-02T03:04:05Z"),
    ("2026-01-02 03:04:05 +0000", "2026-01-02T03:04:05Z"),
    ("2026-01-02T03:04:05", "2026-01-02T03:04:05Z"),
    ("2026-01-02 03:04:05.5", "2026-01-02T03:04:05.5Z"),
    ("2026-01-02T03:04Z", "2026-01-02T03:04:00Z"),
    ("2026-01-02T03:04", "2026-01-02T03:04:00Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
    ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
];

const NO_MOMENTS: &[&str] = &[
    "",
    "2026",
    "2026-01-02",
    "2026-01-02T",
    "2026-01-02T03",
    "2026-01-02T03:04:05X",
    "2026-01-02T03:04:05Z ",
    " 2026-01-02T03:04:05Z",
    "2026-13-02T03:04:05Z",
    "2026-02-30T03:04:05Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:60:00Z",
    "2026-01-02T03:04:61Z",
    "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05+2:00",
    "2026-01-02T03:04:05+02:0",
    "2026-01-02T03:04:05+99:00",
    "26-01-02T03:04:05Z",
    "2026-1-2T03:04:05Z",
    "1767322245",
    "٢٠٢٦-01-02T03:04:05Z",
];

#[test]
fn date_times_survive_what_servers_send() {
    for (text, expected) in MOMENTS {
        assert_eq!(canonical::<time::OffsetDateTime>(text), *expected, "{text}");
    }
    refused::<DateTime>(NO_MOMENTS);
    assert!(from_slice::<DateTime>(b"1767322245").is_err());
}

#[cfg(feature = "chrono")]
#[test]
fn date_times_of_chrono_do_too() {
    for (text, expected) in MOMENTS {
        let canonical = canonical::<chrono::DateTime<chrono::FixedOffset>>(text);
        assert_eq!(canonical, *expected, "{text}");
    }
    refused::<crate::chrono::DateTime>(NO_MOMENTS);
    assert_eq!(canonical::<chrono::NaiveTime>("03:04:05+01:00"), "03:04:05");
    assert_eq!(
        to_string(&from_slice::<crate::chrono::Date>(b"\"2024-02-29\"").unwrap()),
        "\"2024-02-29\""
    );
}

#[cfg(feature = "jiff")]
#[test]
fn date_times_of_jiff_do_too() {
    for (text, expected) in MOMENTS.iter().filter(|(text, _)| !text.starts_with("9999")) {
        assert_eq!(canonical::<jiff::Zoned>(text), *expected, "{text}");
    }
    refused::<crate::jiff::DateTime>(NO_MOMENTS);
    assert_eq!(canonical::<jiff::civil::Time>("03:04:05+01:00"), "03:04:05");
    assert_eq!(
        to_string(&from_slice::<crate::jiff::Date>(b"\"2024-02-29\"").unwrap()),
        "\"2024-02-29\""
    );
}

#[test]
fn dates_and_times() {
    let date: Date = from_slice(b"\"2024-02-29\"").unwrap();
    assert_eq!(to_string(&date), "\"2024-02-29\"");
    refused::<Date>(&[
        "2023-02-29",
        "2024-02-29T00:00:00Z",
        "24-02-29",
        "2024/02/29",
        "",
    ]);
    for (text, expected) in [
        ("03:04:05", "03:04:05"),
        ("03:04", "03:04:00"),
        ("03:04:05.50Z", "03:04:05.5"),
    ] {
        assert_eq!(canonical::<time::Time>(text), expected);
    }
    refused::<Time>(&["", "3:04", "24:00", "03:04:05+", "03:04:05 PM"]);
}

#[test]
fn identifiers_and_addresses() {
    let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    for text in [
        id.to_owned(),
        id.to_uppercase(),
        id.replace('-', ""),
        format!("{{{id}}}"),
    ] {
        assert_eq!(canonical::<uuid::Uuid>(&text), id);
    }
    refused::<Uuid>(&["", "67e55044", "67e55044-10b1-426f-9247-bb680e5fe0cg"]);
    assert_eq!(
        to_string(&from_slice::<uuid::Uuid>(format!("{id:?}").as_bytes()).unwrap()),
        format!("{id:?}")
    );
    assert_eq!(
        canonical::<std::net::Ipv6Addr>("2001:DB8:0:0:0:0:0:1"),
        "2001:db8::1"
    );
    refused::<Ipv6>(&["127.0.0.1", "::g"]);
    assert_eq!(
        to_string(&from_slice::<Ipv4>(b"\"192.0.2.1\"").unwrap()),
        "\"192.0.2.1\""
    );
    refused::<Ipv4>(&["192.0.2", "192.0.2.01", "::1"]);
}

#[test]
fn secrets_are_not_in_errors() {
    let error = from_slice::<Map<crate::Secret>>(br#"{"pin": 4711}"#).unwrap_err();
    assert_eq!(error.message(), "expected a string, found something else");
    assert_eq!(to_string(&crate::Secret::from("x")), "\"x\"");
}

#[test]
fn maps_keep_their_order_and_find_by_name() {
    let mut map: Map<i64> = from_slice(br#"{"b":1,"a":2,"b":3}"#).unwrap();
    assert_eq!(to_string(&map), r#"{"b":3,"a":2}"#);
    assert_eq!(map, Map::from([("a", 2), ("b", 3)]));
    assert_eq!(map.insert("c", 4), None);
    assert_eq!(map.remove("b"), Some(3));
    assert_eq!((map.len(), map.get("c"), map.get("b")), (2, Some(&4), None));
    assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(
        map.into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), 2), ("c".to_owned(), 4)]
    );
}

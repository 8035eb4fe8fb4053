//! Values that are read in other spellings than their formats have, members that come twice, and
//! text in JSON.

use super::{
    builder,
    drift::{read, refused},
    server::{Server, response},
};
use crate::{
    Base64, Base64Url, Call, DateTime, DriftKind, Error, Map, Text, Time, Tolerance, Uuid, Value,
    private::Operation,
};
use std::sync::{Arc, Mutex};

crate::object! {
    struct Pair {
        required a: i64,
        required b: Map<i64>,
    }
}

crate::object! {
    struct Open {
        optional a: Option<i64>,
        rest others: Map<i64>,
    }
}

/// Expects that the text is read in any way, told as odd or not, and refused where it is odd.
async fn spelled<T: crate::Wire>(is_odd: bool, texts: &[&str]) {
    for text in texts {
        let body = format!("{text:?}");
        let (value, drifts) = read::<T>(&body).await;
        assert!(value.is_ok(), "{text}");
        assert_eq!(!drifts.is_empty(), is_odd, "{text}: {drifts:?}");
        if is_odd {
            let refusal = refused::<T>(&body).await;
            assert!(refusal.contains(&format!("found {body}")), "{refusal}");
        }
    }
}

#[tokio::test]
async fn date_times_beyond_rfc_3339_are_told_and_refused() {
    let regular = [
        "2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.1234567890z",
        "2026-01-02T03:04:60+02:00",
        "2026-01-02T03:04:05.120-00:30",
    ];
    spelled::<DateTime>(false, &regular).await;
    let odd = [
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05,5Z",
        "2026-01-02T03:04:05+0200",
        "2026-01-02T03:04:05+02",
        "2026-01-02T03:04:05 +02:00",
    ];
    spelled::<DateTime>(true, &odd).await;
    spelled::<Time>(false, &["03:04:05", "03:04:05.5Z", "03:04:05+01:00"]).await;
    spelled::<Time>(true, &["03:04", "03:04:05+01", "03:04:05,5"]).await;
}

#[cfg(all(feature = "chrono", feature = "jiff"))]
#[tokio::test]
async fn date_times_of_other_libraries_too() {
    let (regular, odd) = (["2026-01-02T03:04:05.5Z"], ["2026-01-02 03:04:05+0200"]);
    spelled::<crate::chrono::DateTime>(false, &regular).await;
    spelled::<crate::chrono::DateTime>(true, &odd).await;
    spelled::<crate::jiff::DateTime>(false, &regular).await;
    spelled::<crate::jiff::DateTime>(true, &odd).await;
    spelled::<crate::chrono::Time>(true, &["03:04"]).await;
    spelled::<crate::jiff::Time>(true, &["03:04"]).await;
}

#[tokio::test]
async fn odd_uuids_and_base64_are_told_and_refused() {
    let uuid = "9C4E2A54-1F0D-4B0A-9E2B-6A1D3C5E7F90";
    spelled::<Uuid>(false, &[uuid, &uuid.to_lowercase()]).await;
    let odd = [
        format!("{{{uuid}}}"),
        uuid.replace('-', ""),
        format!("urn:uuid:{uuid}"),
    ];
    spelled::<Uuid>(true, &odd.each_ref().map(String::as_str)).await;
    spelled::<Base64>(false, &["+/++AQ==", "", "QUJD"]).await;
    spelled::<Base64>(true, &["-_--AQ==", "+/++AQ", " QUJD", "[redacted]"]).await;
    spelled::<Base64Url>(false, &["-_--AQ==", "-_--AQ", ""]).await;
    spelled::<Base64Url>(true, &["+/++AQ", "-_--A", "QUJD "]).await;
}

#[tokio::test]
async fn members_that_come_twice_are_told_and_refused() {
    let body = r#"{"a": 1, "a": 2, "b": {"x": 1, "y": 2, "x": 3}}"#;
    let (pair, drifts) = read::<Pair>(body).await;
    let pair = pair.unwrap();
    assert_eq!((pair.a, pair.b["x"]), (2, 3));
    let expected = [
        "`get_pet`: a: expected one member of this name, found 2",
        "`get_pet`: b.x: expected one member of this name, found 3",
    ];
    assert_eq!(drifts, expected);
    let refusal = refused::<Pair>(r#"{"a": 1, "b": {"x": 1, "x": 1}}"#).await;
    assert!(refusal.starts_with("b.x: expected one member"), "{refusal}");
    let refusal = refused::<Open>(r#"{"z": 1, "a": 2, "z": 1}"#).await;
    assert!(refusal.starts_with("z: expected one member"), "{refusal}");
}

const VERSION: Operation = Operation::new("version", "GET", "/version").accept("text/plain");

#[tokio::test]
async fn text_that_comes_as_json_is_read_told_and_refused() {
    let bodies = ["\"1.0\"", "{\"a\": 1}", "\"1.0\""];
    let responses = bodies.map(|body| response(200, &[], body)).to_vec();
    let server = Server::script(responses).await;
    let told = Arc::<Mutex<Vec<_>>>::default();
    let listener = Arc::clone(&told);
    let mut builder = builder(&server);
    builder.on_drift(move |drift| {
        listener
            .lock()
            .unwrap()
            .push((drift.kind, drift.found.clone()))
    });
    let client = builder.clone().build().unwrap();
    let call = || Call::<Text, Value>::new(client.operation(&VERSION));
    assert_eq!(&*call().await.unwrap(), "1.0");
    // Other JSON is the text that it is.
    assert_eq!(&*call().await.unwrap(), "{\"a\": 1}");
    let expected = [(DriftKind::JsonForText, "\"1.0\"".to_owned())];
    assert_eq!(*told.lock().unwrap(), expected);
    builder.tolerance(Tolerance::Strict);
    let client = builder.build().unwrap();
    let error = Call::<Text, Value>::new(client.operation(&VERSION)).await;
    let Err(Error::Decode(error)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.message(), "is application/json, not text");
}

//! Values that are spelled as another type.

use std::sync::{Arc, Mutex};

use super::{
    GET, builder,
    server::{Server, response},
};
use crate::{Call, Drift, Error, FromResponse, Map, Value};

crate::object! {
    struct Order {
        required id: i64,
        required paid: bool,
        optional prices: Option<Vec<f64>>,
        optional note: Option<String>,
    }
}

/// What a body is read as, and what was told.
async fn read<T: FromResponse>(body: &str) -> (Result<T, Error<Value>>, Vec<String>) {
    let server = Server::script(vec![response(200, &[], body)]).await;
    let drifts = Arc::new(Mutex::new(Vec::new()));
    let mut builder = builder(&server);
    let told = Arc::clone(&drifts);
    builder.on_drift(move |drift: &Drift| told.lock().unwrap().push(drift.to_string()));
    let client = builder.build().unwrap();
    let read = Call::<T, Value>::new(client.operation(&GET)).await;
    let drifts = drifts.lock().unwrap().clone();
    (read, drifts)
}

#[tokio::test]
async fn numbers_and_booleans_that_are_spelled_as_text_are_read_and_told() {
    let body = r#"{ "id": "7", "paid": "True", "prices": [1, " 2.50 ", "1e3"], "note": "9" }"#;
    let (order, drifts) = read::<Order>(body).await;
    let order = order.unwrap();
    assert_eq!((order.id, order.paid), (7, true));
    assert_eq!(order.prices, Some(vec![1.0, 2.5, 1000.0]));
    assert_eq!(order.note.as_deref(), Some("9"));
    let expected = [
        "`get_pet`: id: expected an integer of 64 bits, found \"7\"",
        "`get_pet`: paid: expected a boolean, found \"True\"",
        "`get_pet`: prices[1]: expected a number, found \" 2.50 \"",
        "`get_pet`: prices[2]: expected a number, found \"1e3\"",
    ];
    assert_eq!(drifts, expected);
}

#[tokio::test]
async fn what_fits_is_not_told() {
    let (read, drifts) = read::<Map<i64>>(r#"{"a": 7, "b": 7.0}"#).await;
    assert_eq!(read.unwrap().get("b"), Some(&7));
    assert!(drifts.is_empty());
}

#[tokio::test]
async fn nothing_is_invented() {
    for body in [
        r#"{"id": "seven", "paid": true}"#,
        r#"{"id": "", "paid": true}"#,
        r#"{"id": "7.5", "paid": true}"#,
        r#"{"id": "99999999999999999999", "paid": true}"#,
        r#"{"id": true, "paid": true}"#,
        r#"{"id": 7, "paid": "yes"}"#,
        r#"{"id": 7, "paid": 1}"#,
        r#"{"id": "7", "paid": null}"#,
        r#"{"id": "7"}"#,
        r#"{"id": 7, "paid": true, "note": 9}"#,
    ] {
        let (read, drifts) = read::<Order>(body).await;
        assert!(read.unwrap_err().is_decode(), "{body}");
        assert!(drifts.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn errors_are_about_the_body_as_it_came() {
    let (read, _) = read::<Order>(r#"{"id": "7", "paid": "yes"}"#).await;
    let Err(Error::Decode(error)) = read else {
        panic!()
    };
    assert_eq!(error.path(), "id");
    assert_eq!(&error.raw()[..], br#"{"id": "7", "paid": "yes"}"#);
}

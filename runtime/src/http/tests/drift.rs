//! What is tolerated, who is told, and what nothing tolerates.

#![allow(
    clippy::non_canonical_clone_impl,
    reason = "what a macro of this crate writes is not checked elsewhere"
)]

use std::sync::{Arc, Mutex};

use super::{
    GET, builder,
    server::{Server, response},
};
use crate::{
    Base64, Call, Drift, DriftKind, Error, Event, Events, FromResponse, Lines, Map, Secret,
    Tolerance, Value, private::Operation,
};

crate::string_enum! {
    enum Colour {
        Red "red",
        Empty "",
    } else Unrecognized
}

crate::integer_enum! {
    enum Level {
        None 0,
        High 9,
    } else Unrecognized
}

crate::json_enum! {
    enum Odd {
        Yes "true",
        Text "\"a \\\" b\"",
    } else Unrecognized
}

crate::object! {
    struct Order {
        required id: i64,
        required paid: bool,
        optional prices: Option<Vec<f64>>,
        optional note: Option<String>,
        nullable colour: Option<Colour>,
    }
}

crate::object! {
    struct Circle {
        required radius: f64,
        required label: String,
    }
}

crate::object! {
    struct Square {
        required side: f64,
    }
}

crate::union! {
    enum Shape on "kind" {
        Circle(Circle) "circle",
        Square(Square) "square",
    } else Unrecognized
}

crate::object! {
    struct Everything {
        required text: String,
        required secret: Secret,
        required bytes: Base64,
        required count: i32,
        required ratio: f64,
        required list: Vec<Square>,
        required map: Map<i64>,
        required nullable: Option<String>,
    }
}

/// The drifts of a reading, as text.
type Told = Arc<Mutex<Vec<Drift>>>;

/// What a body is read as, and what was told.
async fn read_as<T: FromResponse>(
    tolerance: Tolerance,
    operation: &'static Operation,
    headers: &[(&str, &str)],
    body: &str,
) -> (Result<T, Error<Value>>, Told) {
    let server = Server::script(vec![response(200, headers, body)]).await;
    let drifts = Told::default();
    let mut builder = builder(&server);
    let told = Arc::clone(&drifts);
    builder.tolerance(tolerance);
    builder.on_drift(move |drift: &Drift| told.lock().unwrap().push(drift.clone()));
    let client = builder.build().unwrap();
    let read = Call::<T, Value>::new(client.operation(operation)).await;
    (read, drifts)
}

async fn read_by<T: FromResponse>(
    tolerance: Tolerance,
    body: &str,
) -> (Result<T, Error<Value>>, Vec<String>) {
    let (read, told) = read_as(tolerance, &GET, &[], body).await;
    let told = told.lock().unwrap().iter().map(Drift::to_string).collect();
    (read, told)
}

pub(super) async fn read<T: FromResponse>(body: &str) -> (Result<T, Error<Value>>, Vec<String>) {
    read_by(Tolerance::Standard, body).await
}

/// What a strict client says of a body.
pub(super) async fn refused<T: FromResponse>(body: &str) -> String {
    let (read, told) = read_by::<T>(Tolerance::Strict, body).await;
    assert!(told.is_empty(), "{body}: {told:?}");
    match read {
        Ok(_) => panic!("{body} is read"),
        Err(error) => {
            let text = error.to_string();
            text.trim_start_matches("`get_pet`: body of status 200: ")
                .to_owned()
        }
    }
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
async fn what_is_lost_or_null_is_told() {
    let body = r#"[{"id": 7.0, "paid": true, "prices": null, "note": null, "colour": null},
        {"id": 70e-1, "secret": {"a": 1}, "paid": true, "colour": "blue", "pin": "hunter2"}]"#;
    let (orders, drifts) = read::<Vec<Order>>(body).await;
    let orders = orders.unwrap();
    assert_eq!((orders[0].id, orders[1].id), (7, 7));
    assert_eq!(orders[0].prices, None);
    let expected = [
        "`get_pet`: [0].id: expected an integer of 64 bits, found 7.0",
        "`get_pet`: [0].prices: expected a value, or no member, found null",
        "`get_pet`: [0].note: expected a value, or no member, found null",
        "`get_pet`: [1].id: expected an integer of 64 bits, found 70e-1",
        "`get_pet`: [1].secret: expected no member of this name, found an object",
        "`get_pet`: [1].colour: expected a described value, found \"blue\"",
        "`get_pet`: [1].pin: expected no member of this name, found a string",
    ];
    assert_eq!(drifts, expected);
}

#[tokio::test]
async fn values_that_are_not_known_are_shown_from_their_start() {
    let (read, drifts) = read::<(Level, Odd, Odd, Colour, Shape)>(
        r#"[ 5,false , "a \" c\\\"", "\\", {"kind": "line"}]"#,
    )
    .await;
    assert_eq!(read.unwrap().1.as_json(), "false");
    let expected = [
        "`get_pet`: [0]: expected a described value, found 5",
        "`get_pet`: [1]: expected a described value, found false",
        r#"`get_pet`: [2]: expected a described value, found "a \" c\\\"""#,
        r#"`get_pet`: [3]: expected a described value, found "\\""#,
        "`get_pet`: [4].kind: expected a described value, found \"line\"",
    ];
    assert_eq!(drifts, expected);
}

#[tokio::test]
async fn a_required_member_that_may_be_null_may_be_missing() {
    let body = r#"{"text": "", "secret": "", "bytes": "", "count": 1, "ratio": 1, "list": [],
        "map": {}}"#;
    let (everything, drifts) = read::<Everything>(body).await;
    assert_eq!(everything.unwrap().nullable, None);
    let expected =
        "`get_pet`: nullable: expected a required member that may be null, found nothing";
    assert_eq!(drifts, [expected]);
}

#[tokio::test]
async fn what_fits_is_not_told() {
    let (read, drifts) = read::<Map<i64>>(r#"{"a": 7, "b": 70}"#).await;
    assert_eq!(read.unwrap().get("b"), Some(&70));
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
async fn lenient_clients_read_empty_values_where_required_members_are_missing_or_null() {
    let body = r#"{"text": null, "list": null, "ratio": null, "secret": null, "nullable": null}"#;
    let (everything, drifts) = read_by::<Everything>(Tolerance::Lenient, body).await;
    let everything = everything.unwrap();
    assert_eq!((&*everything.text, everything.count), ("", 0));
    assert_eq!((everything.list.len(), everything.map.len()), (0, 0));
    let expected = [
        "`get_pet`: text: expected a string, found null",
        "`get_pet`: list: expected an array, found null",
        "`get_pet`: ratio: expected a number, found null",
        "`get_pet`: secret: expected a string, found null",
        "`get_pet`: bytes: expected a required member, found nothing",
        "`get_pet`: count: expected a required member, found nothing",
        "`get_pet`: map: expected a required member, found nothing",
    ];
    assert_eq!(drifts, expected);
    let body = r#"[{"kind": "circle", "radius": "2"}]"#;
    let (shapes, drifts) = read_by::<Vec<Shape>>(Tolerance::Lenient, body).await;
    assert!(matches!(&shapes.unwrap()[..], [Shape::Circle(circle)] if circle.radius == 2.0));
    assert_eq!(drifts.len(), 2, "{drifts:?}");
}

crate::object! {
    struct Hard {
        required colour: Colour,
        required level: Level,
        required odd: Odd,
        required shape: Shape,
        required any: Value,
        required day: crate::Date,
        required flag: bool,
        required inner: Square,
    }
}

#[tokio::test]
async fn lenient_clients_invent_no_enums_unions_or_objects() {
    let whole = [
        ("colour", "\"red\""),
        ("level", "0"),
        ("odd", "true"),
        ("shape", "{}"),
        ("any", "1"),
        ("day", "\"2026-01-02\""),
        ("flag", "true"),
        ("inner", "{\"side\": 1}"),
    ];
    for left_out in 0..whole.len() {
        for null in [false, true] {
            let members = whole.iter().enumerate().filter_map(|(at, (name, value))| {
                let value = if at == left_out { "null" } else { value };
                (at != left_out || null).then(|| format!("{name:?}: {value}"))
            });
            let body = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
            let (read, _) = read_by::<Hard>(Tolerance::Lenient, &body).await;
            // `null` is any JSON, and a union keeps what it does not know.
            let is_known = null && ["odd", "shape", "any"].contains(&whole[left_out].0);
            assert_eq!(read.is_ok(), is_known, "{body}");
        }
    }
}

#[tokio::test]
async fn strict_clients_tolerate_nothing() {
    let place = |message: &str| message.split(" (line").next().unwrap().to_owned();
    for (body, message) in [
        (
            r#"{"id": "7", "paid": true}"#,
            "id: expected an integer of 64 bits, found \"7\"",
        ),
        (
            r#"{"id": 7.0, "paid": true}"#,
            "id: expected an integer of 64 bits, found 7.0",
        ),
        (
            r#"{"id": 7, "paid": "true"}"#,
            "paid: expected a boolean, found \"true\"",
        ),
        (
            r#"{"id": 7, "paid": true, "note": null}"#,
            "note: expected a value, or no member, found null",
        ),
        (
            r#"{"id": 7, "paid": true, "pin": 5}"#,
            "pin: expected no member of this name, found a number",
        ),
        (
            r#"{"id": 7, "paid": true, "colour": "blue"}"#,
            "colour: expected a described value, found \"blue\"",
        ),
    ] {
        assert_eq!(place(&refused::<Order>(body).await), message);
    }
    let message = refused::<(Level, Shape)>(r#"[9, {"kind": "line"}]"#).await;
    let expected = "[1].kind: expected a described value, found \"line\" (line 1, column 14)";
    assert_eq!(message, expected);
    let whole = r#"{"id": 7, "paid": true, "note": "a", "colour": null, "prices": [1.5]}"#;
    let (read, _) = read_by::<Order>(Tolerance::Strict, whole).await;
    assert_eq!(read.unwrap().id, 7);
}

#[tokio::test]
async fn errors_are_about_the_body_as_it_came() {
    let (read, _) = read::<Order>(r#"{"id": "7", "paid": "yes"}"#).await;
    let Err(Error::Decode(error)) = read else {
        panic!()
    };
    assert_eq!(error.path(), "paid");
    assert_eq!(&error.raw()[..], br#"{"id": "7", "paid": "yes"}"#);
}

#[tokio::test]
async fn drift_says_where_the_description_is_wrong() {
    const GET: Operation = Operation::new("get_order", "GET", "/orders");
    let json = [("Content-Type", "application/vnd.orders+json; charset=utf-8")];
    let body = r#"{"id": "7", "paid": true}"#;
    let (read, told) = read_as::<Order>(Tolerance::Standard, &GET, &json, body).await;
    assert_eq!(read.unwrap().id, 7);
    let told = told.lock().unwrap();
    assert_eq!(told[0].kind, DriftKind::TextForScalar);
    let expected = r#"{"operation":"get_order","method":"GET","template":"/orders",
        "status":"200","media_type":"application/vnd.orders+json","kind":"text_for_scalar",
        "path":"id","expected":"an integer of 64 bits","found":"\"7\""}"#;
    assert_eq!(told[0].to_json(), expected.replace("\n        ", ""));
}

#[tokio::test]
async fn items_of_streams_are_read_by_the_same_rules() {
    let json = [("Content-Type", "application/x-ndjson")];
    let body = "{\"side\": 1}\n{\"side\": \"2\"}\n";
    let (lines, told) = read_as::<Lines<Square>>(Tolerance::Standard, &GET, &json, body).await;
    let mut lines = lines.unwrap();
    assert_eq!(lines.try_next().await.unwrap().unwrap().side, 1.0);
    assert_eq!(lines.try_next().await.unwrap().unwrap().side, 2.0);
    assert_eq!(told.lock().unwrap()[0].path, "side");
    let events = [("Content-Type", "text/event-stream")];
    let body = "data: {\"side\": null}\n\n";
    let (stream, told) =
        read_as::<Events<Event<Square>>>(Tolerance::Lenient, &GET, &events, body).await;
    let event = stream.unwrap().try_next().await.unwrap().unwrap();
    assert_eq!(event.data.side, 0.0);
    assert_eq!(told.lock().unwrap()[0].media_type, "text/event-stream");
}

#[tokio::test]
async fn a_file_of_drift_has_a_line_for_each_place() {
    let path = std::env::temp_dir().join(format!("drift-{}.jsonl", std::process::id()));
    let body = r#"[{"side": "1"}, {"side": "2"}]"#;
    let server = Server::script(vec![response(200, &[], body), response(200, &[], body)]).await;
    let mut builder = builder(&server);
    builder.drift_file(&path);
    let told = Arc::new(Mutex::new(0));
    let count = Arc::clone(&told);
    builder.on_drift(move |_| *count.lock().unwrap() += 1);
    let client = builder.build().unwrap();
    for _ in 0..2 {
        let squares = Call::<Vec<Square>, Value>::new(client.operation(&GET)).await;
        assert_eq!(squares.unwrap().len(), 2);
    }
    let lines = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(*told.lock().unwrap(), 4);
    assert_eq!(lines.lines().count(), 1, "{lines}");
    assert!(lines.contains(r#""path":"[0].side""#), "{lines}");
}

#[tokio::test]
async fn a_file_of_drift_that_cannot_be_opened_is_an_error_of_the_builder() {
    let server = Server::script(Vec::new()).await;
    let mut builder = builder(&server);
    builder.drift_file("/no/such/folder/drift.jsonl");
    let message = builder.build().unwrap_err().to_string();
    assert!(
        message.contains("file of drift `/no/such/folder/drift.jsonl`"),
        "{message}"
    );
}

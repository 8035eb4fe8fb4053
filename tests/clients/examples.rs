//! Every example in the two descriptions is read and written back equal.

use std::collections::BTreeMap;

use generated::{sendcloud_event_subscriptions::types as sendcloud, smartcar_management::types};
use runtime::Wire;
use serde_json::Value;

/// Reads an example as a type and writes it again.
type RoundTrip = fn(&[u8]) -> Vec<u8>;

fn round_trip<T: Wire>(text: &[u8]) -> Vec<u8> {
    runtime::to_vec(&runtime::from_slice::<T>(text).unwrap_or_else(|error| panic!("{error}")))
}

/// Which type stands at the place of each example: the end of the example's pointer, and the type.
const SMARTCAR: &[(&str, RoundTrip)] = &[
    (
        "/202/content/application~1json/schema/properties/meta/properties/message",
        round_trip::<String>,
    ),
    (
        "/schemas/SubscriptionRequest",
        round_trip::<types::SubscriptionRequest>,
    ),
    (
        "/meta/properties/debug",
        round_trip::<types::ErrorResponse1ErrorsItemMetaDebug>,
    ),
    ("/VehicleSummary/properties/make", round_trip::<String>),
    ("/VehicleSummary/properties/model", round_trip::<String>),
    ("/VehicleSummary/properties/year", round_trip::<i64>),
    (
        "/VehicleSummary/properties/mode",
        round_trip::<types::VehicleSummaryMode>,
    ),
    (
        "/VehicleSummary/properties/powertrainType",
        round_trip::<Option<String>>,
    ),
    ("/ResourceIdentifier/properties/type", round_trip::<String>),
    ("/schemas/PagingLinks", round_trip::<types::PagingLinks>),
    (
        "/schemas/PagingMetaAttributes1",
        round_trip::<types::PagingMetaAttributes1>,
    ),
    (
        "/BadRequest1/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
    (
        "/Unauthorized/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
    (
        "/Forbidden/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
    (
        "/NotFound/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
    (
        "/Conflict/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
    (
        "/InternalError/content/application~1json",
        round_trip::<types::ErrorResponse1>,
    ),
];

const SENDCLOUD: &[(&str, RoundTrip)] = &[
    (
        "/requestBody/content/application~1json/CreateSubscription",
        round_trip::<sendcloud::SubscriptionCreateRequest>,
    ),
    (
        "/201/content/application~1json/SubscriptionCreated",
        round_trip::<sendcloud::CreateSubscriptionResponse>,
    ),
    (
        "/400/content/application~1json/ValidationError",
        round_trip::<sendcloud::Errors>,
    ),
];

#[test]
fn examples_of_smartcar() {
    check(
        include_str!("../../specs/smartcar-management.yaml"),
        SMARTCAR,
    );
}

#[test]
fn examples_of_sendcloud() {
    check(
        include_str!("../../specs/sendcloud-event-subscriptions.yaml"),
        SENDCLOUD,
    );
}

fn check(description: &str, types: &[(&str, RoundTrip)]) {
    let description: Value = serde_yaml::from_str(description).unwrap();
    let mut examples = BTreeMap::new();
    collect(&description, "", &mut examples);
    assert_eq!(examples.len(), types.len(), "{:#?}", examples.keys());
    for (pointer, example) in examples {
        let entry = types.iter().find(|(end, _)| pointer.ends_with(end));
        let (_, round_trip) = entry.unwrap_or_else(|| panic!("no type for {pointer}"));
        let written = round_trip(example.to_string().as_bytes());
        let written: Value = serde_json::from_slice(&written).unwrap();
        assert_eq!(written, example, "{pointer}");
    }
}

/// All examples below a node, by the pointer of what they are examples of.
fn collect(node: &Value, pointer: &str, examples: &mut BTreeMap<String, Value>) {
    let Value::Object(members) = node else { return };
    for (name, value) in members {
        match name.as_str() {
            "example" => {
                examples.insert(pointer.to_owned(), value.clone());
            }
            "examples" => {
                for (name, example) in value.as_object().unwrap() {
                    examples.insert(format!("{pointer}/{name}"), example["value"].clone());
                }
            }
            _ => {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{pointer}/{name}"), examples);
            }
        }
    }
}

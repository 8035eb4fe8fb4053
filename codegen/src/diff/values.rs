//! Enumerations: which values came and went.

use super::finding::{Findings, Spotted};
use super::rules::{ENUM_CLOSED, ENUM_OPENED, VALUE_ADDED, VALUE_REMOVED};
use crate::api::{EnumValue, Enumeration};

pub(super) fn compare(findings: &mut Findings, at: &Spotted, old: &Enumeration, new: &Enumeration) {
    let has = |values: &Enumeration, json: &str| {
        let mut all = values.values.iter();
        all.any(|value| value.json() == json)
    };
    for json in old.values.iter().map(EnumValue::json) {
        if !has(new, &json) {
            findings.add(
                &VALUE_REMOVED,
                at,
                format!("the value `{json}` was removed"),
            );
            findings.about(json);
        }
    }
    for json in new.values.iter().map(EnumValue::json) {
        if !has(old, &json) {
            findings.add(&VALUE_ADDED, at, format!("the value `{json}` was added"));
            findings.about(json);
        }
    }
    match (old.open, new.open) {
        (false, true) => findings.add(&ENUM_OPENED, at, "other values are allowed"),
        (true, false) => findings.add(&ENUM_CLOSED, at, "other values are not allowed any more"),
        (true, true) | (false, false) => {}
    }
}

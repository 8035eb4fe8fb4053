//! Enumerations of constants as open enums.

use crate::api::{EnumValue, Enumeration, TypeDef};
use crate::lock::MemberKind;
use crate::rust::{self, EnumVariant, WireValue};

use super::context::Context;
use super::docs;
use super::given::Given;
use super::names::variants;

pub(super) fn enum_(
    context: &Context<'_>,
    definition: &TypeDef,
    ident: rust::Ident,
    enumeration: &Enumeration,
) -> rust::Enum {
    let settings = context.settings;
    let names: Vec<_> = enumeration
        .values
        .iter()
        .map(|value| {
            let text = value.text();
            let renamed = settings.value_name(definition.into(), &text);
            let pointer = &definition.origin.pointer;
            let locked = || {
                settings
                    .lock
                    .member(MemberKind::Value, pointer, &value.json())
            };
            (
                Given::of(renamed, locked),
                value.name.clone().unwrap_or(text),
            )
        })
        .collect();
    let (idents, unknown) = variants(&names);
    let kind = constants(enumeration);
    let values = enumeration.values.iter().zip(idents);
    rust::Enum {
        pointer: definition.origin.pointer.clone(),
        docs: docs::item(&definition.docs, &ident),
        ident,
        variants: values
            .map(|(value, ident)| EnumVariant {
                docs: docs::text(value.description.as_deref()),
                value: wire_value(value, kind),
                ident,
            })
            .collect(),
        unknown,
    }
}

/// The one kind of constant that fits all values.
#[derive(Debug, Clone, Copy)]
enum Constants {
    Strings,
    Integers,
    Mixed,
}

fn constants(enumeration: &Enumeration) -> Constants {
    let all = |fits: fn(&serde_json::Value) -> bool| {
        enumeration.values.iter().all(|value| fits(&value.value))
    };
    if all(serde_json::Value::is_string) {
        Constants::Strings
    } else if all(serde_json::Value::is_i64) {
        Constants::Integers
    } else {
        Constants::Mixed
    }
}

fn wire_value(constant: &EnumValue, constants: Constants) -> WireValue {
    match (constants, &constant.value) {
        (Constants::Strings, serde_json::Value::String(text)) => WireValue::String(text.clone()),
        (Constants::Integers, value) if value.is_i64() => {
            WireValue::Integer(value.as_i64().unwrap_or_default())
        }
        (_, _) => WireValue::Json(constant.json()),
    }
}

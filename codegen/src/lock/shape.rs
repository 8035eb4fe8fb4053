//! What a type is made of, in eight digits: the same for a type that was only moved.

use crate::api::Kind;

/// Members, values or variants, in any order. Types inside and documentation do not count.
pub fn shape(kind: &Kind) -> String {
    let (kind, mut parts): (&str, Vec<String>) = match kind {
        Kind::Object(object) => {
            let fields = object.fields.iter();
            (
                "object",
                fields.map(|field| field.wire_name.clone()).collect(),
            )
        }
        Kind::Enumeration(enumeration) => {
            let values = enumeration.values.iter();
            ("enumeration", values.map(|value| value.json()).collect())
        }
        Kind::Union(union) => {
            let variants = union.variants.iter();
            (
                "union",
                variants.map(|variant| variant.name.clone()).collect(),
            )
        }
        Kind::Scalar(scalar) => ("scalar", vec![first_word(&format!("{scalar:?}"))]),
        Kind::Any | Kind::Untyped(_) => ("any", Vec::new()),
        Kind::Null => ("null", Vec::new()),
        Kind::Array { .. } => ("array", Vec::new()),
        Kind::Tuple { .. } => ("tuple", Vec::new()),
        Kind::Map(_) => ("map", Vec::new()),
        Kind::Alias(_) => ("alias", Vec::new()),
    };
    parts.sort();
    parts.insert(0, kind.to_owned());
    format!("{:08x}", checksum(&parts.join("\n")))
}

fn first_word(text: &str) -> String {
    let word = text.split(|c: char| !c.is_alphanumeric()).next();
    word.unwrap_or_default().to_owned()
}

/// FNV-1a, 32 bits.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

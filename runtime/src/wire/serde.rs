//! The bridge to serde: every generated type is `Serialize` and `Deserialize` by way of its JSON.
//!
//! serde_json's own (de)serializers take and give JSON text as it is, so that numbers keep all
//! their digits; others see maps, sequences and scalars.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::{Encode, Tuple, Wire, from_slice, to_string, tuples::Head};
use crate::json::{Kind, Reader, Writer, fixed_integer};
use crate::types::{
    Base64, Base64Url, BigInteger, Decimal, Duration, Json, Map, Numeric, Secret, Spell, Spelled,
    Text,
};

/// How serde_json calls text that is to pass as it is. Its serializers know it as the name of a
/// struct and its only field, its deserializers as the name of a newtype.
const RAW: &str = "$serde_json::private::RawValue";

/// Writes a value as JSON and that JSON to the serializer.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let json = to_string(value);
    if is_json::<S>() {
        let mut raw = serializer.serialize_struct(RAW, 1)?;
        raw.serialize_field(RAW, &json)?;
        return raw.end();
    }
    Transcode(&json).serialize(serializer)
}

/// Whether this is a serializer of serde_json itself. One that only writes to it, as for flattened
/// fields, would take the name for that of a field.
fn is_json<S>() -> bool {
    let name = std::any::type_name::<S>();
    name.starts_with("&mut serde_json::ser::Serializer<")
        || name == "serde_json::value::ser::Serializer"
}

/// JSON text that writes itself value by value.
struct Transcode<'a>(&'a str);

impl Serialize for Transcode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = Reader::of_text(self.0);
        reader.depth_limit(u32::MAX);
        let kind = reader.peek().map_err(S::Error::custom)?;
        match kind {
            Kind::Null => serializer.serialize_unit(),
            Kind::Boolean => serializer.serialize_bool(reader.boolean().map_err(S::Error::custom)?),
            Kind::String => serializer.serialize_str(&reader.string().map_err(S::Error::custom)?),
            Kind::Number => serialize_number(self.0, serializer),
            Kind::Array => {
                let mut items = serializer.serialize_seq(None)?;
                each(&mut reader, |_, item| {
                    items.serialize_element(&Transcode(item))
                })?;
                items.end()
            }
            Kind::Object => {
                let mut members = serializer.serialize_map(None)?;
                each(&mut reader, |name, value| {
                    members.serialize_entry(name, &Transcode(value))
                })?;
                members.end()
            }
        }
    }
}

/// Calls a function with the name, empty in an array, and the text of each value in the next one.
fn each<E: serde::ser::Error>(
    reader: &mut Reader<'_>,
    mut visit: impl FnMut(&str, &str) -> Result<(), E>,
) -> Result<(), E> {
    let object = reader.peek().map_err(E::custom)? == Kind::Object;
    let begin = if object {
        reader.begin_object()
    } else {
        reader.begin_array()
    };
    let mut more = begin.map_err(E::custom)?;
    while more {
        let name = if object {
            reader.name().map_err(E::custom)?
        } else {
            "".into()
        };
        visit(&name, reader.raw().map_err(E::custom)?)?;
        let next = if object {
            reader.next_member()
        } else {
            reader.next_item()
        };
        more = next.map_err(E::custom)?;
    }
    Ok(())
}

/// As the smallest of the types that hold it without loss; a float where none does.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let fraction = text.contains(['.', 'e', 'E']);
    match fixed_integer(text).filter(|_| !fraction) {
        None => serializer.serialize_f64(text.parse().map_err(S::Error::custom)?),
        Some(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => serializer.serialize_i64(value),
            (_, Ok(value)) => serializer.serialize_u64(value),
            _ => serializer.serialize_i128(value),
        },
    }
}

/// Reads JSON from the deserializer and the value from that.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    deserializer.deserialize_newtype_struct(RAW, Collect(&mut writer))?;
    from_slice(writer.as_bytes()).map_err(D::Error::custom)
}

/// Writes what a deserializer gives as JSON.
struct Collect<'a, 'w>(&'a mut Writer<'w>);

impl<'de> DeserializeSeed<'de> for Collect<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Collect<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value that JSON can spell")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.float(value);
        Ok(())
    }

    fn visit_f32<E>(self, value: f32) -> Result<(), E> {
        self.0.float32(value);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.string(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.begin_array();
        loop {
            let mark = self.0.as_bytes().len();
            self.0.item();
            if items.next_element_seed(Collect(self.0))?.is_none() {
                self.0.truncate(mark);
                break;
            }
        }
        self.0.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut name = members.next_key::<String>()?;
        if name.as_deref() == Some(RAW) {
            self.0.raw(&members.next_value::<String>()?);
            return Ok(());
        }
        self.0.begin_object();
        while let Some(member) = name {
            self.0.name(&member);
            members.next_value_seed(Collect(self.0))?;
            name = members.next_key()?;
        }
        self.0.end_object();
        Ok(())
    }
}

macro_rules! bridges {
    ($([$($bounds:tt)*] $name:ty),* $(,)?) => {$(
        impl<$($bounds)*> Serialize for $name {
            fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de, $($bounds)*> Deserialize<'de> for $name {
            fn deserialize<Z: Deserializer<'de>>(deserializer: Z) -> Result<Self, Z::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

bridges! {
    [] Base64, [] Base64Url, [] BigInteger, [] Decimal, [] Duration, [] Json, [] Secret, [] Text,
    [T: Wire] Map<T>, [T: Wire] Numeric<T>, [T: Spell] Spelled<T>, [H: Head, T: Wire] Tuple<H, T>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use crate::{DateTime, Json, Map};

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct Mine {
        #[serde(flatten)]
        map: Map<Json>,
    }

    #[test]
    fn digits_survive_serde_json() {
        let json = r#"{"a":[12345678901234567890123,1e400,0.10],"b":{}}"#;
        let map: Map<Json> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&map).unwrap(), json);
        let value = serde_json::to_value([Json::of(&5), Json::null()]).unwrap();
        assert_eq!(value.to_string(), "[5,null]");
        assert_eq!(
            serde_json::from_value::<Vec<Json>>(value).unwrap()[0],
            Json::of(&5)
        );
    }

    #[test]
    fn other_formats_see_values() {
        let json = r#"{"a":[123456789012345678901234,-1,18446744073709551615,0.5,true,null,"x"],"b":{"c":1}}"#;
        let mine: Mine =
            serde_json::from_str(&json.replace("123456789012345678901234", "7")).unwrap();
        assert_eq!(
            serde_json::to_string(&mine).unwrap(),
            json.replace("123456789012345678901234", "7")
        );
        let map: Map<Json> = serde_json::from_str(json).unwrap();
        let mine = Mine { map };
        assert_eq!(serde_json::to_string(&mine).unwrap(), json);
        let times: BTreeMap<String, DateTime> =
            serde_json::from_str(r#"{"a":"2026-01-02T03:04:05z"}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&times).unwrap(),
            r#"{"a":"2026-01-02T03:04:05z"}"#
        );
        assert!(
            serde_json::from_str::<DateTime>("5")
                .unwrap_err()
                .to_string()
                .contains("a date-time")
        );
    }
}

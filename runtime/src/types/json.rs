//! JSON of an unknown type.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_json::Value;

use crate::json::{Kind, Number, Reader, Writer};
use crate::wire::{Encode, JsonError, Wire, from_slice, to_string};

/// Any JSON, kept as its text. Compared by value: white space, the order of members and the
/// notation of numbers do not count.
///
/// ```
/// use runtime::Json;
///
/// let json: Json = r#"{"a": 1.0, "b": []}"#.parse()?;
/// assert_eq!(json, r#"{"b":[],"a":1}"#.parse()?);
/// assert_eq!(json.as_str(), r#"{"a": 1.0, "b": []}"#);
/// assert_eq!(json.to_value()["a"], 1.0);
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone, Default)]
pub struct Json(Option<Box<str>>);

impl Json {
    /// `null`.
    #[inline]
    pub const fn null() -> Self {
        Self(None)
    }

    /// The JSON of a value.
    pub fn of(value: &dyn Encode) -> Self {
        Self(Some(to_string(value).into()))
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or("null")
    }

    /// Reads it as a value of some type.
    ///
    /// # Errors
    /// It does not fit the type.
    pub fn read_as<T: Wire>(&self) -> Result<T, JsonError> {
        from_slice(self.as_str().as_bytes())
    }

    /// The value as a tree. Numbers that no `f64` can hold become `null`.
    pub fn to_value(&self) -> Value {
        serde_json::from_str(self.as_str()).unwrap_or_default()
    }

    /// Whether it means the same as this JSON text.
    pub fn is(&self, json: &str) -> bool {
        same_json(self.as_str(), json)
    }
}

/// Whether two JSON texts mean the same.
pub fn same_json(one: &str, other: &str) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// Hashes what a JSON text means.
pub fn hash_json<H: Hasher>(json: &str, state: &mut H) {
    canonical(json).hash(state);
}

/// The canonical form of a JSON text.
fn canonical(json: &str) -> String {
    let mut writer = Writer::new();
    match write_canonical(&mut Reader::of_text(json), &mut writer) {
        Ok(()) => writer.into_string(),
        Err(_) => json.to_owned(),
    }
}

/// Recursion ends where the reader finds the text nested too deep.
fn write_canonical(reader: &mut Reader<'_>, writer: &mut Writer<'_>) -> Result<(), JsonError> {
    match reader.peek()? {
        Kind::String => writer.string(&reader.string()?),
        Kind::Number => {
            let number = Number::parse(reader.number()?).map(|number| number.normal());
            let (negative, digits, power) = number.unwrap_or_default();
            writer.raw(&format!(
                "{}{digits}e{power}",
                if negative { "-" } else { "" }
            ));
        }
        Kind::Null | Kind::Boolean => writer.raw(reader.raw()?),
        Kind::Array => {
            writer.begin_array();
            let mut more = reader.begin_array()?;
            while more {
                writer.item();
                write_canonical(reader, writer)?;
                more = reader.next_item()?;
            }
            writer.end_array();
        }
        Kind::Object => {
            let mut members = BTreeMap::new();
            let mut more = reader.begin_object()?;
            while more {
                let name = reader.name()?;
                let mut value = Writer::new();
                write_canonical(reader, &mut value)?;
                members.insert(name, value.into_string());
                more = reader.next_member()?;
            }
            writer.begin_object();
            for (name, value) in members {
                writer.name(&name);
                writer.raw(&value);
            }
            writer.end_object();
        }
    }
    Ok(())
}

impl FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        from_slice(text.as_bytes())
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self::of(&value)
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        Self::of(value)
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        same_json(self.as_str(), other.as_str())
    }
}

impl Eq for Json {}

impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_json(self.as_str(), state);
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Encode for Json {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.raw(self.as_str());
    }
}

impl Wire for Json {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        reader.present()?;
        self.0 = Some(reader.raw()?.into());
        Ok(())
    }

    #[inline]
    fn vacant() -> Self {
        Self::null()
    }

    #[inline]
    fn takes_null() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_when_it_means_the_same() {
        for (one, other) in [
            (r#"{"a":1,"b":2}"#, r#" { "b" : 2.0 , "a" : 10e-1 } "#),
            (r#""\u0061""#, r#""a""#),
            ("1e400", "10e399"),
            ("12345678901234567890123", "12345678901234567890123.0"),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
        ] {
            assert!(same_json(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1", "\"1\""),
            ("[1,2]", "[2,1]"),
            ("12345678901234567890123", "12345678901234567890124"),
            ("null", "{}"),
        ] {
            assert!(!same_json(one, other), "{one} {other}");
        }
    }
}

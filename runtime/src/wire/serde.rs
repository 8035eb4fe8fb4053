//! The bridge to serde: every generated type is `Serialize` and `Deserialize` by way of its JSON.
//!
//! Numbers pass through [`serde_json::Number`] and keep what it keeps.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::{Encode, Wire, from_slice, to_vec};

/// Writes a value as JSON and that JSON to the serializer.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let value: Value = from_slice(&to_vec(value)).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Reads JSON from the deserializer and the value from that.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_slice(&to_vec(&value)).map_err(D::Error::custom)
}

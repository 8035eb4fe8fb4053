//! What HTTP allows in methods, names and values.

use serde_json::Value;

use super::bodies::Unsupported;
use super::features;
use super::schemas::Schemas;
use crate::api::{Kind, Location, Parameter};

/// A name of HTTP (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

impl Schemas<'_, '_> {
    /// Whether a header parameter can be sent under its name; what is optional is left out alone.
    pub fn has_sendable_name(&mut self, parameter: &Parameter) -> Result<bool, Unsupported> {
        if parameter.location != Location::Header || is_token(&parameter.wire_name) {
            return Ok(true);
        }
        let name = parameter.wire_name.escape_debug();
        let (place, message) = (
            &parameter.pointer,
            format!("`{name}` is no name of a header"),
        );
        if parameter.required {
            return Err(Unsupported {
                pointer: place.clone(),
                reason: format!("its parameter `{name}` has a name that no header can have"),
            });
        }
        self.warn("unsupported-parameter", place, message, "no parameter");
        Ok(false)
    }

    /// Reports constants of header parameters that no header can have.
    pub fn report_constants(&mut self, parameter: &Parameter) {
        if parameter.location != Location::Header {
            return;
        }
        let Kind::Enumeration(values) = features::resolved(&self.types, parameter.ty.ty) else {
            return;
        };
        let breaks = |value: &Value| {
            let text = value.as_str().unwrap_or_default();
            text.contains(|character: char| character.is_control() && character != '\t')
        };
        if values.values.iter().any(|value| breaks(&value.value)) {
            let message = "a value with a line break or a control character";
            let instead = "an error when it is sent";
            self.warn("unsupported-value", &parameter.pointer, message, instead);
        }
    }
}

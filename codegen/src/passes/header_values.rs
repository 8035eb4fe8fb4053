//! Values of header parameters that cannot be sent.

use crate::api::{Api, Kind, Location, Parameter, TypeId, Types};
use crate::diagnostics::Diagnostics;

/// Reports every value with a line end or another control character. RFC 9110, section 5.5.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        for parameter in &operation.parameters {
            if parameter.location == Location::Header {
                check_values(&api.types, parameter, diagnostics);
            }
        }
    }
}

fn check_values(types: &Types, parameter: &Parameter, diagnostics: &mut Diagnostics) {
    let Kind::Enumeration(enumeration) = &types[items(types, parameter.ty.ty)].kind else {
        return;
    };
    let values = enumeration.values.iter();
    let texts = values.filter_map(|value| value.value.as_str());
    for text in texts.filter(|text| text.contains(|c: char| c.is_control() && c != '\t')) {
        let message = format!("{text:?} cannot be the value of a header");
        diagnostics
            .warn("invalid-header", &parameter.pointer, message)
            .instead("requests with this value are refused");
    }
}

/// The constants of the values, through aliases and arrays.
fn items(types: &Types, mut id: TypeId) -> TypeId {
    for _ in 0..types.len() {
        match &types[id].kind {
            Kind::Alias(inner) | Kind::Array { items: inner, .. } => id = inner.ty,
            _ => break,
        }
    }
    id
}

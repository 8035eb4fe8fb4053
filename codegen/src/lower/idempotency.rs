//! Headers for idempotency keys, by which a server recognises a repeated request.

use crate::rust::{ArgumentPlace, Setter, Type};

/// Whether it is an optional header for any text with one of the usual names. The client fills it
/// if the caller does not.
fn is_key(setter: &Setter) -> bool {
    let argument = &setter.argument;
    let name = argument.wire_name.to_ascii_lowercase();
    let is_text = matches!(argument.ty, Type::String | Type::Uuid);
    let is_header = matches!(argument.place, ArgumentPlace::Header(_));
    is_header && is_text && ["idempotency-key", "x-idempotency-key"].contains(&name.as_str())
}

/// The name of the header. The documentation of the setter says that it is filled.
pub(super) fn header(setters: &mut [Setter]) -> Option<String> {
    let setter = setters.iter_mut().find(|setter| is_key(setter))?;
    let lines = &mut setter.docs.lines;
    lines.push(String::new());
    lines.push(
        "A random key is sent where none is set, so that the call can be retried.".to_owned(),
    );
    Some(setter.argument.wire_name.clone())
}

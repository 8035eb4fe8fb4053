//! Names of header fields, cookies and media types.
//!
//! A line end in one of them would start another header field. HTTP clients refuse to send it, so
//! nothing is generated for it. RFC 9110, sections 5.1 and 5.6.2; RFC 6265, section 4.1.1.

use crate::document::Origin;
use crate::document::context::{At, Context};

/// Whether a header field or a cookie can have this name. If not, this is reported.
pub fn name(name: &str, kind: &str, origin: Origin, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if is_token(name) {
        return true;
    }
    let message = format!("{name:?} cannot be the name of a {kind}");
    cx.warn("invalid-header", origin, at, message)
        .help("write letters, digits and hyphens")
        .instead("nothing");
    false
}

/// Whether a `Content-Type` can have this value. If not, this is reported.
pub fn media_type(origin: Origin, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    if !at.name().contains(char::is_control) {
        return true;
    }
    let message = format!("{:?} cannot be a media type", at.name());
    cx.warn("invalid-header", origin, at, message)
        .instead("nothing");
    false
}

/// A token of HTTP, which methods are, too.
pub fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

//! Media types: how a body is understood, and which of several media types is preferred.

use crate::api::{StatusRange, WireFormat};
use crate::openapi::{MediaType, Schema};

/// How bytes of a media type are understood. RFC 6838, section 4.2.8 for the suffixes.
pub(crate) fn format(media_type: &str) -> WireFormat {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" if is_streamed(media_type) => WireFormat::JsonLines,
        "application/json" | "text/json" | "application/x-json" => WireFormat::Json,
        "application/x-www-form-urlencoded" => WireFormat::UrlEncoded,
        "text/event-stream" => WireFormat::EventStream,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-seq"
        | "application/json-lines" => WireFormat::JsonLines,
        "application/xml" | "text/xml" => WireFormat::Xml,
        _ if essence.ends_with("+json") => WireFormat::Json,
        _ if essence.ends_with("+json-seq") => WireFormat::JsonLines,
        _ if essence.starts_with("multipart/") => WireFormat::Multipart,
        _ if essence.starts_with("image/") => WireFormat::Bytes,
        _ if essence.ends_with("+xml") => WireFormat::Xml,
        _ if essence.starts_with("text/") => WireFormat::Text,
        _ => WireFormat::Bytes,
    }
}

/// Kubernetes and others: `application/json;stream=watch` is one value after another.
fn is_streamed(media_type: &str) -> bool {
    let mut parameters = media_type.split(';').skip(1);
    parameters.any(|one| {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case("stream") && value.trim() != "false"
    })
}

/// Where a body is used, which decides how it is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Request,
    Response,
    /// A response that is read as a whole, whatever its media type.
    Failure,
}

impl Side {
    pub fn of(status: StatusRange) -> Self {
        match status {
            StatusRange::Exactly(400..600) | StatusRange::Class(4 | 5) => Self::Failure,
            StatusRange::Exactly(_) | StatusRange::Class(_) | StatusRange::Default => {
                Self::Response
            }
        }
    }
}

/// Media types in order of preference. Of equal ones the first is kept.
pub fn rank(media_type: &str, format: WireFormat) -> u8 {
    match format {
        WireFormat::Json if media_type.starts_with("application/json") => 0,
        WireFormat::Json => 1,
        WireFormat::UrlEncoded => 2,
        WireFormat::Multipart => 3,
        // `AFTER_PARTS` is 4.
        WireFormat::Text => 5,
        WireFormat::Bytes => 6,
        WireFormat::Xml => 7,
        WireFormat::EventStream => 8,
        WireFormat::JsonLines => 9,
    }
}

/// Names for media types whose members are not written as JSON.
pub const OTHER_STRUCTURES: [&str; 9] = [
    "avro",
    "bson",
    "cbor",
    "amazon.ion",
    "msgpack",
    "protobuf",
    "smile",
    "thrift",
    "yaml",
];

/// The rank of media types that cannot carry files, where parts can.
pub const AFTER_PARTS: u8 = 4;

/// Whether a body of this format is read item by item.
pub fn is_stream(format: WireFormat) -> bool {
    matches!(format, WireFormat::EventStream | WireFormat::JsonLines)
}

/// Whether the preferred media type describes the same body as this one, which is then left out:
/// both have the same schema, and this one has a structure that is not read or, in requests, is not
/// JSON. Media types for changes never describe the same.
pub fn repeats(
    (format, preferred): (WireFormat, MediaType<'_>),
    other: WireFormat,
    name: &str,
    media: MediaType<'_>,
    side: Side,
) -> bool {
    let is_left_out = match other {
        WireFormat::Xml => true,
        WireFormat::Bytes => OTHER_STRUCTURES
            .iter()
            .any(|structure| name.contains(structure)),
        WireFormat::UrlEncoded | WireFormat::Multipart => side == Side::Request,
        WireFormat::Json | WireFormat::Text | WireFormat::EventStream | WireFormat::JsonLines => {
            false
        }
    };
    let is_structured = matches!(
        format,
        WireFormat::Json | WireFormat::JsonLines | WireFormat::UrlEncoded | WireFormat::Multipart
    );
    let schemas = [media.schema(), preferred.schema()];
    let [own, of_preferred] = schemas.map(|schema| schema.map(Schema::node));
    let says_nothing_else = own.is_none() || own == of_preferred;
    is_structured && is_left_out && says_nothing_else && !name.contains("patch")
}

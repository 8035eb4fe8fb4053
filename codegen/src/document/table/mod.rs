//! What may stand where in a description: the keywords of every kind of object, and what each of
//! them holds.
//!
//! One table for all versions, as the versions hardly contradict each other. Keywords that are not
//! listed are ignored. Extensions (`x-`) hold anything.

mod keywords;

use super::pointer;
use keywords::{
    COMPONENTS, DISCRIMINATOR, DOCUMENT, ENCODING, EXAMPLE, FLOW, FLOWS, HEADER, INFO, LINK,
    MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME,
    SERVER, TAG,
};

/// The objects of the OpenAPI specification that the walk enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Callback,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
}

impl Kind {
    /// The specification's name for one of them, with an article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Document => "a description",
            Self::Info => "an info",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Tag => "a tag",
            Self::ExternalDocs => "an external documentation",
            Self::Components => "components",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "flows",
            Self::Flow => "a flow",
        }
    }

    /// The same for several of them.
    pub fn plural(self) -> String {
        match self {
            Self::Info => "`info`".to_owned(),
            Self::RequestBody => "request bodies".to_owned(),
            Self::ExternalDocs => "external documentation".to_owned(),
            kind => match kind.noun().split_once(' ') {
                Some((_, noun)) => format!("{noun}s"),
                None => kind.noun().to_owned(),
            },
        }
    }
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Flag,
    Number,
    /// A whole number that is not negative.
    Count,
    /// Any JSON: examples, defaults, constants.
    Anything,
    Texts,
    /// Strings by name.
    TextMap,
    /// Values of any type.
    Values,
    /// Any JSON by name.
    AnyMap,
    One(Kind),
    Many(Kind),
    Named(Kind),
    /// Path items by path.
    Paths,
    /// Responses by status.
    Responses,
    /// Example objects by name; of schemas, a list of values.
    Examples,
    /// Security requirements.
    Security,
    /// `type` of a schema: one name or several.
    Type,
    /// `exclusiveMinimum`: a flag in 3.0, a number in later versions.
    Bound,
    /// A schema, or a boolean that stays one.
    SchemaOrFlag,
    /// A schema, or a list of schemas for the first items.
    Items,
}

type Table = &'static [(&'static str, Shape)];

/// What a keyword of an object holds, if the specification has it.
pub fn shape(kind: Kind, keyword: &str) -> Option<Shape> {
    table(kind)
        .iter()
        .find(|(name, _)| *name == keyword)
        .map(|(_, shape)| *shape)
}

/// The keywords of an object.
pub fn keywords(kind: Kind) -> impl Iterator<Item = &'static str> {
    table(kind).iter().map(|(name, _)| *name)
}

fn table(kind: Kind) -> Table {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Info => INFO,
        Kind::Contact => &[
            ("name", Shape::Text),
            ("url", Shape::Text),
            ("email", Shape::Text),
        ],
        Kind::License => &[
            ("name", Shape::Text),
            ("url", Shape::Text),
            ("identifier", Shape::Text),
        ],
        Kind::Server => SERVER,
        Kind::ServerVariable => &[
            ("enum", Shape::Texts),
            ("default", Shape::Text),
            ("description", Shape::Text),
        ],
        Kind::Tag => TAG,
        Kind::ExternalDocs => &[("url", Shape::Text), ("description", Shape::Text)],
        Kind::Components => COMPONENTS,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => REQUEST_BODY,
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::Example => EXAMPLE,
        Kind::Link => LINK,
        // Path items by expression: see `normalize`.
        Kind::Callback => &[],
        Kind::Schema => SCHEMA,
        Kind::Discriminator => DISCRIMINATOR,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Flows => FLOWS,
        Kind::Flow => FLOW,
    }
}

/// The target of a pointer in words, if it cannot be used as the kind that belongs here. Request bodies have the members of responses, and parameters those of headers.
pub fn other_kind(pointer: &str, kind: Kind) -> Option<String> {
    match (kind, place_at(pointer)?) {
        (Kind::Response, Place::Object(Kind::RequestBody))
        | (Kind::Header, Place::Object(Kind::Parameter)) => None,
        (kind, Place::Object(other)) => (kind != other).then(|| other.noun().to_owned()),
        (_, Place::Several(other)) => Some(format!("several {}", other.plural())),
    }
}

/// The target of a pointer in words, if it cannot be used as several objects of a kind.
pub fn other_collection(pointer: &str, kind: Kind) -> Option<String> {
    match place_at(pointer)? {
        Place::Several(other) if other == kind => None,
        Place::Several(other) => Some(format!("several {}", other.plural())),
        // What OpenAPI 3.2 has there is a media type, and was often a whole content before.
        Place::Object(Kind::MediaType) if kind == Kind::MediaType => None,
        Place::Object(other) => Some(other.noun().to_owned()),
    }
}

/// The kind of object that the keywords along a pointer lead to.
pub fn kind_at(pointer: &str) -> Option<Kind> {
    match place_at(pointer)? {
        Place::Object(kind) => Some(kind),
        Place::Several(_) => None,
    }
}

fn place_at(pointer: &str) -> Option<Place> {
    let mut here = Place::Object(Kind::Document);
    for token in pointer::tokens(pointer) {
        here = match here {
            Place::Object(Kind::Callback) => Place::Object(Kind::PathItem),
            Place::Object(kind) => match shape(kind, &token)? {
                Shape::One(kind) => Place::Object(kind),
                Shape::Many(kind) | Shape::Named(kind) => Place::Several(kind),
                Shape::Paths => Place::Several(Kind::PathItem),
                Shape::Responses => Place::Several(Kind::Response),
                Shape::Examples if kind != Kind::Schema => Place::Several(Kind::Example),
                Shape::Items | Shape::SchemaOrFlag => Place::Object(Kind::Schema),
                _ => return None,
            },
            Place::Several(kind) => Place::Object(kind),
        };
    }
    Some(here)
}

enum Place {
    Object(Kind),
    Several(Kind),
}

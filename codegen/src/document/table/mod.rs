//! What may stand where in a description: for every kind of object its keywords, and what each of
//! them holds.
//!
//! One table for all versions, as the versions hardly contradict each other. Keywords that are not
//! listed are none of our business; extensions (`x-`) hold anything.

mod keywords;

use keywords::{
    COMPONENTS, DISCRIMINATOR, DOCUMENT, ENCODING, EXAMPLE, FLOW, FLOWS, HEADER, INFO, LINK,
    MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME,
    SERVER, TAG,
};

/// The objects of the OpenAPI specification that are walked into.
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

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Flag,
    Number,
    /// A number that is a whole one and not negative.
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
    /// `exclusiveMinimum`: a flag in 3.0, a number later.
    Bound,
    /// A schema, or a flag that stays one.
    SchemaOrFlag,
    /// A schema, or the schemas of the first items.
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

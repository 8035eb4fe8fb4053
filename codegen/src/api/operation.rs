//! Operations: what can be called, what is sent, and what comes back.

use std::fmt;

use super::{DeclaredPages, Docs, Link, Pagination, Paging, Use};

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The final name in snake_case words of the document, not yet a Rust identifier: from the
    /// settings, else operationId, else method and path. It is unique in the API.
    pub name: String,
    /// The name that it would have if no other operation wanted the same.
    pub wanted_name: String,
    pub operation_id: Option<String>,
    pub method: HttpMethod,
    /// The path template of the request, `/subscriptions/{subscriptionId}`.
    pub path: String,
    /// Its key in the document, which may end in a `#fragment`.
    pub path_key: String,
    /// The tag, the first fixed path segment or the group from the settings, as spelled there.
    pub group: String,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub external_docs: Option<String>,
    /// Path parameters in the order of the path, then the others in the document's order.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// In the order of the document, each status once.
    pub responses: Vec<Response>,
    pub security: Vec<Credentials>,
    /// Servers that replace those of the API.
    pub servers: Vec<super::Server>,
    /// What an extension says about pages.
    pub declared_pages: Option<DeclaredPages>,
    pub paging: Paging,
    /// JSON pointer of the operation.
    pub pointer: String,
}

impl Operation {
    /// How the pages of the operation follow each other, if its responses are pages.
    pub fn pagination(&self) -> Option<&Pagination> {
        match &self.paging {
            Paging::Pages(pagination) => Some(pagination),
            Paging::Single | Paging::Off | Paging::Unclear(_) => None,
        }
    }
}

/// An HTTP method in upper case, including `QUERY` and `additionalOperations` of OpenAPI 3.2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpMethod(pub String);

/// One way to satisfy the security of an operation: all of these schemes together. An empty list
/// means that no credential is needed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Credentials {
    /// The name of a scheme, and the required scopes.
    pub schemes: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub wire_name: String,
    pub location: Location,
    pub required: bool,
    pub ty: Use,
    pub values: Values,
    pub docs: Docs,
    pub pointer: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    Path,
    Query,
    /// The whole query (OpenAPI 3.2, `in: querystring`).
    QueryString,
    Header,
    Cookie,
}

/// How the value of a parameter or header is spelled.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    Styled {
        style: Style,
        explode: bool,
        allow_reserved: bool,
    },
    /// Lists within lists, with the style of each from the outside in. `Form` repeats the name.
    /// Swagger 2.0, `collectionFormat` of `items`.
    Lists(Vec<Style>),
    /// The whole query as `application/x-www-form-urlencoded`, with the encodings of some members.
    Form(Vec<Encoding>),
    /// `content`: encoded in that media type.
    Content(WireFormat),
}

/// Parameter styles, OpenAPI 3.0.4 section 4.7.12.3 and OpenAPI 3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// Swagger 2.0, `collectionFormat: tsv`.
    TabDelimited,
    /// OpenAPI 3.2: like `Form`, but not percent-encoded.
    Cookie,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub required: bool,
    pub description: Option<String>,
    /// The media types that can be sent, the preferred one first. Never empty.
    pub content: Vec<Content>,
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As in the document, with its parameters.
    pub media_type: String,
    pub format: WireFormat,
    /// Absent for bytes, and for text without a schema.
    pub ty: Option<Use>,
    /// The type of one item of a stream (OpenAPI 3.2, `itemSchema`).
    pub item: Option<Use>,
    /// The name of all parts of a `multipart/form-data` body whose schema has no names.
    pub part: Option<String>,
    /// By property, for forms and multipart.
    pub encoding: Vec<Encoding>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    pub property: String,
    pub content_type: Option<String>,
    pub style: Option<Style>,
    pub explode: bool,
    /// Lists within lists, as in [`Values::Lists`]. Empty where `style` says everything.
    pub lists: Vec<Style>,
    pub allow_reserved: bool,
    /// Headers of a part that have a fixed value.
    pub headers: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireFormat {
    Json,
    Text,
    UrlEncoded,
    Multipart,
    Bytes,
    EventStream,
    /// JSON values one after another: JSON Lines, JSON sequences.
    JsonLines,
    Xml,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: StatusRange,
    pub description: String,
    /// The preferred media type among those that are read as a whole. None when the response has no
    /// body or only streams.
    pub content: Option<Content>,
    /// The preferred media type among those that are read item by item.
    pub stream: Option<Content>,
    /// The other media types, in order of preference.
    pub others: Vec<Content>,
    pub headers: Vec<Header>,
    pub links: Vec<Link>,
    pub pointer: String,
}

impl Response {
    /// All media types.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        self.content.iter().chain(&self.stream).chain(&self.others)
    }

    /// All media types, mutably.
    pub fn contents_mut(&mut self) -> impl Iterator<Item = &mut Content> {
        let preferred = self.content.iter_mut().chain(&mut self.stream);
        preferred.chain(&mut self.others)
    }
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub wire_name: String,
    pub description: Option<String>,
    pub deprecated: bool,
    pub required: bool,
    pub ty: Use,
    pub values: Values,
    pub pointer: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    Exactly(u16),
    /// `4XX` is 4.
    Class(u16),
    Default,
}

impl StatusRange {
    pub fn is_success(self) -> bool {
        match self {
            Self::Exactly(status) => (200..300).contains(&status),
            Self::Class(class) => class == 2,
            Self::Default => false,
        }
    }

    /// 1XX, which the transport deals with.
    pub fn is_information(self) -> bool {
        match self {
            Self::Exactly(status) => (100..200).contains(&status),
            Self::Class(class) => class == 1,
            Self::Default => false,
        }
    }
}

/// As in the document: `200`, `4XX`, `default`.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

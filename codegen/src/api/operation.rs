//! Operations: what can be called, with what, and what comes back.

use std::fmt;

use super::{DeclaredPages, Docs, Pagination, Paging, Use};

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Final name in snake_case words of the document (not yet a Rust identifier): from the
    /// settings, else operationId, else the summary, else method and path. Unique in the API.
    pub name: String,
    pub operation_id: Option<String>,
    pub method: HttpMethod,
    /// Path template as it is called, `/subscriptions/{subscriptionId}`.
    pub path: String,
    /// Its key in the document, which may have a `#fragment` behind it.
    pub path_key: String,
    /// The tag, the first fixed path segment or what the settings say, as spelled there.
    pub group: String,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub external_docs: Option<String>,
    /// Path parameters in the path's order, then the others in the document's order.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// In the order of the document; a status once.
    pub responses: Vec<Response>,
    pub security: Vec<Credentials>,
    /// Overrides the API's servers.
    pub servers: Vec<super::Server>,
    /// What an extension says of pages.
    pub declared_pages: Option<DeclaredPages>,
    pub paging: Paging,
    /// JSON pointer of the operation.
    pub pointer: String,
}

impl Operation {
    /// How its pages follow each other, if its responses are pages.
    pub fn pagination(&self) -> Option<&Pagination> {
        match &self.paging {
            Paging::Pages(pagination) => Some(pagination),
            Paging::Single | Paging::Off | Paging::Unclear(_) => None,
        }
    }
}

/// One method of HTTP, upper case; `QUERY` and `additionalOperations` of OpenAPI 3.2 included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpMethod(pub String);

/// One way to satisfy an operation's security: all of these schemes together. An empty list means
/// that no credential is needed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Credentials {
    /// Scheme name and required scopes.
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
    /// The whole query string (OpenAPI 3.2, `in: querystring`).
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
    /// Lists within lists, the style of each from outside in; `Form` repeats the name. Swagger
    /// 2.0, `collectionFormat` of `items`.
    Lists(Vec<Style>),
    /// The whole query as `application/x-www-form-urlencoded`, with the encodings of some members.
    Form(Vec<Encoding>),
    /// `content`: serialised in that media type.
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
    /// OpenAPI 3.2: as `Form`, but not encoded.
    Cookie,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub required: bool,
    pub description: Option<String>,
    /// The media types that can be sent, the preferred one first; never empty.
    pub content: Vec<Content>,
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As in the document, parameters included.
    pub media_type: String,
    pub format: WireFormat,
    /// Absent for bytes and text without a schema.
    pub ty: Option<Use>,
    /// Type of one item of a stream (OpenAPI 3.2, `itemSchema`).
    pub item: Option<Use>,
    /// `multipart/form-data` whose schema has no names: that of all parts.
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
    /// Lists within lists, as in [`Values::Lists`]; empty where `style` says it all.
    pub lists: Vec<Style>,
    pub allow_reserved: bool,
    /// Headers of a part that have one value.
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
    /// JSON values one after the other: JSON Lines, JSON sequences.
    JsonLines,
    Xml,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: StatusRange,
    pub description: String,
    /// The preferred media type among those that are read as a whole; none when the response has
    /// no body, or streams only.
    pub content: Option<Content>,
    /// The preferred media type among those that are read item by item.
    pub stream: Option<Content>,
    /// The other media types, in order of preference.
    pub others: Vec<Content>,
    pub headers: Vec<Header>,
    pub pointer: String,
}

impl Response {
    /// Every media type.
    pub fn contents(&self) -> impl Iterator<Item = &Content> {
        self.content.iter().chain(&self.stream).chain(&self.others)
    }

    /// Every media type, to change it.
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

    /// 1XX, which is the transport's business.
    pub fn is_information(self) -> bool {
        match self {
            Self::Exactly(status) => (100..200).contains(&status),
            Self::Class(class) => class == 1,
            Self::Default => false,
        }
    }
}

/// As the document spells it: `200`, `4XX`, `default`.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

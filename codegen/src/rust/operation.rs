//! Operations: one method each in the struct of its group.

use super::{Docs, Ident, Type};

/// A file of `operations/`: the struct that a method of the client returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub module: Ident,
    pub ident: Ident,
    /// Of the client, leads to the group.
    pub method: Ident,
    pub docs: Docs,
    /// The Cargo feature it is behind.
    pub feature: Option<String>,
    /// Types of this API that the items name, sorted.
    pub uses: Vec<Ident>,
    pub operations: Vec<Operation>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// JSON pointer of what it was made from.
    pub pointer: String,
    /// Unique in the group: what errors and its types are called after, `list_subscriptions`.
    pub name: Ident,
    /// The method: the name without the words of the group, `list`.
    pub method: Ident,
    /// What the call has in addition to other calls is called after, `ListSubscriptions`: its
    /// optional parameters, its pages.
    pub call: Option<Ident>,
    pub docs: Docs,
    pub http_method: String,
    pub path: String,
    /// Any of these, each all of its schemes. Empty: no credential is sent.
    pub security: Vec<Requirement>,
    /// Value of the Accept header.
    pub accept: Option<String>,
    /// Statuses that are results although they are not 2xx.
    pub values: Vec<String>,
    /// Statuses that the one type of the error describes, where these are not all.
    pub described: Vec<String>,
    /// Servers of the operation itself, when it has its own.
    pub base_url: Option<String>,
    /// Required parameters in order, then the body: arguments of the method.
    pub arguments: Vec<Argument>,
    pub body: Option<Body>,
    /// Bodies of other media types, each with the method that sends it in place of the first one;
    /// optional ones have setters.
    pub other_bodies: Vec<(Ident, Body)>,
    /// Optional parameters: setters of the call type.
    pub setters: Vec<Setter>,
    pub success: Outcome,
    pub error: Outcome,
    pub pages: Option<Pages>,
    /// The other way of calling it: `stream()`.
    pub stream: Option<Streamed>,
    /// More ways of calling it: other media types.
    pub others: Vec<Streamed>,
}

/// Another response than the one that the call gives by itself: one that is read while it arrives,
/// or one of another media type.
#[derive(Debug, Clone, PartialEq)]
pub struct Streamed {
    /// The method that asks for it, `stream`.
    pub method: Ident,
    pub ty: Type,
    /// Value of the Accept header.
    pub accept: String,
    /// The member of the body that asks for it.
    pub flag: Option<String>,
}

/// Scheme names and scopes that must be satisfied together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Requirement {
    pub schemes: Vec<(String, Vec<String>)>,
}

/// A parameter as an argument of the method.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub ty: Type,
    pub passing: Passing,
    pub wire_name: String,
    pub place: ArgumentPlace,
}

/// How a caller hands over a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// Small values and enums.
    Value,
    /// `&T`.
    Reference,
    /// `&str` for a `String`.
    Str,
    /// `&[T]` for a `Vec<T>`.
    Slice,
    /// `impl Into<T>`.
    Into,
}

/// Where a parameter goes and how it is spelled there.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentPlace {
    Path(StyleName, bool),
    /// Style, explode, reserved characters allowed.
    Query(StyleName, bool, bool),
    Header(bool),
    Cookie(bool),
    /// A cookie that is not encoded.
    CookiePlain(bool),
    /// Lists within lists, the style of each from outside in.
    PathLists(Vec<StyleName>),
    QueryLists(Vec<StyleName>),
    HeaderLists(Vec<StyleName>),
    /// `content: application/json` in the query.
    QueryJson,
    /// The whole query, as a form.
    QueryStringForm(Vec<Encoding>),
    /// The whole query, percent-encoded.
    QueryStringJson,
    QueryStringText,
    HeaderJson,
    PathJson,
    CookieJson,
}

/// `runtime::Style`'s variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleName {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
}

/// A parameter as a setter of the call.
#[derive(Debug, Clone, PartialEq)]
pub struct Setter {
    pub docs: Docs,
    pub argument: Argument,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub ty: Type,
    pub passing: Passing,
    pub media_type: String,
    pub format: BodyFormat,
    /// What parts are called that have no name of their own.
    pub part: Option<String>,
    /// Members of a form that are not sent as their types suggest.
    pub encodings: Vec<Encoding>,
    pub required: bool,
    pub docs: Docs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    Json,
    UrlEncoded,
    Multipart,
    Text,
    Bytes,
    /// JSON values, one after the other.
    Lines,
}

/// How members of a form are sent: `runtime::Encoding`.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// Wire names, all of which are sent alike.
    pub names: Vec<String>,
    pub content_type: Option<String>,
    pub headers: Vec<(String, String)>,
    /// Style, explode.
    pub style: Option<(StyleName, bool)>,
    /// Lists within lists, in place of `style`.
    pub lists: Vec<StyleName>,
}

/// What an operation returns, in success or in error.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// One type, whatever the status; `Type::Unit` when no body is documented.
    One(Type),
    /// An enum by status, declared beside the operation.
    ByStatus {
        ident: Ident,
        docs: Docs,
        variants: Vec<OutcomeVariant>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeVariant {
    pub ident: Ident,
    pub docs: Docs,
    /// `200`, `4XX` or `default`, as in the document.
    pub status: String,
    pub ty: Type,
}

/// How the pages of an operation follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Type of an item, where a page has one list of them.
    pub item: Option<Type>,
    pub facts: Vec<PageFact>,
}

/// What `runtime::Paging` is told; paths are wire names from a body inward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageFact {
    Items(Vec<String>),
    Link(Vec<String>),
    LinkHeader,
    Token(Vec<String>),
    TokenHeader(String),
    LastItem(Vec<String>),
    /// The number of the first page.
    Page(i64),
    /// The offset of the first item.
    Offset(i64),
    /// The parameter that takes what asks for the next page.
    Query(String),
    /// The member of the body that takes it.
    Body(Vec<String>),
    /// A boolean that is false on the last page.
    More(Vec<String>),
    /// The number of pages.
    Pages(Vec<String>),
    /// The number of items on all pages.
    Total(Vec<String>),
}

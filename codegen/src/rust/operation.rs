//! Operations: one method for each in the struct of its group.

use super::{Docs, ErrorShape, Ident, Type};

/// A file of `operations/`: the struct that a method of the client returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub module: Ident,
    pub ident: Ident,
    /// The method of the client that returns it.
    pub method: Ident,
    pub docs: Docs,
    /// The Cargo feature that enables it.
    pub feature: Option<String>,
    /// The types of this API in its items, sorted.
    pub uses: Vec<Ident>,
    pub operations: Vec<Operation>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The JSON pointer of its origin.
    pub pointer: String,
    /// The name, unique in the group. Errors and its own types are named after it:
    /// `list_subscriptions`.
    pub name: Ident,
    /// The method: the name without the words of the group, `list`.
    pub method: Ident,
    /// The type that adds the operation's optional parameters and pages to a call,
    /// `ListSubscriptions`.
    pub call: Option<Ident>,
    pub docs: Docs,
    pub http_method: String,
    pub path: String,
    /// The alternatives, each with schemes that are required together. Empty: no credential is
    /// sent.
    pub security: Vec<Requirement>,
    /// Value of the Accept header.
    pub accept: Option<String>,
    /// Statuses that are results although they are not 2xx.
    pub results: Vec<String>,
    /// Statuses that the type of the error describes, where it does not describe all.
    pub described: Vec<String>,
    /// The server of the operation itself, when it has its own.
    pub base_url: Option<String>,
    /// The header for a key by which the server knows a request that comes again.
    pub idempotency_key: Option<String>,
    /// What tells an error in the body of a success, or that nothing does, where the operation
    /// differs from the client.
    pub error_shape: Option<Option<ErrorShape>>,
    /// Required parameters in order, then the body: arguments of the method.
    pub arguments: Vec<Argument>,
    pub body: Option<Body>,
    /// Bodies of other media types, each with the method that sends it in place of the first one.
    /// Optional bodies have setters.
    pub other_bodies: Vec<(Ident, Body)>,
    /// Optional parameters: setters of the call.
    pub setters: Vec<Setter>,
    pub success: Outcome,
    pub error: Outcome,
    pub pages: Option<Pages>,
    /// The other way to call it: `stream()`.
    pub stream: Option<Streamed>,
    /// Further ways to call it: other media types.
    pub others: Vec<Streamed>,
}

/// A response other than that of the plain call: one that is read while it arrives, or one of
/// another media type.
#[derive(Debug, Clone, PartialEq)]
pub struct Streamed {
    /// The method that calls it, `stream`.
    pub method: Ident,
    pub ty: Type,
    /// Value of the Accept header.
    pub accept: String,
    /// The member of the request body that asks for it.
    pub flag: Option<String>,
}

/// Names of schemes that are required together, with scopes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Requirement {
    pub schemes: Vec<(String, Vec<String>)>,
}

/// A parameter as an argument of the method.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub ty: Type,
    pub passing: Passing,
    pub wire_name: String,
    pub place: ArgumentPlace,
}

/// How a caller passes a value.
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
    /// `impl runtime::Argument<T>`, or of `[T]` for a `Vec<T>`: for texts of all kinds.
    Text,
}

/// Where a parameter is sent and how it is encoded there.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentPlace {
    Path(StyleName, bool),
    /// Style, explode, reserved characters allowed.
    Query(StyleName, bool, bool),
    Header(bool),
    Cookie(bool),
    /// A cookie that is not encoded.
    CookiePlain(bool),
    /// Lists within lists, with the style of each from the outside in.
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

/// The variants of `runtime::Style`.
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
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub ty: Type,
    pub passing: Passing,
    pub media_type: String,
    pub format: BodyFormat,
    /// The name of all parts that have no name of their own.
    pub part: Option<String>,
    /// Members of a form whose encoding differs from the default of their types.
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
    /// JSON values, one after another.
    Lines,
}

/// How members of a form are encoded: `runtime::Encoding`.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// Wire names of members that are encoded alike.
    pub names: Vec<String>,
    pub content_type: Option<String>,
    pub headers: Vec<(String, String)>,
    /// Style, explode.
    pub style: Option<(StyleName, bool)>,
    /// Lists within lists, in place of `style`.
    pub lists: Vec<StyleName>,
}

/// What an operation returns in success or in error.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// One type, whatever the status. `Type::Unit` when no body is documented.
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
    /// The type of an item, where a page has a single list of items.
    pub item: Option<Type>,
    pub facts: Vec<PageFact>,
}

/// The settings of `runtime::Paging`. Paths are wire names from a body inward.
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
    /// The parameter that takes the value for the next page.
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

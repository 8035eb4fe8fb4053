//! Links: from a response to the request of another operation. OpenAPI 3.2, section 4.20.

/// What a response says about the request of another operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub target: LinkTarget,
    pub description: Option<String>,
    /// Values for parameters of the target, by name, with `path.` or another location before it
    /// where the document has one.
    pub parameters: Vec<(String, LinkValue)>,
    /// The value for the request body of the target.
    pub body: Option<LinkValue>,
    /// JSON pointer of the link.
    pub pointer: String,
}

/// The operation that a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkTarget {
    OperationId(String),
    /// The reference as written.
    Reference(String),
    /// JSON pointer of an operation of the API.
    Operation(String),
}

/// Where a value for the next request comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkValue {
    /// Compact JSON.
    Constant(String),
    Url,
    Method,
    StatusCode,
    Request(LinkSource),
    Response(LinkSource),
}

/// A part of a request or response.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkSource {
    Header(String),
    Query(String),
    Path(String),
    /// Wire names and indexes from the body inward. Empty for the whole body.
    Body(Vec<String>),
}

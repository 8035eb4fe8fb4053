//! The client: where it calls by default, and one builder method for each security scheme.

use super::{Docs, Enum, Ident};

#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    pub docs: Docs,
    /// The base URL, with the defaults of its variables filled in. Empty when the document has
    /// none.
    pub base_url: String,
    /// The other servers of the document, for the documentation and constants of the builder.
    pub servers: Vec<Server>,
    pub auth: Vec<AuthMethod>,
    /// No operation requires a credential, so credentials are sent with every call.
    pub auth_everywhere: bool,
    /// Methods for credentials that every builder has, unless a scheme has one of these names.
    pub general_auth: Vec<&'static str>,
    /// What tells an error in the body of a success.
    pub error_shape: Option<ErrorShape>,
    /// Methods of the builder for servers with variables.
    pub server_methods: Vec<ServerMethod>,
}

/// A member of the body of a success, by its path, and what it is in an error; values are JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorShape {
    pub path: Vec<String>,
    pub test: ErrorTest,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ErrorTest {
    Present,
    Is(String),
    IsNot(String),
}

/// A method of the builder that takes the variables of a server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerMethod {
    pub ident: Ident,
    pub docs: Docs,
    /// `https://{tenant}.example.com`.
    pub template: String,
    pub variables: Vec<ServerVariable>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    pub ident: Ident,
    /// The name in the braces.
    pub wire_name: String,
    /// An enum of the values that the document lists.
    pub values: Option<Enum>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// An upper-case constant, `PRODUCTION`.
    pub ident: Ident,
    pub docs: Docs,
    pub url: String,
}

/// A method of the builder that takes the credential of one security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthMethod {
    pub ident: Ident,
    pub docs: Docs,
    /// The key of the scheme in the document, to which operations refer.
    pub scheme: String,
    pub auth: Auth,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Auth {
    Basic,
    Bearer,
    /// The scheme of the Authorization header.
    Http(String),
    HeaderKey(String),
    QueryKey(String),
    CookieKey(String),
    ClientCredentials {
        token_url: String,
    },
    /// A user's name and password, exchanged for tokens.
    Password {
        token_url: String,
    },
    Flows(Flows),
}

/// What the document says of the flows in which a user takes part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flows {
    pub authorization_url: Option<String>,
    pub token_url: Option<String>,
    pub refresh_url: Option<String>,
    pub device_authorization_url: Option<String>,
    pub metadata_url: Option<String>,
    /// For the documentation.
    pub scopes: Vec<String>,
}

//! Security schemes: how a caller proves who it is.

#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Key in `components.securitySchemes`; what requirements refer to.
    pub name: String,
    pub description: Option<String>,
    pub kind: SecuritySchemeKind,
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SecuritySchemeKind {
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// `type: http, scheme: bearer` (RFC 6750); OpenID Connect counts as one too.
    Bearer,
    /// Any other scheme of the Authorization header, by its name.
    OtherHttp(String),
    ApiKey {
        location: ApiKeyLocation,
        parameter: String,
    },
    /// The flows that the document offers (RFC 6749).
    OAuth2(Vec<OAuthFlow>),
    MutualTls,
}

impl SecuritySchemeKind {
    /// A scheme of the Authorization header, by its name in any case.
    pub fn of_http(scheme: String) -> Self {
        match scheme.to_ascii_lowercase().as_str() {
            "basic" => Self::Basic,
            "bearer" => Self::Bearer,
            "mutualtls" => Self::MutualTls,
            _ => Self::OtherHttp(scheme),
        }
    }

    pub fn key(location: ApiKeyLocation, parameter: String) -> Self {
        Self::ApiKey {
            location,
            parameter,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyLocation {
    Header,
    Query,
    Cookie,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OAuthFlow {
    /// RFC 6749, 4.4: the one flow a client can run by itself.
    ClientCredentials {
        token_url: String,
        scopes: Vec<String>,
    },
    /// Any other flow: the user brings the token.
    Interactive { name: String, scopes: Vec<String> },
}

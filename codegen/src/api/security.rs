//! Security schemes: how a client authenticates.

#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// The key in `components.securitySchemes`, to which requirements refer.
    pub name: String,
    pub description: Option<String>,
    pub kind: SecuritySchemeKind,
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SecuritySchemeKind {
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// `type: http, scheme: bearer` (RFC 6750).
    Bearer,
    /// Any other scheme of the Authorization header, by its name.
    OtherHttp(String),
    ApiKey {
        location: ApiKeyLocation,
        parameter: String,
    },
    OAuth2(OAuth2),
    /// Where the server describes itself (OpenID Connect Discovery 1.0).
    OpenIdConnect(String),
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

/// The flows that the document offers (RFC 6749).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OAuth2 {
    pub flows: Vec<OAuthFlow>,
    /// Where the server describes itself (RFC 8414).
    pub metadata_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OAuthFlow {
    pub kind: OAuthFlowKind,
    /// URLs are as the document has them, relative ones too.
    pub token_url: Option<String>,
    pub authorization_url: Option<String>,
    pub refresh_url: Option<String>,
    /// RFC 8628.
    pub device_authorization_url: Option<String>,
    /// Names of the scopes.
    pub scopes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuthFlowKind {
    /// RFC 6749, section 4.4.
    ClientCredentials,
    /// Section 4.3.
    Password,
    /// Section 4.1.
    AuthorizationCode,
    /// Section 4.2: the token comes back in the browser's URL, for programs that run in it.
    Implicit,
    /// RFC 8628.
    DeviceAuthorization,
}

impl OAuth2 {
    pub fn flow(&self, kind: OAuthFlowKind) -> Option<&OAuthFlow> {
        self.flows.iter().find(|flow| flow.kind == kind)
    }
}

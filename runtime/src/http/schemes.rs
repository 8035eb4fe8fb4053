//! The security schemes of a description, as its builder knows them.

use http::{HeaderName, header};

use super::credentials::Place;

/// The security schemes of a description: what each sends, its name, and the method of the builder
/// that takes its credential. [`ClientBuilder`](crate::ClientBuilder) is given them.
///
/// - `bearer`: a bearer token (RFC 6750), however it is obtained; `basic`: user name and password
///   (RFC 7617); `http("HOBA")`: another scheme of the Authorization header.
/// - `header("X-Key")`, `query("key")`, `cookie("sid")`: an API key.
///
/// Behind a colon, `everywhere` says that no operation asks for a scheme: the credentials that are
/// given go with every call.
///
/// ```
/// runtime::security_schemes! {
///     static SCHEMES {
///         bearer "bearerAuth" => bearer_auth,
///         header("X-Key") "key" => key,
///     }
/// }
///
/// # fn main() {
/// let mut builder = runtime::ClientBuilder::new("http://localhost").schemes(&SCHEMES);
/// builder.bearer("bearerAuth", "token".into());
/// # }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! security_schemes {
    (
        static $schemes:ident $(: $everywhere:ident)? $({
            $($kind:ident $(($what:literal))? $name:literal => $method:ident),* $(,)?
        })?
    ) => {
        static $schemes: $crate::private::Schemes = $crate::private::Schemes::new(&[$($(
            $crate::private::Scheme::$kind($name, ::core::stringify!($method) $(, $what)?)
        ),*)?])$(.$everywhere())?;
    };
}

/// All security schemes of a description.
#[derive(Debug)]
pub struct Schemes {
    pub(super) all: &'static [Scheme],
    /// Credentials go with every call.
    pub(super) everywhere: bool,
}

impl Schemes {
    /// Each operation says which of them it asks for.
    pub const fn new(all: &'static [Scheme]) -> Self {
        Self {
            all,
            everywhere: false,
        }
    }

    /// No operation asks for any of them.
    #[must_use]
    pub const fn everywhere(mut self) -> Self {
        self.everywhere = true;
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&'static Scheme> {
        self.all.iter().find(|scheme| scheme.name == name)
    }
}

/// A security scheme: its name in the description, the builder's method that takes its credential,
/// and how that is sent. Schemes that send the same thing serve each other.
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    pub(super) carrier: Carrier,
}

/// How a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    /// `http` with `bearer`, `oauth2` and `openIdConnect`: RFC 6750.
    Bearer,
    /// RFC 7617.
    Basic,
    /// Another scheme of the Authorization header.
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    const fn new(name: &'static str, method: &'static str, carrier: Carrier) -> Self {
        Self {
            name,
            method,
            carrier,
        }
    }

    /// A bearer token, however it is obtained.
    pub const fn bearer(name: &'static str, method: &'static str) -> Self {
        Self::new(name, method, Carrier::Bearer)
    }

    /// User name and password.
    pub const fn basic(name: &'static str, method: &'static str) -> Self {
        Self::new(name, method, Carrier::Basic)
    }

    /// Another scheme of the Authorization header.
    pub const fn http(name: &'static str, method: &'static str, scheme: &'static str) -> Self {
        Self::new(name, method, Carrier::Http(scheme))
    }

    /// An API key in a header.
    pub const fn header(name: &'static str, method: &'static str, header: &'static str) -> Self {
        Self::new(name, method, Carrier::Header(header))
    }

    /// An API key in the query.
    pub const fn query(name: &'static str, method: &'static str, parameter: &'static str) -> Self {
        Self::new(name, method, Carrier::Query(parameter))
    }

    /// An API key in a cookie.
    pub const fn cookie(name: &'static str, method: &'static str, cookie: &'static str) -> Self {
        Self::new(name, method, Carrier::Cookie(cookie))
    }
}

impl Carrier {
    pub(super) fn place(self) -> Option<Place<'static>> {
        match self {
            Self::Bearer | Self::Basic | Self::Http(_) => {
                Some(Place::Header(header::AUTHORIZATION))
            }
            Self::Header(name) => HeaderName::try_from(name).ok().map(Place::Header),
            Self::Query(name) => Some(Place::Query(name)),
            Self::Cookie(name) => Some(Place::Cookie(name)),
        }
    }
}

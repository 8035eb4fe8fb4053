//! What callers prove with who they are, and where that stands in a request.

use std::{collections::BTreeMap, fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, header};

use super::{
    auth_error::AuthError,
    error::BuildError,
    message::Message,
    oauth::Grant,
    schemes::{Carrier, Scheme, Schemes},
    transport::{BoxError, BoxFuture},
};
use crate::Secret;

/// Gives bearer tokens that somebody else obtains: an OAuth2 flow with a user, a metadata server,
/// a file that is rewritten now and then.
///
/// Called for each request, so it should remember its token.
pub trait TokenProvider: Send + Sync {
    /// A token. `refused` is the one that the server has just refused with 401: give another one.
    fn token<'a>(&'a self, refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Secret, BoxError>>;
}

/// What was given for a security scheme.
#[derive(Clone)]
pub(super) enum Credential {
    Header(HeaderName, HeaderValue),
    Query(String, Secret),
    Cookie(String, Secret),
    Grant(Arc<Grant>),
    Provider(Arc<dyn TokenProvider>),
}

impl Credential {
    /// `Authorization: Basic ..` (RFC 7617).
    pub(super) fn basic(username: &str, password: &Secret) -> Result<Self, BuildError> {
        if username.contains(':') {
            return Err(BuildError::new(
                "user name of basic authentication contains a colon",
            ));
        }
        let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
        Self::authorization("Basic", &pair)
    }

    /// `Authorization: <scheme> <token>`.
    pub(super) fn authorization(scheme: &str, token: &str) -> Result<Self, BuildError> {
        Self::header("authorization", &format!("{scheme} {token}"))
    }

    pub(super) fn header(name: &str, value: &str) -> Result<Self, BuildError> {
        let name = HeaderName::try_from(name)
            .map_err(|_| BuildError::new(format!("`{name}` is not the name of a header")))?;
        Ok(Self::Header(name, sensitive(value)?))
    }
}

impl Credential {
    pub(super) fn place(&self) -> Place<'_> {
        match self {
            Self::Header(name, _) => Place::Header(name.clone()),
            Self::Grant(_) | Self::Provider(_) => Place::Header(header::AUTHORIZATION),
            Self::Query(name, _) => Place::Query(name),
            Self::Cookie(name, _) => Place::Cookie(name),
        }
    }
}

/// Where a credential stands in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place<'a> {
    Header(HeaderName),
    Query(&'a str),
    Cookie(&'a str),
}

/// A header value that is never shown.
pub(super) fn sensitive(value: &str) -> Result<HeaderValue, BuildError> {
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| BuildError::new("a credential contains characters that no header can hold"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// All credentials of a client. Which of them a request needs is said in `requirements.rs`.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    /// The security schemes of the description, where that is known.
    pub(super) schemes: Option<&'static Schemes>,
    pub(super) by_scheme: BTreeMap<String, Credential>,
    pub(super) general: Vec<General>,
}

/// A credential that was given for no scheme in particular.
#[derive(Clone)]
pub(super) struct General {
    /// What the schemes send that it is for; without, those are meant that send this header.
    pub(super) carrier: Option<Carrier>,
    pub(super) credential: Credential,
}

/// Only what credentials are for.
impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self
            .general
            .iter()
            .map(|general| general.credential.place());
        formatter
            .debug_list()
            .entries(self.by_scheme.keys())
            .entries(places)
            .finish()
    }
}

impl Credentials {
    pub(super) fn insert(&mut self, scheme: &str, credential: Credential) {
        self.by_scheme.insert(scheme.to_owned(), credential);
    }

    /// For every scheme that sends such a credential and was not given its own. It replaces what
    /// was given in this way before.
    pub(super) fn insert_general(&mut self, carrier: Option<Carrier>, credential: Credential) {
        self.general.retain(|known| {
            known.carrier != carrier || known.credential.place() != credential.place()
        });
        let general = General {
            carrier,
            credential,
        };
        self.general.push(general);
    }

    /// A scheme that was given a credential and that the description does not have.
    pub(super) fn unknown_scheme(&self) -> Option<(&str, &'static [Scheme])> {
        let schemes = self.schemes?;
        let mut names = self.by_scheme.keys();
        let unknown = names.find(|name| schemes.get(name).is_none())?;
        Some((unknown, schemes.all))
    }

    /// Whether a parameter of a query is a key of one of the schemes.
    pub(super) fn is_key(&self, name: &str) -> bool {
        self.by_scheme
            .values()
            .any(|credential| matches!(credential, Credential::Query(key, _) if key == name))
    }
}

/// What a header value proves the caller with: all of it, and what stands behind the name of a
/// scheme; of user and password the latter.
pub(super) fn secrets_of(value: &HeaderValue) -> Vec<Secret> {
    let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
    let mut secrets = Vec::new();
    if let Some((scheme, credential)) = text.split_once(' ') {
        secrets.push(Secret::from(credential));
        let pair = STANDARD.decode(credential).ok();
        let pair = pair.and_then(|pair| String::from_utf8(pair).ok());
        if let Some((_, password)) = pair.as_deref().and_then(|pair| pair.split_once(':'))
            && scheme == "Basic"
        {
            secrets.push(Secret::from(password));
        }
    }
    secrets.push(Secret::from(text));
    secrets
}

/// Puts a token where bearer tokens go (RFC 6750 section 2.1).
pub(super) fn put_bearer(
    message: &mut Message,
    scheme: &str,
    token: &Secret,
) -> Result<(), AuthError> {
    let value = sensitive(&format!("Bearer {}", token.expose()))
        .map_err(|error| AuthError::unavailable(scheme, error))?;
    message.headers.insert(header::AUTHORIZATION, value);
    Ok(())
}

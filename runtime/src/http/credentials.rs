//! Credentials by security scheme, and which of them an operation needs.

use std::{collections::BTreeMap, fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, header};

use super::{
    auth_error::AuthError,
    error::BuildError,
    message::Message,
    oauth::ClientCredentials,
    operation::Requirement,
    request::Request,
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
    ClientCredentials(Arc<ClientCredentials>),
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
    fn place(&self) -> Place<'_> {
        match self {
            Self::Header(name, _) => Place::Header(name.clone()),
            Self::ClientCredentials(_) | Self::Provider(_) => Place::Header(header::AUTHORIZATION),
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

/// All credentials of a client.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    by_scheme: BTreeMap<String, Credential>,
}

/// Only the names of the schemes.
impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.by_scheme.keys())
            .finish()
    }
}

impl Credentials {
    pub(super) fn insert(&mut self, scheme: &str, credential: Credential) {
        self.by_scheme.insert(scheme.to_owned(), credential);
    }

    /// Whether a parameter of a query is a key of one of the schemes.
    pub(super) fn is_key(&self, name: &str) -> bool {
        self.by_scheme
            .values()
            .any(|credential| matches!(credential, Credential::Query(key, _) if key == name))
    }

    /// What has to be sent with a request. What the caller has set by hand in its place stays, and
    /// the Authorization header makes up for whatever is missing.
    pub(super) fn select(&self, request: &Request) -> Result<Vec<Needed<'_>>, AuthError> {
        if request.is_anonymous() {
            return Ok(Vec::new());
        }
        if request.is_custom() {
            return Ok(self.one_for_each_place(request));
        }
        let any_of = request.operation().requirements();
        let authorized = request.brings(&Place::Header(header::AUTHORIZATION));
        let complete = |all_of: &&Requirement| {
            all_of
                .iter()
                .all(|(scheme, _)| self.by_scheme.contains_key(*scheme))
        };
        let chosen = any_of
            .iter()
            .filter(|all_of| !all_of.is_empty())
            .find(complete);
        let optional = any_of.is_empty() || any_of.iter().any(|all_of| all_of.is_empty());
        match chosen {
            Some(all_of) => Ok(all_of
                .iter()
                .filter_map(|(scheme, scopes)| {
                    let credential = self.by_scheme.get(*scheme)?;
                    Some(Needed {
                        scheme,
                        scopes,
                        credential,
                    })
                })
                .filter(|needed| !request.brings(&needed.credential.place()))
                .collect()),
            None if optional || authorized => Ok(Vec::new()),
            None => {
                Err(AuthError::missing(describe(any_of)).in_operation(request.operation().name()))
            }
        }
    }

    /// For a request of which no requirement is known.
    fn one_for_each_place(&self, request: &Request) -> Vec<Needed<'_>> {
        let mut all: Vec<Needed<'_>> = Vec::new();
        for (scheme, credential) in &self.by_scheme {
            let taken = |needed: &Needed<'_>| needed.credential.place() == credential.place();
            if !request.brings(&credential.place()) && !all.iter().any(taken) {
                all.push(Needed {
                    scheme,
                    scopes: &[],
                    credential,
                });
            }
        }
        all
    }
}

/// "`basic`, or `key` and `secret`".
fn describe(any_of: &[Requirement]) -> String {
    let lists: Vec<String> = any_of
        .iter()
        .map(|all_of| {
            let names: Vec<String> = all_of
                .iter()
                .map(|(scheme, _)| format!("`{scheme}`"))
                .collect();
            names.join(" and ")
        })
        .collect();
    lists.join(", or ")
}

/// A credential that goes with a request.
#[derive(Clone, Copy)]
pub(super) struct Needed<'a> {
    pub(super) scheme: &'a str,
    pub(super) scopes: &'static [&'static str],
    pub(super) credential: &'a Credential,
}

impl Needed<'_> {
    /// Whether there can be another credential after a 401.
    pub(super) fn is_renewable(&self) -> bool {
        matches!(
            self.credential,
            Credential::ClientCredentials(_) | Credential::Provider(_)
        )
    }
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

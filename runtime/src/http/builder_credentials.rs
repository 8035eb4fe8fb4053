//! Settings of a client: who is calling.

use std::sync::Arc;

use http::Uri;

use super::{
    builder::ClientBuilder,
    credentials::{Credential, TokenProvider},
    error::BuildError,
    oauth::{ClientCredentials, TokenOptions},
    schemes::Carrier,
    url::BaseUrl,
};
use crate::Secret;

/// A client credentials grant, until the token URL is settled.
#[derive(Clone)]
pub(super) struct Grant {
    scheme: String,
    url: String,
    client_id: String,
    client_secret: Secret,
}

/// Who is calling.
impl ClientBuilder {
    /// Sends no credential at all, also where the description asks for one.
    pub fn anonymous(&mut self) {
        self.anonymous = true;
    }

    /// A bearer token for every scheme that takes one and is not given its own. If the description
    /// has no such scheme, it goes with every call.
    pub fn bearer_auth(&mut self, token: impl Into<Secret>) {
        let credential = Credential::authorization("Bearer", token.into().expose());
        self.insert_general(Some(Carrier::Bearer), credential);
    }

    /// User name and password for every scheme of type `http`, `basic` that is not given its own.
    /// If the description has no such scheme, they go with every call.
    pub fn basic_auth(&mut self, username: impl AsRef<str>, password: impl Into<Secret>) {
        let credential = Credential::basic(username.as_ref(), &password.into());
        self.insert_general(Some(Carrier::Basic), credential);
    }

    /// A header that proves who is calling. It goes with every call.
    pub fn header_auth(&mut self, name: &str, value: impl Into<Secret>) {
        self.insert_general(None, Credential::header(name, value.into().expose()));
    }

    /// Tokens from elsewhere, sent as bearer tokens, for every scheme that takes one and is not
    /// given its own. If the description has no such scheme, they go with every call.
    pub fn token_provider(&mut self, provider: impl TokenProvider + 'static) {
        let credential = Credential::Provider(Arc::new(provider));
        self.insert_general(Some(Carrier::Bearer), Ok(credential));
    }

    /// User name and password for a scheme of type `http`, `basic`.
    pub fn basic(&mut self, scheme: &str, username: impl AsRef<str>, password: Secret) {
        self.insert(scheme, Credential::basic(username.as_ref(), &password));
    }

    /// A token for a scheme of type `http`, `bearer`.
    pub fn bearer(&mut self, scheme: &str, token: Secret) {
        self.http(scheme, "Bearer", token);
    }

    /// What follows the name of any other authentication scheme in the Authorization header.
    pub fn http(&mut self, scheme: &str, name: &str, credential: Secret) {
        self.insert(scheme, Credential::authorization(name, credential.expose()));
    }

    /// An API key in a header.
    pub fn api_key_header(&mut self, scheme: &str, header: &str, key: Secret) {
        self.insert(scheme, Credential::header(header, key.expose()));
    }

    /// An API key in the query.
    pub fn api_key_query(&mut self, scheme: &str, parameter: &str, key: Secret) {
        self.insert(scheme, Ok(Credential::Query(parameter.to_owned(), key)));
    }

    /// An API key in a cookie.
    pub fn api_key_cookie(&mut self, scheme: &str, cookie: &str, key: Secret) {
        self.insert(scheme, Ok(Credential::Cookie(cookie.to_owned(), key)));
    }

    /// Identifier and secret for the client credentials grant of OAuth2.
    pub fn client_credentials(
        &mut self,
        scheme: &str,
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: Secret,
    ) {
        let (scheme, url) = (scheme.to_owned(), token_url.to_owned());
        self.grants.push(Grant {
            scheme,
            url,
            client_id: client_id.into(),
            client_secret,
        });
    }

    /// Tokens from elsewhere, sent as bearer tokens, for the scheme of that name.
    pub fn token_provider_for(&mut self, scheme: &str, provider: impl TokenProvider + 'static) {
        self.insert(scheme, Ok(Credential::Provider(Arc::new(provider))));
    }

    /// Settles what depends on the base.
    pub(super) fn settle_credentials(&mut self, base: &BaseUrl) {
        for grant in std::mem::take(&mut self.grants) {
            let credential = grant.settle(base, &self.token_options);
            self.insert_at(&grant.scheme, credential);
        }
        self.refuse_unknown_scheme();
    }

    fn insert(&mut self, scheme: &str, credential: Result<Credential, BuildError>) {
        self.grants.retain(|grant| grant.scheme != scheme);
        self.insert_at(scheme, credential);
    }

    fn insert_at(&mut self, scheme: &str, credential: Result<Credential, BuildError>) {
        match credential {
            Ok(credential) => self.credentials.insert(scheme, credential),
            Err(error) => {
                self.refuse(BuildError::new(format!(
                    "credential for `{scheme}`: {error}"
                )));
            }
        }
    }

    fn insert_general(
        &mut self,
        carrier: Option<Carrier>,
        credential: Result<Credential, BuildError>,
    ) {
        match credential {
            Ok(credential) => self.credentials.insert_general(carrier, credential),
            Err(error) => self.refuse(BuildError::new(format!("credential: {error}"))),
        }
    }

    fn refuse_unknown_scheme(&mut self) {
        let Some((name, schemes)) = self.credentials.unknown_scheme() else {
            return;
        };
        let known = schemes.iter().map(|scheme| format!("`{}`", scheme.name));
        let known: Vec<_> = known.collect();
        let known = match &*known {
            [] => "it has none".to_owned(),
            names => format!("it has {}", names.join(", ")),
        };
        self.refuse(BuildError::new(format!(
            "no security scheme `{name}` in the description takes a credential; {known}"
        )));
    }
}

impl Grant {
    fn settle(&self, base: &BaseUrl, options: &TokenOptions) -> Result<Credential, BuildError> {
        let text = options.url.as_ref().unwrap_or(&self.url);
        let url = token_url(base, text)
            .ok_or_else(|| BuildError::new(format!("token URL `{text}` is not a URL of http")))?;
        let (id, secret) = (self.client_id.clone(), self.client_secret.clone());
        let client = ClientCredentials::new(url, id, secret, options.clone());
        Ok(Credential::ClientCredentials(Arc::new(client)))
    }
}

/// The token URL as it stands, its last slash included; a path is one on the host of the base.
fn token_url(base: &BaseUrl, text: &str) -> Option<Uri> {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    base.resolve(path).ok()?;
    let text = if text.starts_with('/') {
        format!("{}{text}", base.origin())
    } else {
        text.to_owned()
    };
    text.parse().ok()
}

//! Settings of a client: who is calling.

use std::sync::Arc;

use super::{
    builder::ClientBuilder,
    credentials::{Credential, TokenProvider},
    error::BuildError,
    oauth::{Asker, Grant, OAuth2, TokenOptions, User},
    schemes::Carrier,
    url::BaseUrl,
};
use crate::Secret;

/// A grant of OAuth2, until the token URL is settled.
#[derive(Clone)]
pub(super) struct Unsettled {
    scheme: String,
    url: String,
    /// Identifier and secret of the client, where the options do not have them.
    client: Option<(String, Secret)>,
    user: Option<User>,
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
        self.grants.push(Unsettled {
            scheme: scheme.to_owned(),
            url: token_url.to_owned(),
            client: Some((client_id.into(), client_secret)),
            user: None,
        });
    }

    /// A user's name and password for the password grant of OAuth2. Identifier and secret of the
    /// client, where the token server asks for them, are [`TokenOptions::client`].
    ///
    /// [`TokenOptions::client`]: crate::TokenOptions::client
    pub fn password_grant(
        &mut self,
        scheme: &str,
        token_url: &str,
        username: impl Into<String>,
        password: Secret,
    ) {
        let name = username.into();
        self.grants.push(Unsettled {
            scheme: scheme.to_owned(),
            url: token_url.to_owned(),
            client: None,
            user: Some(User { name, password }),
        });
    }

    /// The flows of OAuth2 in which a user takes part, for the scheme of that name. The
    /// authorization server is asked with the settings that this builder has so far.
    pub fn oauth2(&self, scheme: &str, client_id: impl Into<String>) -> OAuth2 {
        let mut builder = self.clone();
        builder.anonymous();
        builder.grants.clear();
        OAuth2::with_client(scheme, client_id.into(), builder.build())
            .options(self.token_options.clone())
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

impl Unsettled {
    fn settle(&self, base: &BaseUrl, options: &TokenOptions) -> Result<Credential, BuildError> {
        let text = options.url.as_ref().unwrap_or(&self.url);
        let url = base.endpoint(text);
        let url = url.map_err(|why| BuildError::new(format!("token URL `{text}` {why}")))?;
        let client = self.client.as_ref().or(options.client.as_ref());
        let secret = client.map(|(_, secret)| secret);
        let asker = Asker {
            client_id: client.map(|(id, _)| id.clone()).unwrap_or_default(),
            client_secret: secret
                .filter(|secret| !secret.expose().is_empty() || self.client.is_some())
                .cloned(),
            options: options.clone(),
        };
        let grant = Grant::new(url, asker, self.user.clone());
        Ok(Credential::Grant(Arc::new(grant)))
    }
}

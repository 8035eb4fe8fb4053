//! Settings of a client.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};

use super::{
    client::{Client, Shared},
    credentials::{Credential, Credentials, TokenProvider},
    error::BuildError,
    oauth::{ClientCredentials, TokenOptions},
    retry::RetryPolicy,
    transport::Transport,
    url::{BaseUrl, is_absolute},
};
use crate::Secret;

/// Collects the settings of a [`Client`]. What is wrong with one of them comes out of
/// [`build`](Self::build).
///
/// Generated builders wrap this one; their documentation has the defaults.
#[derive(Clone)]
pub struct ClientBuilder {
    /// As the description has it.
    server: String,
    /// As the caller has it.
    base_url: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    /// Of the built-in transport.
    #[cfg(feature = "reqwest")]
    adjustments: Vec<super::reqwest_transport::Adjustment>,
    credentials: Credentials,
    grants: Vec<Grant>,
    token_options: TokenOptions,
    headers: HeaderMap,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    max_body: usize,
    retry: RetryPolicy,
    error: Option<BuildError>,
}

/// A client credentials grant, until the token URL is settled.
#[derive(Clone)]
struct Grant {
    scheme: String,
    url: String,
    client_id: String,
    client_secret: Secret,
}

impl ClientBuilder {
    /// The defaults, with the server that the description names; empty if it names none.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            server: base_url.into(),
            base_url: None,
            transport: None,
            #[cfg(feature = "reqwest")]
            adjustments: Vec::new(),
            credentials: Credentials::default(),
            grants: Vec::new(),
            token_options: TokenOptions::new(),
            headers: HeaderMap::new(),
            timeout: Some(Duration::from_secs(60)),
            connect_timeout: Some(Duration::from_secs(10)),
            read_timeout: Some(Duration::from_secs(30)),
            max_body: 64 << 20,
            retry: RetryPolicy::default(),
            error: None,
        }
    }

    /// Another server. Also replaces the servers of single operations, but for those that are
    /// relative to it. The server of the description, if it is relative, is added to a base without
    /// a path; `http://localhost/` has one.
    pub fn base_url(&mut self, base_url: impl Into<String>) {
        self.base_url = Some(base_url.into());
    }

    /// A server of the description, `https://{tenant}.example.com`, and the values of its
    /// variables.
    ///
    /// ```
    /// let mut builder = runtime::ClientBuilder::new("https://demo.example.com");
    /// builder.server("https://{tenant}.example.com", &[("tenant", "acme")]);
    /// ```
    pub fn server(&mut self, template: &str, variables: &[(&str, &str)]) {
        self.server = variables
            .iter()
            .fold(template.to_owned(), |url, (name, value)| {
                url.replace(&format!("{{{name}}}"), value)
            });
    }

    /// What carries the requests.
    pub fn transport(&mut self, transport: impl Transport + 'static) {
        self.transport = Some(Arc::new(transport));
    }

    /// Adjusts the built-in HTTP client; redirects and compression stay as they are.
    #[cfg(feature = "reqwest")]
    pub fn reqwest(
        &mut self,
        adjust: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) {
        self.adjustments.push(Arc::new(adjust));
    }

    /// The time for a whole call with all its attempts; `None` for no limit.
    pub fn timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeout = timeout.into();
    }

    /// The time for making a connection; `None` for no limit. A transport of the caller's own
    /// keeps its own.
    pub fn connect_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.connect_timeout = timeout.into();
    }

    /// The time that the server may be silent; `None` for no limit.
    pub fn read_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.read_timeout = timeout.into();
    }

    /// The largest body that is read, in bytes after decompression.
    pub fn max_body(&mut self, bytes: usize) {
        self.max_body = bytes;
    }

    /// Which requests are sent again, and when.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    /// The User-Agent header.
    pub fn user_agent(&mut self, user_agent: &str) {
        self.header("user-agent", user_agent);
    }

    /// The User-Agent header, if none was set.
    pub fn default_user_agent(&mut self, name: Option<&str>, version: Option<&str>) {
        if let (Some(name), false) = (name, self.headers.contains_key(header::USER_AGENT)) {
            self.user_agent(&format!("{name}/{}", version.unwrap_or("0")));
        }
    }

    /// A header of every request, hidden from `Debug`.
    pub fn header(&mut self, name: &str, value: &str) {
        match (
            HeaderName::try_from(name),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(name != header::USER_AGENT);
                self.headers.insert(name, value);
            }
            _ => self.refuse(BuildError::new(format!(
                "`{name}` cannot be sent as a header"
            ))),
        }
    }

    /// How token servers are asked.
    pub fn token_options(&mut self, options: TokenOptions) {
        self.token_options = options;
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

    /// Tokens from elsewhere, sent as bearer tokens.
    pub fn token_provider(&mut self, scheme: &str, provider: impl TokenProvider + 'static) {
        self.insert(scheme, Ok(Credential::Provider(Arc::new(provider))));
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// A setting that cannot be used: a base URL that is none, a credential that no header can
    /// hold; or there is no transport.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let (base, missing_path) = self.base()?;
        for grant in std::mem::take(&mut self.grants) {
            let credential = grant.settle(&base, &self.token_options);
            self.insert_at(&grant.scheme, credential);
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => self.default_transport()?,
        };
        Ok(Client::new(Shared {
            base,
            base_is_chosen: self.base_url.is_some(),
            missing_path,
            transport,
            credentials: self.credentials,
            headers: self.headers,
            timeout: self.timeout,
            read_timeout: self.read_timeout,
            connect_timeout: self.connect_timeout,
            max_body: self.max_body,
            retry: self.retry,
        }))
    }

    /// The base, and what is to be said of the path that it does not have.
    fn base(&self) -> Result<(BaseUrl, Option<Arc<str>>), BuildError> {
        let parse = |text: &str| {
            BaseUrl::parse(text)
                .map_err(|what| BuildError::new(format!("base URL `{text}`: {what}")))
        };
        let Some(chosen) = &self.base_url else {
            return Ok((parse(&self.server)?, None));
        };
        let base = parse(chosen)?;
        if !base.path().is_empty() || chosen.trim_end().ends_with('/') || self.server.is_empty() {
            return Ok((base, None));
        }
        if !is_absolute(&self.server) {
            let base = base.resolve(&self.server).map_err(|what| {
                BuildError::new(format!(
                    "server `{}` of the description: {what}",
                    self.server
                ))
            });
            return Ok((base?, None));
        }
        let usual = BaseUrl::parse(&self.server).ok();
        let usual = usual.filter(|server| !server.path().is_empty());
        let missing = usual.map(|server| {
            let path = server.path();
            format!("the base URL has no path, the description's has `{path}`").into()
        });
        Ok((base, missing))
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

    #[cfg(feature = "reqwest")]
    fn default_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        let client = super::reqwest_transport::client(self.connect_timeout, &self.adjustments)?;
        Ok(Arc::new(client))
    }

    #[cfg(not(feature = "reqwest"))]
    fn default_transport(&self) -> Result<Arc<dyn Transport>, BuildError> {
        Err(BuildError::new(
            "no transport was given, and the feature `reqwest` is off",
        ))
    }

    /// Keeps the first error.
    fn refuse(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
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

/// Without credentials, of which only the schemes are named.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("base_url", self.base_url.as_ref().unwrap_or(&self.server))
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("max_body", &self.max_body)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

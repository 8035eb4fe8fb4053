//! Settings of a client.

use std::{fmt, path::Path, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{
    builder_credentials::Unsettled,
    client::{Client, Shared},
    credentials::Credentials,
    drift::{Drift, DriftFile},
    error::BuildError,
    error_shape::{ErrorShape, ErrorTest},
    oauth::TokenOptions,
    reading::Reading,
    retry::RetryPolicy,
    schemes::Schemes,
    transport::Transport,
    url::{BaseUrl, is_absolute},
};
use crate::Tolerance;

/// Collects the settings of a [`Client`]. [`build`](Self::build) returns the first error in them.
///
/// Generated builders wrap this one; their documentation has the defaults.
#[derive(Clone)]
pub struct ClientBuilder {
    /// As the description has it.
    server: String,
    /// As the caller has it.
    base_url: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    /// What the transport is put into, from inside out.
    wrappers: Vec<Wrapper>,
    /// Of the built-in transport.
    #[cfg(feature = "reqwest")]
    adjustments: Vec<super::reqwest_transport::Adjustment>,
    pub(super) credentials: Credentials,
    pub(super) anonymous: bool,
    pub(super) grants: Vec<Unsettled>,
    pub(super) token_options: TokenOptions,
    headers: HeaderMap,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    max_body: usize,
    retry: RetryPolicy,
    reading: Reading,
    error: Option<BuildError>,
}

/// Makes a transport of another one.
type Wrapper = Arc<dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl ClientBuilder {
    /// The defaults, with the server that the description names; empty if it names none.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            server: base_url.into(),
            base_url: None,
            transport: None,
            wrappers: Vec::new(),
            #[cfg(feature = "reqwest")]
            adjustments: Vec::new(),
            credentials: Credentials::default(),
            anonymous: false,
            grants: Vec::new(),
            token_options: TokenOptions::new(),
            headers: HeaderMap::new(),
            timeout: Some(Duration::from_secs(60)),
            connect_timeout: Some(Duration::from_secs(10)),
            read_timeout: Some(Duration::from_secs(30)),
            max_body: 64 << 20,
            retry: RetryPolicy::default(),
            reading: Reading::default(),
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

    /// The transport that sends the requests.
    pub fn transport(&mut self, transport: impl Transport + 'static) {
        self.transport = Some(Arc::new(transport));
    }

    /// Puts the transport, the built-in one or another, into one that sees each attempt. A further
    /// call puts that into the next one.
    pub fn wrap_transport<T: Transport + 'static>(
        &mut self,
        wrap: impl Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) {
        let wrap = move |inner| -> Arc<dyn Transport> { Arc::new(wrap(inner)) };
        self.wrappers.push(Arc::new(wrap));
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

    /// Which requests are retried, and when.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    /// How closely responses are held to the description.
    pub fn tolerance(&mut self, tolerance: Tolerance) {
        self.reading.tolerance = tolerance;
    }

    /// Is told what responses have that is not what the description says, and was read all the
    /// same. A further call adds one who is told.
    pub fn on_drift(&mut self, tell: impl Fn(&Drift) + Send + Sync + 'static) {
        self.reading.tell_also(tell);
    }

    /// Appends the same to a file, as a line of JSON for each place of the description and run.
    pub fn drift_file(&mut self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        match DriftFile::open(path) {
            Ok(file) => self.on_drift(move |drift| DriftFile::tell(&file, drift)),
            Err(error) => self.refuse(BuildError::new(format!(
                "file of drift `{}`: {error}",
                path.display()
            ))),
        }
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

    /// The security schemes of the description.
    #[doc(hidden)]
    #[must_use]
    pub fn schemes(mut self, schemes: &'static Schemes) -> Self {
        self.credentials.schemes = Some(schemes);
        self
    }

    /// A success is an error where its body has the value, which is JSON, at the path:
    /// `error_when(&["ok"], "false")`. So is an item of a stream.
    #[must_use]
    pub fn error_when(self, path: &'static [&'static str], json: &'static str) -> Self {
        self.error_shape(path, ErrorTest::Is(json))
    }

    /// The same where there is another value than this one: `error_unless(&["code"], "0")`.
    #[must_use]
    pub fn error_unless(self, path: &'static [&'static str], json: &'static str) -> Self {
        self.error_shape(path, ErrorTest::IsNot(json))
    }

    /// The same where there is any value but `null`: `error_where(&["error"])`.
    #[must_use]
    pub fn error_where(self, path: &'static [&'static str]) -> Self {
        self.error_shape(path, ErrorTest::Present)
    }

    fn error_shape(mut self, path: &'static [&'static str], test: ErrorTest) -> Self {
        self.reading.error_shape = Some(ErrorShape { path, test });
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// A setting cannot be used, such as a base URL that is no URL or a credential that no header
    /// can hold, or there is no transport.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let (base, missing_path) = self.base()?;
        self.settle_credentials(&base);
        if let Some(error) = self.error {
            return Err(error);
        }
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => self.default_transport()?,
        };
        let transport = self
            .wrappers
            .iter()
            .fold(transport, |inner, wrap| wrap(inner));
        Ok(Client::new(Shared {
            base,
            base_is_chosen: self.base_url.is_some(),
            missing_path,
            tells_attempts: self.transport.is_some() || !self.wrappers.is_empty(),
            transport,
            credentials: self.credentials,
            anonymous: self.anonymous,
            headers: self.headers,
            timeout: self.timeout,
            read_timeout: self.read_timeout,
            connect_timeout: self.connect_timeout,
            max_body: self.max_body,
            retry: self.retry,
            reading: self.reading,
        }))
    }

    /// The base URL, and a hint if it has no path although the description's server has one.
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
    pub(super) fn refuse(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }
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

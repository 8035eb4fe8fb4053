//! The client: everything that calls share.

use std::{fmt, sync::Arc, time::Duration};

use http::HeaderMap;

use super::{
    credentials::Credentials,
    operation::Operation,
    reading::Reading,
    request::Request,
    retry::RetryPolicy,
    transport::Transport,
    url::{BaseUrl, is_absolute},
};

/// The client inside every generated client. Cheap to clone: clones share connections and tokens.
///
/// What applies to every call, unless the builder sets something else:
///
/// - The whole call has 60 s, a connection 10 s, each wait for the server 30 s; a body may have
///   64 MiB, counted after decompression.
/// - A request that failed for a temporary reason is retried; see [`RetryPolicy`].
/// - Credentials are chosen by the operation's security requirements and go to the server of the
///   operation only.
/// - Redirects are followed within the origin, five at most, if method and body can stay as they
///   are: any for GET and HEAD, 307 and 308 for the others. Every other redirect is an
///   [`Error::Api`](crate::Error::Api).
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) base: BaseUrl,
    /// The caller has chosen the base, so that operations' own servers count only if they are
    /// relative to it.
    pub(super) base_is_chosen: bool,
    /// A hint for responses with status 404: the caller's base URL has no path, but the server of
    /// the description has one.
    pub(super) missing_path: Option<Arc<str>>,
    pub(super) transport: Arc<dyn Transport>,
    /// Whether requests carry the [`Attempt`](super::attempt::Attempt), which the built-in transport
    /// does not look at.
    pub(super) tells_attempts: bool,
    pub(super) credentials: Credentials,
    /// No credential is sent.
    pub(super) anonymous: bool,
    /// Sent with every request.
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    /// Kept by the transport; here for error messages.
    pub(super) connect_timeout: Option<Duration>,
    pub(super) max_body: usize,
    pub(super) retry: RetryPolicy,
    pub(super) reading: Reading,
}

impl Client {
    pub(super) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
        }
    }

    /// A request for the operation, still without parameters.
    pub fn operation(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }
}

impl Shared {
    /// Where the operation is called.
    pub(super) fn base_of(&self, operation: &Operation) -> Result<BaseUrl, &'static str> {
        match operation.server() {
            Some(server) if !self.base_is_chosen || !is_absolute(server) => {
                self.base.resolve(server)
            }
            Some(_) | None => Ok(self.base.clone()),
        }
    }
}

/// Without credentials, of which only the schemes are named.
impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared {
            base,
            credentials,
            timeout,
            retry,
            ..
        } = &*self.shared;
        formatter
            .debug_struct("Client")
            .field("base_url", base)
            .field("credentials", credentials)
            .field("timeout", timeout)
            .field("retry", retry)
            .finish_non_exhaustive()
    }
}

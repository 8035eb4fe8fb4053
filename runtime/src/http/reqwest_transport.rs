//! The transport that is used unless another one is given: reqwest, with TLS by rustls and ring
//! (which need nothing but a C compiler to be built) and the certificates of the system.

use std::{
    error::Error as StdError,
    io::ErrorKind,
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_platform_verifier::Verifier;

use super::{
    body::Body,
    error::BuildError,
    transport::{BoxFuture, Transport, TransportError, TransportErrorKind},
};

/// The caller's changes of the client that is made here.
pub(super) type Adjustment =
    Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// A reqwest client that can be a transport: it follows no redirects and reads gzip, whatever the
/// adjustments say.
pub(super) fn client(
    connect_timeout: Option<Duration>,
    adjustments: &[Adjustment],
) -> Result<reqwest::Client, BuildError> {
    let mut builder = reqwest::Client::builder();
    if let Some(timeout) = connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    if adjustments.is_empty() {
        builder = builder.tls_backend_preconfigured(tls()?);
    } else {
        // Certificates that the caller adds would not count beside settings of TLS made here; but
        // without these, reqwest asks the process for its provider of cryptography.
        if CryptoProvider::get_default().is_none() {
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        builder = adjustments
            .iter()
            .fold(builder, |builder, adjust| adjust(builder));
    }
    builder
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .gzip(true)
        .build()
        .map_err(|error| BuildError::new(format!("HTTP client: {error}")))
}

/// The settings of TLS, made once: reading the certificates of the system takes its time.
fn tls() -> Result<ClientConfig, BuildError> {
    static TLS: OnceLock<Result<ClientConfig, BuildError>> = OnceLock::new();
    TLS.get_or_init(make_tls).clone()
}

/// Does not touch the process-wide provider. Where the system has no certificates, only `https`
/// fails, and only when it is used.
fn make_tls() -> Result<ClientConfig, BuildError> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::new(format!("TLS: {error}")))?;
    let mut config = match Verifier::new(provider) {
        Ok(verifier) => config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth(),
        Err(_) => config
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth(),
    };
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}

/// A client of the caller's own should follow no redirects
/// ([`reqwest::redirect::Policy::none`]): reqwest sends API keys and bodies along to other hosts.
impl Transport for reqwest::Client {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request.map(outgoing))
                .map_err(|error| convert(error, TransportErrorKind::Request))?;
            let response = self
                .execute(request)
                .await
                .map_err(|error| convert(error, TransportErrorKind::Other))?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|inner| Body::new(Incoming { inner })))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Our body as one of reqwest's.
fn outgoing(body: Body) -> reqwest::Body {
    match body.whole() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Outgoing {
            length: body.length(),
            body: Mutex::new(body),
        }),
    }
}

/// The mutex, which is never locked, lets threads share what only one of them reads.
struct Outgoing {
    length: Option<u64>,
    body: Mutex<Body>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(body.poll_chunk(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// reqwest's body with our errors.
struct Incoming {
    inner: reqwest::Body,
}

impl http_body::Body for Incoming {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(context));
        Poll::Ready(
            frame.map(|frame| {
                frame.map_err(|error| convert(error, TransportErrorKind::Interrupted))
            }),
        )
    }
}

/// reqwest's error without its URL, which may hold a key.
fn convert(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
    TransportError::new(kind(&error).unwrap_or(otherwise), error.without_url())
}

fn kind(error: &reqwest::Error) -> Option<TransportErrorKind> {
    if error.is_builder() {
        return Some(TransportErrorKind::Request);
    }
    if error.is_connect() {
        let late = error.is_timeout();
        return Some(match late {
            true => TransportErrorKind::ConnectTimeout,
            false => TransportErrorKind::Connect,
        });
    }
    if error.is_decode() {
        return Some(TransportErrorKind::Protocol);
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<hyper::Error>()
            && error.is_parse()
        {
            return Some(TransportErrorKind::Protocol);
        }
        if let Some(error) = error.downcast_ref::<TransportError>() {
            return Some(error.kind());
        }
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return Some(match error.kind() {
                ErrorKind::InvalidData | ErrorKind::InvalidInput => TransportErrorKind::Protocol,
                _ => TransportErrorKind::Interrupted,
            });
        }
        if is_broken(error) {
            return Some(TransportErrorKind::Interrupted);
        }
        cause = error.source();
    }
    None
}

/// Whether the connection was closed before the response was whole.
fn is_broken(error: &(dyn StdError + 'static)) -> bool {
    error.downcast_ref::<hyper::Error>().is_some_and(|error| {
        error.is_incomplete_message()
            || error.is_closed()
            || error.is_canceled()
            || error.is_body_write_aborted()
    })
}

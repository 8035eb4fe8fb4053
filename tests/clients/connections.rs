//! The built-in transport as callers adjust it: authorities of their own, certificates of the
//! client, HTTP/2 and proxies.

use std::{fmt::Debug, sync::Arc};

use generated::smartcar_management::{
    Client, ClientBuilder, Error,
    runtime::{TransportErrorKind, reqwest},
};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
        server::WebPkiClientVerifier,
    },
};

use super::{TOKEN, page, quick};
use crate::server::{Reply, Server};

/// A response that the client reads.
fn empty() -> Reply {
    Reply::json(200, page(&[], "null", "null"))
}

#[tokio::test]
async fn an_authority_of_ones_own() {
    let server = Server::script([empty()]).await;
    let authority = Authority::new();
    let tls = Tls::in_front_of(&server, authority.server(None)).await;
    let trusting = authority.trusted_by(tls.client()).build().unwrap();
    let page = trusting.subscriptions().list_subscriptions().await;
    assert_eq!(page.unwrap().data.len(), 0);
    let stranger = tls.client().build().unwrap();
    assert_connect(stranger.subscriptions().list_subscriptions().await.err());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_certificate_of_the_client() {
    let server = Server::script([empty()]).await;
    let (authority, clients) = (Authority::new(), Authority::new());
    let tls = Tls::in_front_of(&server, authority.server(Some(&clients))).await;
    let identity = clients.identity();
    let known = authority.trusted_by(tls.client());
    let known = known.reqwest(move |builder| builder.identity(identity.clone()));
    let page = known
        .build()
        .unwrap()
        .subscriptions()
        .list_subscriptions()
        .await;
    assert_eq!(page.unwrap().data.len(), 0);
    let unknown = authority.trusted_by(tls.client()).build().unwrap();
    let refused = unknown.subscriptions().list_subscriptions().await;
    assert!(matches!(refused, Err(Error::Transport(_))), "{refused:?}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_proxy() {
    let proxy = Server::script([empty()]).await;
    let address = reqwest::Proxy::http(proxy.url("/")).unwrap();
    let client = Client::builder()
        .base_url("http://api.example/v3")
        .bearer_auth(TOKEN)
        .reqwest(move |builder| builder.proxy(address.clone()))
        .build()
        .unwrap();
    let page = client.subscriptions().list_subscriptions().await;
    assert_eq!(page.unwrap().data.len(), 0);
    let request = proxy.only();
    assert_eq!(request.target, "http://api.example/v3/subscriptions");
    assert_eq!(request.header("host"), Some("api.example"));
}

#[tokio::test]
async fn http_2() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(serve_http_2(listener));
    let client = Client::builder()
        .base_url(format!("http://{address}/v3"))
        .bearer_auth(TOKEN)
        .reqwest(reqwest::ClientBuilder::http2_prior_knowledge)
        .build()
        .unwrap();
    let subscriptions = client.subscriptions();
    let (one, other) = tokio::join!(
        subscriptions.list_subscriptions(),
        subscriptions.list_subscriptions(),
    );
    assert_eq!(one.unwrap().data.len() + other.unwrap().data.len(), 0);
    drop(client);
    assert_eq!(
        served.await.unwrap(),
        ["/v3/subscriptions", "/v3/subscriptions"]
    );
}

/// Serves one connection and gives the paths that were asked for.
async fn serve_http_2(listener: TcpListener) -> Vec<String> {
    let (stream, _) = listener.accept().await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut paths = Vec::new();
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        paths.push(request.uri().path().to_owned());
        let mut response = http::Response::new(());
        let json = http::HeaderValue::from_static("application/json");
        response.headers_mut().insert("content-type", json);
        let mut body = respond.send_response(response, false).unwrap();
        body.send_data(page(&[], "null", "null").into(), true)
            .unwrap();
    }
    paths
}

fn assert_connect<E: Debug>(error: Option<Error<E>>) {
    match error {
        Some(Error::Transport(error)) => assert_eq!(error.kind(), TransportErrorKind::Connect),
        other => panic!("{other:?}"),
    }
}

/// Issues certificates for the servers and clients of a test.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let issuer = CertifiedIssuer::self_signed(params, key).unwrap();
        Self { issuer }
    }

    fn issue(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }

    /// A server on loopback, which wants certificates of its clients from `clients`.
    fn server(&self, clients: Option<&Self>) -> ServerConfig {
        let (certificate, key) = self.issue("127.0.0.1");
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .unwrap();
        let config = match clients {
            None => config.with_no_client_auth(),
            Some(clients) => {
                let mut roots = RootCertStore::empty();
                roots.add(clients.issuer.der().clone()).unwrap();
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                config.with_client_cert_verifier(verifier.build().unwrap())
            }
        };
        let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        config.with_single_cert(chain, key).unwrap()
    }

    fn identity(&self) -> reqwest::Identity {
        let (certificate, key) = self.issue("client.example");
        let pem = format!("{}{}", certificate.pem(), key.serialize_pem());
        reqwest::Identity::from_pem(pem.as_bytes()).unwrap()
    }

    fn trusted_by(&self, builder: ClientBuilder) -> ClientBuilder {
        let root = reqwest::Certificate::from_der(self.issuer.der()).unwrap();
        builder.reqwest(move |builder| builder.add_root_certificate(root.clone()))
    }
}

/// TLS in front of a server that speaks plain HTTP, until it is dropped.
struct Tls {
    url: String,
    task: JoinHandle<()>,
}

impl Tls {
    async fn in_front_of(server: &Server, config: ServerConfig) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/v3", listener.local_addr().unwrap());
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let behind = server.address();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // A handshake that fails is what some tests want.
                    if let Ok(mut stream) = acceptor.accept(stream).await {
                        let mut plain = TcpStream::connect(behind).await.unwrap();
                        let _ = copy_bidirectional(&mut stream, &mut plain).await;
                    }
                });
            }
        });
        Self { url, task }
    }

    fn client(&self) -> ClientBuilder {
        let builder = Client::builder().base_url(&self.url).bearer_auth(TOKEN);
        builder.retry(quick())
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.task.abort();
    }
}

//! A small HTTP server on loopback that records requests and responds as it is told, also in ways
//! that no proper server would.

mod received;
mod reply;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub use received::Received;
pub use reply::{Fault, Reply};

/// Serves until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Arc<Log>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Log {
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
}

type Handler = Arc<dyn Fn(&Received, usize) -> Reply + Send + Sync>;

impl Server {
    /// A server that responds to each request with the result of `handler`, which gets the request
    /// and the number of requests before it.
    pub async fn start(
        handler: impl Fn(&Received, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let log = Arc::default();
        let task = tokio::spawn(accept(listener, Arc::clone(&log), Arc::new(handler)));
        Self { address, log, task }
    }

    /// A server that gives these responses, one for each request. Later requests get status 599.
    pub async fn script(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<Reply> = replies.into_iter().collect();
        Self::start(move |_, number| {
            let reply = replies.get(number).cloned();
            reply.unwrap_or_else(|| Reply::new(599).text("text/plain", "not in the script"))
        })
        .await
    }

    /// A URL where nobody listens.
    pub fn nowhere(path: &str) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        format!("http://{address}{path}")
    }

    /// `http://127.0.0.1:PORT` and the path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Everything that was received, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.log.received).clone()
    }

    /// The one request that was received.
    ///
    /// # Panics
    /// There was none, or more than one.
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:#?}");
        received.remove(0)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.log.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, log: Arc<Log>, handler: Handler) {
    while let Ok((stream, _)) = listener.accept().await {
        log.connections.fetch_add(1, Ordering::Relaxed);
        let (log, handler) = (Arc::clone(&log), Arc::clone(&handler));
        tokio::spawn(async move {
            // Whether a client goes away is not the server's concern.
            let _ = serve(stream, &log, &handler).await;
        });
    }
}

/// Serves one connection until one of the two ends it.
async fn serve(mut stream: TcpStream, log: &Log, handler: &Handler) -> io::Result<()> {
    while let Some(request) = Received::read(&mut stream).await? {
        let number = {
            let mut received = lock(&log.received);
            received.push(request.clone());
            received.len() - 1
        };
        if !handler(&request, number).send(&mut stream).await? {
            break;
        }
    }
    Ok(())
}

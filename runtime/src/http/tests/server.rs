//! A server on loopback that does what a test tells it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the server does with a connection once it has read a request, in order.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Write(Vec<u8>),
    Wait(Duration),
    /// Ends the connection the hard way.
    Reset,
}

/// A response with a length; the connection is closed behind it.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<Step> {
    vec![
        Step::Write(head(status, headers, body.len()).into_bytes()),
        write(body),
    ]
}

pub(crate) fn head(status: u16, headers: &[(&str, &str)], length: usize) -> String {
    let mut head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
    head += &format!("content-length: {length}\r\n");
    let is_type = |(name, _): &&(&str, &str)| name.eq_ignore_ascii_case("content-type");
    if headers.iter().find(is_type).is_none() {
        head += "content-type: application/json\r\n";
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

pub(crate) fn write(text: &str) -> Step {
    Step::Write(text.as_bytes().to_vec())
}

pub(crate) fn ok() -> Vec<Step> {
    response(200, &[], r#"{"ok":true}"#)
}

#[derive(Clone)]
pub(crate) struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Responds by a function of the request and of how many came before it.
    pub(crate) async fn start(
        reply: impl Fn(&Received, usize) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Self {
            address,
            received: Arc::default(),
        };
        let accepting = server.clone();
        let reply = Arc::new(reply);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (server, reply) = (accepting.clone(), Arc::clone(&reply));
                tokio::spawn(async move { server.serve(stream, &*reply).await });
            }
        });
        server
    }

    /// Gives the responses one after the other, the last one from then on.
    pub(crate) async fn script(responses: Vec<Vec<Step>>) -> Self {
        Self::start(move |_, before| responses[before.min(responses.len() - 1)].clone()).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.lock().clone()
    }

    pub(crate) fn targets(&self) -> Vec<String> {
        self.lock()
            .iter()
            .map(|request| request.target.clone())
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Received>> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(
        &self,
        mut stream: TcpStream,
        reply: &(dyn Fn(&Received, usize) -> Vec<Step> + Send + Sync),
    ) {
        let Some(request) = read(&mut stream).await else {
            return;
        };
        let steps = {
            let mut received = self.lock();
            let before = received.len();
            let steps = reply(&request, before);
            received.push(request);
            steps
        };
        for step in steps {
            match step {
                Step::Write(bytes) if stream.write_all(&bytes).await.is_err() => return,
                Step::Write(_) => {}
                Step::Wait(time) => tokio::time::sleep(time).await,
                Step::Reset => {
                    stream.set_zero_linger().unwrap();
                    return;
                }
            }
        }
        let _ = stream.shutdown().await;
        // Whatever the client still sends is read, lest closing resets the connection.
        let _ = stream.read(&mut [0; 64]).await;
    }
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        match bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            Some(end) => break end,
            None if stream.read_buf(&mut bytes).await.ok()? == 0 => return None,
            None => {}
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut request_line = lines.next()?.split(' ');
    let (method, target) = (
        request_line.next()?.to_owned(),
        request_line.next()?.to_owned(),
    );
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut request = Received {
        method,
        target,
        headers,
        body: String::new(),
        at: Instant::now(),
    };
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    if request.header("transfer-encoding") == Some("chunked") {
        while !bytes.ends_with(b"\r\n0\r\n\r\n") {
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
        request.body = dechunked(&bytes[end + 4..]);
        return Some(request);
    }
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    request.body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    Some(request)
}

/// The content of a body in chunks (RFC 9112, section 7.1).
fn dechunked(mut bytes: &[u8]) -> String {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = std::str::from_utf8(&bytes[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return String::from_utf8_lossy(&body).into_owned();
        }
        body.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 2 + size + 2..];
    }
}

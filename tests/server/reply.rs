//! How the server responds, and how it misbehaves.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

/// One response.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    fault: Option<Fault>,
}

/// How a response goes wrong.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// The connection is reset before a byte is sent.
    Reset,
    /// The connection is reset after half of the body.
    ResetHalfway,
    /// The connection is closed in the middle of the body.
    Truncate,
    /// Nothing is sent for that long.
    DelayHead(Duration),
    /// The body stops in its middle for that long.
    DelayBody(Duration),
    /// Each byte of the body takes that long.
    Drip(Duration),
}

impl Reply {
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            fault: None,
        }
    }

    pub fn json(status: u16, body: impl AsRef<str>) -> Self {
        Self::new(status).text("application/json", body.as_ref())
    }

    pub fn text(self, media_type: &str, body: &str) -> Self {
        Self {
            body: body.into(),
            ..self.header("Content-Type", media_type)
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn fault(self, fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            ..self
        }
    }

    /// Sends the response. False when the connection must not be used any more.
    pub(super) async fn send(self, stream: &mut TcpStream) -> io::Result<bool> {
        let half = self.body.len() / 2;
        match self.fault {
            None => stream.write_all(&self.head()).await?,
            Some(Fault::Reset) => {}
            Some(Fault::DelayHead(time)) => {
                sleep(time).await;
                stream.write_all(&self.head()).await?;
            }
            Some(_) => stream.write_all(&self.head()).await?,
        }
        match self.fault {
            None | Some(Fault::DelayHead(_)) => stream.write_all(&self.body).await?,
            Some(Fault::Reset) => stream.set_zero_linger()?,
            Some(Fault::ResetHalfway) => {
                stream.write_all(&self.body[..half]).await?;
                stream.flush().await?;
                sleep(Duration::from_millis(50)).await;
                stream.set_zero_linger()?;
            }
            Some(Fault::Truncate) => stream.write_all(&self.body[..half]).await?,
            Some(Fault::DelayBody(time)) => {
                stream.write_all(&self.body[..half]).await?;
                sleep(time).await;
                stream.write_all(&self.body[half..]).await?;
            }
            Some(Fault::Drip(time)) => {
                for byte in &self.body {
                    stream.write_all(&[*byte]).await?;
                    sleep(time).await;
                }
            }
        }
        stream.flush().await?;
        Ok(!matches!(
            self.fault,
            Some(Fault::Reset | Fault::ResetHalfway | Fault::Truncate)
        ))
    }

    fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Scripted\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}

//! A file of this computer as a body.

use std::{
    io,
    path::PathBuf,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::Frame;
use tokio::io::{AsyncRead, ReadBuf};

use super::transport::{BoxFuture, TransportError, TransportErrorKind};

/// How much is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// The content of a file, opened when the first piece is asked for.
pub(super) struct Pieces {
    state: State,
    /// How many bytes were promised and are still to come.
    left: u64,
}

enum State {
    Opening(BoxFuture<'static, io::Result<tokio::fs::File>>),
    Open(tokio::fs::File),
}

impl Pieces {
    pub(super) fn new(path: PathBuf, length: u64) -> Self {
        Self {
            state: State::Opening(Box::pin(tokio::fs::File::open(path))),
            left: length,
        }
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let file = match &mut self.state {
            State::Open(file) => file,
            State::Opening(opening) => {
                let file = ready!(opening.as_mut().poll(context))?;
                self.state = State::Open(file);
                return self.poll_piece(context);
            }
        };
        let size = usize::try_from(self.left).map_or(PIECE, |left| left.min(PIECE));
        let mut piece = vec![0; size];
        let mut buffer = ReadBuf::new(&mut piece);
        ready!(Pin::new(file).poll_read(context, &mut buffer))?;
        let length = buffer.filled().len();
        if length == 0 {
            return Poll::Ready(Err(io::Error::other("the file has become shorter")));
        }
        self.left -= length as u64;
        piece.truncate(length);
        Poll::Ready(Ok(piece.into()))
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = ready!(self.poll_piece(context)).map(Frame::data);
        Poll::Ready(Some(piece.map_err(|error| {
            TransportError::new(TransportErrorKind::Request, error)
        })))
    }
}

//! A transport that responds as a recording says.

use std::{
    fmt,
    future::ready,
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde_json::Value;

use super::{expectation::Canned, line::Line, secrets::Secrets, seen::MockRequest};
use crate::http::transport::{
    BoxFuture, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
};

/// Responds from the file of a [`Recorder`](crate::Recorder), and sends nothing.
///
/// A request gets the response of the first recorded call that was not given yet and has the same
/// method, path, query and body, with secrets hidden; if all of them were given, the last one again.
/// Another request is an error that shows the nearest recorded call. The server's address is not
/// compared. Waiting takes no time. Clones are the same replay.
///
/// ```
/// use runtime::{ClientBuilder, Replay, Value};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let replay = Replay::parse(
///     r#"{"operation":"request","method":"GET","path":"/pets/7",
///        "response":{"status":200,"body":{"json":"Rex"}}}"#,
/// )?;
/// let mut builder = ClientBuilder::new("http://localhost");
/// builder.transport(replay.clone());
/// let client = builder.build()?;
///
/// let pet: Value = client.request("GET", ["pets", "7"]).await?;
/// assert_eq!(pet, "Rex");
/// replay.verify();
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Replay {
    state: Arc<Mutex<State>>,
    secrets: Secrets,
}

struct State {
    calls: Vec<Recorded>,
    unexpected: Vec<String>,
}

struct Recorded {
    request: MockRequest,
    line: Line,
    given: usize,
}

impl Replay {
    /// The calls of a file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or something in it is no recorded call.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        Self::parse(&std::fs::read_to_string(path)?)
    }

    /// The calls of a text, of `include_str!("pets.jsonl")` for example.
    ///
    /// # Errors
    ///
    /// Something in it is no recorded call.
    pub fn parse(text: &str) -> io::Result<Self> {
        let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let calls = (1..).zip(values).map(|(number, json)| {
            let wrong = |what: String| io::Error::other(format!("call {number}: {what}"));
            let json = json.map_err(|error| wrong(error.to_string()))?;
            let line =
                Line::of_json(&json).ok_or_else(|| wrong("it is not as recorded".to_owned()))?;
            Ok(Recorded {
                request: line.request(),
                line,
                given: 0,
            })
        });
        Ok(Self {
            state: Arc::new(Mutex::new(State {
                calls: calls.collect::<io::Result<_>>()?,
                unexpected: Vec::new(),
            })),
            secrets: Secrets::default(),
        })
    }

    /// The same as [`Recorder::hide`](crate::Recorder::hide), with which this was recorded.
    #[must_use]
    pub fn hide(mut self, name: &str) -> Self {
        self.secrets.add(name);
        self
    }

    /// Checks that every recorded call has come, and no other.
    ///
    /// # Panics
    ///
    /// One is missing, or there was another.
    #[expect(clippy::panic, reason = "this is an assertion of tests")]
    #[track_caller]
    pub fn verify(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let missing = state.calls.iter().filter(|call| call.given == 0);
        let missing = missing.map(|call| format!("recorded and not called: {}", call.request));
        let wrong: Vec<_> = state.unexpected.iter().cloned().chain(missing).collect();
        drop(state);
        if !wrong.is_empty() {
            panic!("{}", wrong.join("\n"));
        }
    }
}

impl State {
    fn respond(&mut self, request: &MockRequest) -> Result<HttpResponse, TransportError> {
        let fits = |call: &Recorded| call.request.differences(request).is_empty();
        let fitting = || (0..).zip(&self.calls).filter(|(_, call)| fits(call));
        let new = fitting().find(|(_, call)| call.given == 0);
        let index = new.or_else(|| fitting().last()).map(|(index, _)| index);
        let Some(call) = index.and_then(|index: usize| self.calls.get_mut(index)) else {
            let what = self.unexpected(request);
            self.unexpected.push(what.clone());
            return Err(TransportError::new(TransportErrorKind::Other, what));
        };
        call.given += 1;
        let (status, headers, body) = call.line.response();
        Ok(Canned::new(status, headers, body).into_http())
    }

    fn unexpected(&self, request: &MockRequest) -> String {
        let calls = self.calls.iter();
        let nearest = calls.map(|call| (&call.request, call.request.differences(request)));
        let nearest = nearest.min_by_key(|(known, differences)| {
            (known.operation() != request.operation(), differences.len())
        });
        match nearest {
            None => format!("not recorded: {request}; nothing is recorded"),
            Some((known, differences)) => format!(
                "not recorded: {request}\nthe nearest that is recorded: {known}\n  {}",
                differences.join("\n  ")
            ),
        }
    }
}

impl Transport for Replay {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let seen = MockRequest::of_request(&request);
        // As it would be recorded, so that hidden values are equal.
        let secrets = self.secrets.of_call(&request, &seen);
        let seen = Line::of_request(&seen, &secrets);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(state.respond(&seen)))
    }

    /// Is ready at once.
    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ready(()))
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Replay").finish_non_exhaustive()
    }
}

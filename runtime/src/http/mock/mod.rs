//! A transport for tests: it responds as expectations say, and sends nothing.

mod canned;
mod expectation;
mod line;
mod recorder;
mod replay;
mod secrets;
mod seen;

use std::{
    fmt,
    future::{pending, ready},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{
    request::Request,
    transport::{
        BoxFuture, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
    },
};
use expectation::{Expected, Reply};

pub use canned::Canned;
pub use expectation::Expectation;
pub use recorder::Recorder;
pub use replay::Replay;
pub(super) use secrets::mark;
pub use seen::MockRequest;

/// Stands in for the server in tests: expectations are calls, and what they are to give.
///
/// It is a [`Transport`], so that credentials, retries, pages, limits of time and decoding work as
/// they do with a server. Waiting takes no time. Clones are the same mock.
///
/// ```
/// use runtime::{Call, ClientBuilder, Mock, Value};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let mock = Mock::new();
/// let mut builder = ClientBuilder::new("http://localhost");
/// builder.transport(mock.clone());
/// let client = builder.build()?;
/// let pet = |id: &str| client.request::<Value>("GET", ["pets", id]);
///
/// mock.on(pet("7")).returns(Value::from("Rex"));
/// mock.on(pet("8")).responds(404, &"no such pet");
///
/// assert_eq!(pet("7").await?, "Rex");
/// assert_eq!(pet("8").await.unwrap_err().status(), Some(404));
/// mock.verify();
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    expected: Vec<Expected>,
    requests: Vec<MockRequest>,
    unexpected: Vec<String>,
}

/// A call of which a [`Mock`] takes the request: those of all clients.
pub trait MockedCall {
    /// What the call gives.
    type Body;
    /// The body of its errors.
    type Error;

    /// Its request.
    #[doc(hidden)]
    fn into_request(self) -> Request;
}

impl Mock {
    /// A mock that expects nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects this call: its operation, its parameters and its body, and the headers that it sets.
    /// The call is made with the client that is tested, or with one of the same settings. Of several
    /// expectations that fit, the last one counts.
    ///
    /// # Panics
    ///
    /// The call cannot be sent.
    pub fn on<C: MockedCall>(&self, call: C) -> Expectation<C::Body, C::Error> {
        self.expect(call.into_request(), false)
    }

    /// Expects calls of the same operation, whatever their parameters and their body are.
    /// [`when`](Expectation::when) says which.
    ///
    /// # Panics
    ///
    /// The call cannot be sent.
    pub fn on_any<C: MockedCall>(&self, call: C) -> Expectation<C::Body, C::Error> {
        self.expect(call.into_request(), true)
    }

    #[expect(
        clippy::panic,
        reason = "a test that sets up a call that cannot be sent has failed"
    )]
    fn expect<T, E>(&self, request: Request, any: bool) -> Expectation<T, E> {
        let operation = request.operation();
        let message = match request.message() {
            Ok(message) => message,
            Err(error) => panic!("the expected call cannot be sent: {error}"),
        };
        let mut state = self.lock();
        let expected = Expected::new(MockRequest::of_message(operation.name(), &message), any);
        state.expected.push(expected);
        Expectation::new(self.clone(), state.expected.len() - 1, operation)
    }

    /// All requests so far, those that were not expected and retries included.
    pub fn requests(&self) -> Vec<MockRequest> {
        self.lock().requests.clone()
    }

    /// Checks that what was expected has come, and nothing else.
    ///
    /// # Panics
    ///
    /// There was a call that was not expected, or one is missing: each expectation wants as many
    /// calls as its [`times`](Expectation::times) says, or at least one.
    #[expect(clippy::panic, reason = "this is an assertion of tests")]
    #[track_caller]
    pub fn verify(&self) {
        let state = self.lock();
        let missing = state.expected.iter().filter_map(Expected::missing);
        let wrong: Vec<_> = state.unexpected.iter().cloned().chain(missing).collect();
        drop(state);
        if !wrong.is_empty() {
            panic!("{}", wrong.join("\n"));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What comes of a request.
    fn reply(&mut self, request: MockRequest) -> Reply {
        let mut expected = self.expected.iter_mut().rev();
        let reply = match expected.find(|expected| expected.fits(&request)) {
            Some(expected) => expected.reply(),
            None => {
                let what = self.unexpected(&request);
                self.unexpected.push(what.clone());
                Reply::Unexpected(what)
            }
        };
        self.requests.push(request);
        reply
    }

    /// What is said of a request that no expectation fits: the nearest one, and how it differs.
    fn unexpected(&self, request: &MockRequest) -> String {
        let nearest = self.expected.iter().map(|expected| {
            let differences = expected.differences(request);
            let is_other = expected.operation() != request.operation();
            (is_other, differences.len(), expected, differences)
        });
        let nearest = nearest.min_by_key(|(is_other, count, ..)| (*is_other, *count));
        match nearest {
            None => format!("unexpected call: {request}; no call is expected"),
            Some((_, _, expected, differences)) => format!(
                "unexpected call: {request}\nthe nearest that is expected: {expected}\n  {}",
                differences.join("\n  ")
            ),
        }
    }
}

impl Transport for Mock {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let reply = self.lock().reply(MockRequest::of_request(&request));
        let error = |kind, what| Err(TransportError::new(kind, what));
        match reply {
            Reply::Response(response) => Box::pin(ready(Ok(response.into_http()))),
            Reply::Breaks(kind) => Box::pin(ready(error(kind, "as the mock was told".to_owned()))),
            Reply::Hangs => Box::pin(pending()),
            Reply::Unexpected(what) => Box::pin(ready(error(TransportErrorKind::Other, what))),
        }
    }

    /// Is ready at once.
    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ready(()))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        formatter
            .debug_struct("Mock")
            .field("expected", &state.expected.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

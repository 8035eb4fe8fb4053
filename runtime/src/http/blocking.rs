//! Calls that block their thread until they are done.
//!
//! Connections and timers live on one thread of their own, which all clients of the process share;
//! [decision 4](../../../docs/decisions/0004-blocking.md) tells why. What waits is the caller's
//! thread.

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use super::{
    call::{Sending, conclude},
    error::{Error, Fault},
    events::{Events, FromEvent},
    incoming::Chunks,
    items::Lines,
    pages::{Items, Pages},
    response::FromResponse,
    transport::{TransportError, TransportErrorKind},
};
use crate::Wire;

/// Waits for a future on the current thread, for what has no `blocking()` of its own: logins, for
/// example. Unlike the functions of this name elsewhere, it may be called within asynchronous code,
/// whose thread it blocks.
pub fn block_on<F: Future>(future: F) -> F::Output {
    // Before the future is polled, which looks for the runtime.
    let _context = runtime().map(Handle::enter);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            // A wake before this one makes it return at once.
            Poll::Pending => thread::park(),
        }
    }
}

/// Wakes the thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The runtime of the thread for connections and timers; none if the system gives no thread, so that
/// only transports that need no runtime work.
fn runtime() -> Option<&'static Handle> {
    static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();
    let start = || {
        let runtime = Builder::new_current_thread().enable_all().build().ok()?;
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new().name("blocking-calls".to_owned());
        let drive = move || runtime.block_on(std::future::pending::<()>());
        thread.spawn(drive).ok()?;
        Some(handle)
    };
    RUNTIME.get_or_init(start).as_ref()
}

/// What arrives piece by piece, as an iterator that blocks its thread until the next piece is there.
///
/// ```no_run
/// # fn example(pets: runtime::Items<String, ()>) -> Result<(), runtime::Error<()>> {
/// for name in pets.blocking() {
///     println!("{}", name?);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent until the iterator is asked for something"]
pub struct Blocking<S> {
    stream: S,
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        block_on(std::future::poll_fn(|context| {
            Pin::new(&mut self.stream).poll_next(context)
        }))
    }
}

impl<T: FromResponse, E: FromResponse> Sending<T, E> {
    /// Sends the call and blocks the thread until its outcome is there.
    ///
    /// # Errors
    ///
    /// Every kind of [`Error`].
    pub fn blocking(self) -> Result<T, Error<E>> {
        // On the thread of the connections, so that only the outcome goes from thread to thread.
        let Some(runtime) = runtime() else {
            return block_on(self);
        };
        match block_on(runtime.spawn(self.into_outcome())) {
            Ok(outcome) => conclude(outcome),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => {
                    let kind = TransportErrorKind::Other;
                    Err(Fault::Transport(TransportError::new(kind, error)).into())
                }
            },
        }
    }
}

/// `blocking()` of streams.
macro_rules! streams {
    ($($stream:ident<$($parameter:ident $(: $bound:ident)?),*>),* $(,)?) => {
        $(
            impl<$($parameter $(: $bound)?),*> $stream<$($parameter),*> {
                /// The same as an iterator, which blocks its thread until the next one is there.
                pub fn blocking(self) -> Blocking<Self> {
                    Blocking { stream: self }
                }
            }
        )*
    };
}

streams!(Items<T, E>, Pages<T, E>, Lines<T: Wire>, Events<T: FromEvent>);

impl Chunks {
    /// The same as an iterator, which blocks its thread until the next piece is there.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking { stream: self }
    }
}

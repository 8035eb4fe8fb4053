//! Stack space for recursion.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Enough for [`MAX_DEPTH`](super::loading::MAX_DEPTH) levels of the function that needs most, in
/// an unoptimised build. Only the part that is used takes memory.
const STACK: usize = 512 << 20;

/// Runs a function on a stack that deeply nested documents cannot overflow.
pub fn on_big_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let slot = Mutex::new(Some(work));
    let take = || slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    let done = thread::scope(|scope| {
        let builder = thread::Builder::new()
            .name("codegen".to_owned())
            .stack_size(STACK);
        let thread = builder
            .spawn_scoped(scope, || take().map(|work| work()))
            .ok()?;
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    match (done, take()) {
        (Some(done), _) => done,
        // No thread could be started, so the current stack must do.
        (None, Some(work)) => work(),
        (None, None) => std::process::abort(),
    }
}

//! What is known of an attempt while it is made.

/// One attempt of a call: which operation is called, and how often the call was sent before.
///
/// A [`Transport`](crate::Transport) that does not come with the runtime finds it among the
/// extensions of the request:
///
/// ```
/// # use runtime::{Attempt, HttpRequest};
/// fn name(request: &HttpRequest) -> Option<&'static str> {
///     Some(request.extensions().get::<Attempt>()?.operation())
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    pub(super) operation: &'static str,
    pub(super) template: &'static str,
    pub(super) number: usize,
    pub(super) repeatable: bool,
}

impl Attempt {
    /// Name of the operation, `get_pet`: that of the method that calls it, with the words of its
    /// group. `request` for a call that the description does not know, `token request` for one to
    /// a token server.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The path as the description has it, `/pets/{id}`: the same for all calls of the operation.
    pub fn path_template(&self) -> &'static str {
        self.template
    }

    /// 1 for the first request of the call. Retries, redirects and requests with a new token after
    /// a 401 are counted.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Whether sending the request twice does no harm: its method is idempotent, the operation says
    /// so, or it has a key of idempotency.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }
}

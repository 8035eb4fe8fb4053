//! What all calls of an operation share.

use http::StatusCode;

use super::error_shape::{ErrorShape, ErrorTest};
use super::status_range;

/// Security schemes that must be satisfied together, each with the scopes it needs.
pub type Requirement = &'static [(&'static str, &'static [&'static str])];

/// An operation of the description: method, path and what every call of it shares.
///
/// Generated code keeps one constant for each operation.
///
/// ```
/// use runtime::private::Operation;
///
/// const GET_PET: Operation = Operation::new("get_pet", "GET", "/pets/{petId}")
///     .security(&[&[("bearerAuth", &[])], &[("oauth", &["pets:read"])]])
///     .accept("application/json");
/// assert_eq!(GET_PET.name(), "get_pet");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    security: &'static [Requirement],
    accept: Option<&'static str>,
    results: &'static [&'static str],
    errors: Option<&'static [&'static str]>,
    base_url: Option<&'static str>,
    idempotent: bool,
    idempotency_key: Option<&'static str>,
    error_shape: Option<Option<ErrorShape>>,
}

impl Operation {
    /// An operation without security that accepts anything.
    ///
    /// `path` is a template, `/pets/{petId}`; it starts with a slash.
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            security: &[],
            accept: None,
            results: &[],
            errors: None,
            base_url: None,
            idempotent: false,
            idempotency_key: None,
            error_shape: None,
        }
    }

    /// The security requirements: any of these lists, each all of its schemes.
    ///
    /// The first list whose schemes all have credentials is used. An empty list inside means that
    /// the operation may also be called without any; no list at all, that it needs none.
    #[must_use]
    pub const fn security(mut self, any_of: &'static [Requirement]) -> Self {
        self.security = any_of;
        self
    }

    /// Value of the Accept header.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Statuses that are results of the call although they are not 2xx: redirects and 304, where
    /// the description names them (`302`, `3XX`). Such a redirect is not followed.
    #[must_use]
    pub const fn results(mut self, statuses: &'static [&'static str]) -> Self {
        self.results = statuses;
        self
    }

    /// The statuses whose bodies the type of the error describes: `404`, `4XX`, `default`. Without
    /// these the type is taken to describe all of them.
    #[must_use]
    pub const fn errors(mut self, statuses: &'static [&'static str]) -> Self {
        self.errors = Some(statuses);
        self
    }

    /// The server of this operation, where it has its own.
    ///
    /// A base URL that was set on the builder replaces this one too.
    #[must_use]
    pub const fn base_url(mut self, base_url: &'static str) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// Marks the call as safe to repeat although its method is not idempotent.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// The header for a key by which the server knows a request that comes again. It is filled
    /// unless the caller does that, so that the request can be repeated.
    #[must_use]
    pub const fn idempotency_key(mut self, header: &'static str) -> Self {
        self.idempotency_key = Some(header);
        self
    }

    /// A success is an error where its body has the value, which is JSON, at the path. The client's
    /// own rule does not apply then, nor with the next two.
    #[must_use]
    pub const fn error_when(self, (path, json): (&'static [&'static str], &'static str)) -> Self {
        self.error_shape(path, ErrorTest::Is(json))
    }

    /// The same where there is another value than this one.
    #[must_use]
    pub const fn error_unless(self, (path, json): (&'static [&'static str], &'static str)) -> Self {
        self.error_shape(path, ErrorTest::IsNot(json))
    }

    /// The same where there is any value but `null`; never with an empty path.
    #[must_use]
    pub const fn error_where(self, path: &'static [&'static str]) -> Self {
        self.error_shape(path, ErrorTest::Present)
    }

    const fn error_shape(mut self, path: &'static [&'static str], test: ErrorTest) -> Self {
        let shape = ErrorShape { path, test };
        self.error_shape = Some(if path.is_empty() { None } else { Some(shape) });
        self
    }

    /// What tells an error in the body of a success, where the client says something else than the
    /// operation or the same.
    pub(super) fn error_shape_or(&self, of_client: Option<ErrorShape>) -> Option<ErrorShape> {
        self.error_shape.unwrap_or(of_client)
    }

    /// Name of the method that calls it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path template.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    pub(super) const fn requirements(&self) -> &'static [Requirement] {
        self.security
    }

    pub(super) const fn accepted(&self) -> Option<&'static str> {
        self.accept
    }

    /// Whether a response of this status is a result of the call.
    pub(super) fn is_result(&self, status: StatusCode) -> bool {
        status.is_success() || status_range::best(self.results, status.as_u16(), None).is_some()
    }

    pub(super) const fn described_errors(&self) -> Option<&'static [&'static str]> {
        self.errors
    }

    pub(super) const fn server(&self) -> Option<&'static str> {
        self.base_url
    }

    pub(super) const fn idempotency_header(&self) -> Option<&'static str> {
        self.idempotency_key
    }

    pub(super) const fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}

//! Errors of authentication.

use std::{error::Error as StdError, fmt, sync::Arc};

use super::transport::BoxError;

/// No credential could be sent.
#[derive(Clone)]
pub struct AuthError {
    inner: Box<Parts>,
}

#[derive(Clone)]
struct Parts {
    operation: Option<&'static str>,
    /// Shared by all calls that waited for the same token.
    reason: Arc<Reason>,
}

enum Reason {
    /// None of the operation's requirements has all its credentials.
    Missing {
        wanted: String,
        /// Methods of the builder that take the credentials.
        advice: Option<String>,
    },
    /// The token server responded with an error (RFC 6749 section 5.2), or with no token.
    Refused {
        scheme: String,
        status: u16,
        error: Option<String>,
        description: Option<String>,
    },
    /// The user has not logged in (RFC 6749, section 4.1.2.1), or not in time.
    Denied {
        scheme: String,
        error: String,
        description: Option<String>,
    },
    /// The token request did not get through, or a [`TokenProvider`](super::TokenProvider) gave no
    /// token.
    Unavailable { scheme: String, source: BoxError },
}

impl AuthError {
    pub(super) fn missing(wanted: String, advice: Option<String>) -> Self {
        Self::from(Reason::Missing { wanted, advice })
    }

    pub(super) fn refused(
        scheme: &str,
        status: u16,
        error: Option<String>,
        description: Option<String>,
    ) -> Self {
        Self::from(Reason::Refused {
            scheme: scheme.to_owned(),
            status,
            error,
            description,
        })
    }

    pub(super) fn denied(scheme: &str, error: String, description: Option<String>) -> Self {
        Self::from(Reason::Denied {
            scheme: scheme.to_owned(),
            error,
            description,
        })
    }

    /// An error of a [`TokenProvider`](super::TokenProvider), which may be one of these itself.
    pub(super) fn of_provider(scheme: &str, error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::unavailable(scheme, error),
        }
    }

    pub(super) fn unavailable(scheme: &str, source: impl Into<BoxError>) -> Self {
        Self::from(Reason::Unavailable {
            scheme: scheme.to_owned(),
            source: source.into(),
        })
    }

    pub(super) fn in_operation(mut self, operation: &'static str) -> Self {
        self.inner.operation = Some(operation);
        self
    }

    /// The status of the token server's response.
    pub fn status(&self) -> Option<u16> {
        match &*self.inner.reason {
            Reason::Refused { status, .. } => Some(*status),
            Reason::Missing { .. } | Reason::Denied { .. } | Reason::Unavailable { .. } => None,
        }
    }

    /// The token server's error code, such as `invalid_client` or `access_denied`.
    pub fn error(&self) -> Option<&str> {
        match &*self.inner.reason {
            Reason::Refused { error, .. } => error.as_deref(),
            Reason::Denied { error, .. } => Some(error),
            Reason::Missing { .. } | Reason::Unavailable { .. } => None,
        }
    }

    /// The token server's explanation for people.
    pub fn error_description(&self) -> Option<&str> {
        match &*self.inner.reason {
            Reason::Refused { description, .. } | Reason::Denied { description, .. } => {
                description.as_deref()
            }
            Reason::Missing { .. } | Reason::Unavailable { .. } => None,
        }
    }
}

impl From<Reason> for AuthError {
    fn from(reason: Reason) -> Self {
        let reason = Arc::new(reason);
        Self {
            inner: Box::new(Parts {
                operation: None,
                reason,
            }),
        }
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AuthError({self})")
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.inner.operation {
            write!(formatter, "`{operation}`: ")?;
        }
        match &*self.inner.reason {
            Reason::Missing { wanted, advice } => {
                write!(formatter, "no credential was given; needed: {wanted}")?;
                match advice {
                    Some(methods) => write!(
                        formatter,
                        "; call {methods} of the builder, or `.anonymous()` to send none"
                    ),
                    None => Ok(()),
                }
            }
            Reason::Refused {
                scheme,
                status,
                error,
                description,
            } => {
                write!(
                    formatter,
                    "no token for `{scheme}`: the token server responded with {status}"
                )?;
                for part in [error, description].into_iter().flatten() {
                    write!(formatter, ": {part}")?;
                }
                Ok(())
            }
            Reason::Denied {
                scheme,
                error,
                description,
            } => {
                write!(formatter, "no token for `{scheme}`: {error}")?;
                match description {
                    Some(description) => write!(formatter, ": {description}"),
                    None => Ok(()),
                }
            }
            Reason::Unavailable { scheme, source } => {
                write!(formatter, "no token for `{scheme}`: {source}")
            }
        }
    }
}

impl StdError for AuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.inner.reason {
            Reason::Unavailable { source, .. } => Some(&**source),
            Reason::Missing { .. } | Reason::Refused { .. } | Reason::Denied { .. } => None,
        }
    }
}

//! One error for all calls.

use std::{error::Error as StdError, fmt, ops::Deref};

use super::{
    decode_error::DecodeError,
    error::{BuildError, Error, RequestError},
    incoming::StreamError,
};

/// What every error of every call, of every stream and of the builder becomes with `?`: one type,
/// without the typed body of [`Error`], and with everything else of it.
///
/// ```
/// use runtime::{AnyError, Call, Value};
///
/// async fn example(pet: Call<Value, Value>, toy: Call<Value, ()>) -> Result<(), AnyError> {
///     println!("{} {}", pet.await?, toy.await?);
///     Ok(())
/// }
///
/// fn report(error: &AnyError) {
///     if error.status() == Some(404) {
///         eprintln!("not found: {}", error.message().unwrap_or_default());
///     }
/// }
/// ```
pub struct AnyError {
    inner: Box<Error<()>>,
}

/// An [`Error`] whose body is not decoded.
impl Deref for AnyError {
    type Target = Error<()>;

    fn deref(&self) -> &Error<()> {
        &self.inner
    }
}

impl<E> From<Error<E>> for AnyError {
    fn from(error: Error<E>) -> Self {
        Self {
            inner: Box::new(error.undecoded()),
        }
    }
}

impl From<StreamError> for AnyError {
    fn from(error: StreamError) -> Self {
        Error::<()>::from(error).into()
    }
}

impl From<DecodeError> for AnyError {
    fn from(error: DecodeError) -> Self {
        Error::<()>::from(error).into()
    }
}

impl From<BuildError> for AnyError {
    fn from(error: BuildError) -> Self {
        let error = RequestError::new("build", "the client cannot be made:", error.to_string());
        Error::<()>::Request(error).into()
    }
}

impl fmt::Debug for AnyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(formatter)
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.inner, formatter)
    }
}

impl StdError for AnyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source()
    }
}

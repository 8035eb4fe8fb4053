//! What parameters take that are texts, or lists of them.

use crate::Encode;
use crate::wire::enums::FromText;

/// What a parameter of this type takes: a value of it, or a shorter way to write one.
///
/// | parameter | takes |
/// |---|---|
/// | an enum of texts | `&str`, `String`, the type |
/// | `[T]`, a list of texts or of such enums | an array, a slice or a `Vec` of what `T` takes |
///
/// ```
/// use runtime::{Argument, Encode, to_string};
///
/// runtime::string_enum! {
///     pub enum State {
///         Open "open",
///         Closed "closed",
///     } else Unrecognized
/// }
///
/// fn one(state: impl Argument<State>) -> String {
///     to_string(&state)
/// }
/// fn list(labels: impl Argument<[String]>) -> String {
///     to_string(&labels)
/// }
///
/// assert_eq!(one(State::Open), one("open"));
/// assert_eq!(list(["bug", "urgent"]), list(&["bug".to_owned(), "urgent".to_owned()]));
/// ```
#[diagnostic::on_unimplemented(
    message = "a parameter of type `{T}` does not take `{Self}`",
    note = "it takes the value, a shorter way to write it, or a list of these where it is a list"
)]
pub trait Argument<T: ?Sized>: Encode {}

impl<T: Encode> Argument<T> for T {}

impl<T: FromText> Argument<T> for &str {}

impl<T: FromText> Argument<T> for String {}

impl<T: FromText> Argument<T> for &String {}

impl Argument<String> for &str {}

impl Argument<String> for &String {}

impl<T, V: Argument<T>> Argument<[T]> for &[V] {}

impl<T, V: Argument<T>> Argument<[T]> for Vec<V> {}

impl<T, V: Argument<T>> Argument<[T]> for &Vec<V> {}

impl<T, V: Argument<T>, const LENGTH: usize> Argument<[T]> for [V; LENGTH] {}

impl<T, V: Argument<T>, const LENGTH: usize> Argument<[T]> for &[V; LENGTH] {}

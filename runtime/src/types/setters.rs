//! What the setters of members take.
//!
//! Members that may be absent have a setter of their name in the types of requests.

use std::collections::BTreeMap;

use crate::wire::enums::FromText;
use crate::{Map, Maybe, Object, Secret, Value};

/// What a setter of an optional member takes: a value, or an `Option` that is passed on. `None`
/// leaves the member absent; `Maybe::Null` sets it to `null`.
///
/// | member | takes |
/// |---|---|
/// | text, a [`Secret`], an enum of texts, or a union with a variant for text | `&str`, `String`, the type |
/// | a list | an array or a slice of what its items take, or a `Vec` |
/// | a [`Map`] | an array of pairs, or a map of the standard library |
/// | an [`Object`] | an array of pairs of what JSON is made from |
/// | any other | its type |
///
/// `How` is found by the compiler: [`Given`] for a value, [`PassedOn`] for an `Option`.
///
/// ```
/// runtime::object! {
///     pub struct Issue: Default, Set {
///         optional title: Option<String>,
///         optional labels: Option<Vec<String>>,
///         optional milestone: runtime::Maybe<i64>,
///     }
/// }
///
/// let milestone: Option<i64> = None;
/// let issue = Issue::default()
///     .title("It breaks")
///     .labels(["bug", "urgent"])
///     .milestone(milestone);
/// assert_eq!(runtime::to_string(&issue), r#"{"title":"It breaks","labels":["bug","urgent"]}"#);
///
/// let issue = issue.labels(None::<Vec<String>>).milestone(runtime::Maybe::Null);
/// assert_eq!(runtime::to_string(&issue), r#"{"title":"It breaks","milestone":null}"#);
/// ```
///
/// ```
/// runtime::union! {
///     pub enum Owner: From {
///         Login(String) string,
///         Number(i64) integer,
///     } else Unrecognized
/// }
/// runtime::object! {
///     pub struct Repository: Default, Set {
///         optional owner: Option<Owner>,
///         optional settings: Option<runtime::Object>,
///     }
/// }
///
/// let repository = Repository::default().owner("me").settings([("wiki", true)]);
/// assert_eq!(runtime::to_string(&repository), r#"{"owner":"me","settings":{"wiki":true}}"#);
/// ```
#[diagnostic::on_unimplemented(
    message = "a member of type `{Member}` cannot be set to `{Self}`",
    note = "a setter takes the value, a shorter way to write it, or an `Option` of these"
)]
pub trait IntoMember<Member, How> {
    /// The member as the type has it.
    fn into_member(self) -> Member;
}

/// A value is given to a setter: the parameter `How` of [`IntoMember`].
#[derive(Debug)]
pub enum Given {}

/// An `Option` is passed on to a setter: the parameter `How` of [`IntoMember`].
#[derive(Debug)]
pub enum PassedOn {}

/// A [`Maybe`] is passed on to a setter: the parameter `How` of [`IntoMember`].
#[derive(Debug)]
pub enum MaybePassedOn {}

impl<T, V: IntoItem<T>> IntoMember<Option<T>, Given> for V {
    #[inline]
    fn into_member(self) -> Option<T> {
        Some(self.into_item())
    }
}

impl<T, V: IntoItem<T>> IntoMember<Option<T>, PassedOn> for Option<V> {
    #[inline]
    fn into_member(self) -> Option<T> {
        self.map(IntoItem::into_item)
    }
}

impl<T, V: IntoItem<T>> IntoMember<Maybe<T>, Given> for V {
    #[inline]
    fn into_member(self) -> Maybe<T> {
        Maybe::Value(self.into_item())
    }
}

impl<T, V: IntoItem<T>> IntoMember<Maybe<T>, PassedOn> for Option<V> {
    #[inline]
    fn into_member(self) -> Maybe<T> {
        match self {
            Some(value) => Maybe::Value(value.into_item()),
            None => Maybe::Absent,
        }
    }
}

impl<T> IntoMember<Maybe<T>, MaybePassedOn> for Maybe<T> {
    #[inline]
    fn into_member(self) -> Maybe<T> {
        self
    }
}

/// What becomes a value of a type: itself, or a shorter way to write it.
pub trait IntoItem<T> {
    /// The value.
    fn into_item(self) -> T;
}

impl<T> IntoItem<T> for T {
    #[inline]
    fn into_item(self) -> T {
        self
    }
}

impl<T> IntoItem<Box<T>> for T {
    #[inline]
    fn into_item(self) -> Box<T> {
        Box::new(self)
    }
}

impl IntoItem<String> for &str {
    #[inline]
    fn into_item(self) -> String {
        self.to_owned()
    }
}

impl IntoItem<String> for &String {
    #[inline]
    fn into_item(self) -> String {
        self.clone()
    }
}

impl IntoItem<Secret> for &str {
    #[inline]
    fn into_item(self) -> Secret {
        self.to_owned().into()
    }
}

impl IntoItem<Secret> for String {
    #[inline]
    fn into_item(self) -> Secret {
        self.into()
    }
}

impl<T: FromText> IntoItem<T> for &str {
    #[inline]
    fn into_item(self) -> T {
        T::from_text(self.into())
    }
}

impl<T: FromText> IntoItem<T> for String {
    #[inline]
    fn into_item(self) -> T {
        T::from_text(self.into())
    }
}

impl<N: Into<String>, V: Into<Value>, const LENGTH: usize> IntoItem<Object> for [(N, V); LENGTH] {
    #[inline]
    fn into_item(self) -> Object {
        let members = self.into_iter();
        let members = members.map(|(name, value)| (name.into(), value.into()));
        members.collect()
    }
}

impl<T, V: IntoItem<T>, const LENGTH: usize> IntoItem<Vec<T>> for [V; LENGTH] {
    #[inline]
    fn into_item(self) -> Vec<T> {
        self.into_iter().map(IntoItem::into_item).collect()
    }
}

impl<T, V: IntoItem<T> + Clone> IntoItem<Vec<T>> for &[V] {
    #[inline]
    fn into_item(self) -> Vec<T> {
        self.iter().cloned().map(IntoItem::into_item).collect()
    }
}

impl<T, N: Into<String>, V: IntoItem<T>, const LENGTH: usize> IntoItem<Map<T>>
    for [(N, V); LENGTH]
{
    #[inline]
    fn into_item(self) -> Map<T> {
        let members = self.into_iter();
        let members = members.map(|(name, value)| (name.into(), value.into_item()));
        members.collect()
    }
}

impl<T, V: IntoItem<T>> IntoItem<Map<T>> for BTreeMap<String, V> {
    #[inline]
    fn into_item(self) -> Map<T> {
        let members = self.into_iter();
        let members = members.map(|(name, value)| (name, value.into_item()));
        members.collect()
    }
}

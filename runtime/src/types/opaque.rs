//! A box that the compiler does not look into.

use std::any::Any;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// A value on the heap, like [`Box`], where the compiler does not look into its type.
///
/// To find out what a type is (whether it can be sent to another thread, what dropping it does),
/// the compiler looks into its members and into theirs, and gives up after 128 steps. Where types
/// of a description lie so deep in one another, some members are of this type. It is made with
/// `Opaque::new` or `.into()`, and read like a reference.
///
/// ```
/// runtime::object! { pub struct Leaf: Default, Hide { optional size: Option<i64> } }
/// runtime::object! { pub struct Tree { required leaf: runtime::Opaque<Leaf> } }
///
/// let mut tree = Tree { leaf: Leaf { size: Some(1) }.into() };
/// tree.leaf.size = Some(2);
/// assert_eq!(tree.leaf.into_inner().size, Some(2));
/// ```
pub type Opaque<T> = OpaqueBox<dyn Of<T>>;

/// The content of an [`Opaque`]. The parameter only names the type, because the compiler describes
/// the members of a parameter for debuggers as deep as its own stack allows.
pub struct OpaqueBox<K: ?Sized> {
    value: Box<dyn Hidden>,
    /// Can be sent and shared whatever the type is, since [`Hide`] asks for that.
    of: PhantomData<fn(&K)>,
}

/// Names the type in an [`Opaque`].
pub trait Of<T> {}

/// A type that can be in an [`Opaque`]; the macros `object!` and `union!` implement it for types
/// that list it.
///
/// Its functions are not `#[inline]`. So they are compiled with the type and never again in crates
/// that use it, where the compiler would follow all types behind it.
pub trait Hide: Wire + Clone + PartialEq + Send + Sync + 'static {
    #[doc(hidden)]
    fn hide(self) -> Box<dyn Hidden>;

    #[doc(hidden)]
    fn hide_vacant() -> Box<dyn Hidden>;
}

/// What can be done with a hidden value.
#[doc(hidden)]
pub trait Hidden: Any + Send + Sync {
    fn as_encode(&self) -> &dyn Encode;
    fn as_wire(&mut self) -> &mut dyn Wire;
    fn copy(&self) -> Box<dyn Hidden>;
    fn equals(&self, other: &dyn Hidden) -> bool;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<T: Hide> Hidden for T {
    fn as_encode(&self) -> &dyn Encode {
        self
    }

    fn as_wire(&mut self) -> &mut dyn Wire {
        self
    }

    fn copy(&self) -> Box<dyn Hidden> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn Hidden) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref().is_some_and(|other: &T| self == other)
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

impl<K: ?Sized> OpaqueBox<K> {
    #[inline]
    fn of(value: Box<dyn Hidden>) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }
}

impl<T: Hide> OpaqueBox<dyn Of<T>> {
    /// Puts a value on the heap.
    #[inline]
    pub fn new(value: T) -> Self {
        Self::of(value.hide())
    }

    /// Takes the value off the heap.
    #[expect(
        clippy::expect_used,
        reason = "`new` and `vacant` put nothing else there"
    )]
    pub fn into_inner(self) -> T {
        let value = self.value.into_any().downcast();
        *value.expect("a value of this type")
    }
}

impl<T: 'static> Deref for OpaqueBox<dyn Of<T>> {
    type Target = T;

    #[inline]
    #[expect(
        clippy::expect_used,
        reason = "`new` and `vacant` put nothing else there"
    )]
    fn deref(&self) -> &T {
        let value: &dyn Any = &*self.value;
        value.downcast_ref().expect("a value of this type")
    }
}

impl<T: 'static> DerefMut for OpaqueBox<dyn Of<T>> {
    #[inline]
    #[expect(
        clippy::expect_used,
        reason = "`new` and `vacant` put nothing else there"
    )]
    fn deref_mut(&mut self) -> &mut T {
        let value: &mut dyn Any = &mut *self.value;
        value.downcast_mut().expect("a value of this type")
    }
}

impl<T: Hide> From<T> for OpaqueBox<dyn Of<T>> {
    #[inline]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Hide + Default> Default for OpaqueBox<dyn Of<T>> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<K: ?Sized> Clone for OpaqueBox<K> {
    fn clone(&self) -> Self {
        Self::of((*self.value).copy())
    }
}

impl<K: ?Sized> fmt::Debug for OpaqueBox<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self.value).as_encode().fmt(f)
    }
}

impl<K: ?Sized> PartialEq for OpaqueBox<K> {
    fn eq(&self, other: &Self) -> bool {
        (*self.value).equals(&*other.value)
    }
}

impl<T: Eq> Eq for OpaqueBox<dyn Of<T>> {}

impl<T: Hash + 'static> Hash for OpaqueBox<dyn Of<T>> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        T::hash(self, state);
    }
}

impl<K: ?Sized> UnwindSafe for OpaqueBox<K> {}
impl<K: ?Sized> RefUnwindSafe for OpaqueBox<K> {}

impl<K: ?Sized> Encode for OpaqueBox<K> {
    fn write(&self, writer: &mut Writer<'_>) {
        (*self.value).as_encode().write(writer);
    }

    fn is_absent(&self) -> bool {
        (*self.value).as_encode().is_absent()
    }
}

impl<T: Hide> Wire for OpaqueBox<dyn Of<T>> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        (*self.value).as_wire().read(reader)
    }

    #[inline]
    fn vacant() -> Self {
        Self::of(T::hide_vacant())
    }

    #[inline]
    fn takes_null() -> bool {
        T::takes_null()
    }
}

//! Values by name.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Index;

use indexmap::IndexSet;

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// Values by name, in the order they were inserted or read. Compared without regard to the order.
///
/// ```
/// let mut map = runtime::Map::new();
/// map.insert("b", 1);
/// map.insert("a", 2);
/// assert_eq!(map["a"], 2);
/// assert_eq!(runtime::to_string(&map), r#"{"b":1,"a":2}"#);
/// ```
#[derive(Clone)]
pub struct Map<T> {
    // Names apart from values, so that the hash table is not compiled anew for each `T`.
    names: IndexSet<Box<str>>,
    values: Vec<T>,
}

impl<T> Map<T> {
    /// A map without entries.
    #[inline]
    pub fn new() -> Self {
        Self {
            names: IndexSet::new(),
            values: Vec::new(),
        }
    }

    /// Number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether it has no entries.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.values.get(self.names.get_index_of(name)?)
    }

    /// The value of this name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.values.get_mut(self.names.get_index_of(name)?)
    }

    /// Whether there is a value of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Sets the value of a name and returns the one it had. A new name comes last.
    pub fn insert(&mut self, name: impl Into<String>, value: T) -> Option<T> {
        let (index, new) = self.names.insert_full(name.into().into());
        if new {
            self.values.push(value);
            return None;
        }
        let place = self.values.get_mut(index)?;
        Some(std::mem::replace(place, value))
    }

    /// Removes an entry; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let (index, _) = self.names.shift_remove_full(name)?;
        (index < self.values.len()).then(|| self.values.remove(index))
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.names.clear();
        self.values.clear();
    }

    /// Names and values in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.names
            .iter()
            .zip(&self.values)
            .map(|(name, value)| (&**name, value))
    }

    /// Names and values in order, the values to be changed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&str, &mut T)> {
        self.names
            .iter()
            .zip(&mut self.values)
            .map(|(name, value)| (&**name, value))
    }

    /// Names in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Values in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }
}

/// What [`Map::iter`] returns.
pub type Iter<'a, T> = std::iter::Map<
    std::iter::Zip<indexmap::set::Iter<'a, Box<str>>, std::slice::Iter<'a, T>>,
    fn((&'a Box<str>, &'a T)) -> (&'a str, &'a T),
>;

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Panics when there is no value of this name, as maps do.
impl<T> Index<&str> for Map<T> {
    type Output = T;

    #[expect(clippy::expect_used, reason = "what indexing means")]
    fn index(&self, name: &str) -> &T {
        self.get(name).expect("no member of this name")
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(entries: [(K, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = std::iter::Zip<
        std::iter::Map<indexmap::set::IntoIter<Box<str>>, fn(Box<str>) -> String>,
        std::vec::IntoIter<T>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        let name: fn(Box<str>) -> String = String::from;
        self.names.into_iter().map(name).zip(self.values)
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: Hash> Hash for Map<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_unstable_by_key(|(name, _)| *name);
        entries.hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Encode> Encode for Map<T> {
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        let whole = !std::mem::take(&mut writer.rest);
        let tags = writer.tags.take();
        if whole {
            writer.begin_object();
        }
        if let Some(tags) = &tags {
            tags.write_where_no(writer, |_| false);
        }
        for (name, value) in self {
            if tags.is_some_and(|tags| tags.find(name).is_some()) {
                continue;
            }
            writer.name(name);
            value.write(writer);
        }
        if whole {
            writer.end_object();
        }
    }
}

impl<T: Wire> Wire for Map<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if let Some(name) = reader.mode.rest.take() {
            if reader.mode.absent {
                self.clear();
                return Ok(());
            }
            let mut value = T::vacant();
            if reader.rules.is_watchful() && self.contains_key(&name) {
                reader.repeat()?;
            }
            value.read(reader)?;
            self.insert(name, value);
            return Ok(());
        }
        self.clear();
        let tag = reader.mode.tag.take();
        let mut more = reader.begin_object()?;
        while more {
            let name = reader.name()?;
            if !reader.skip_tag(tag, name.borrow())? {
                let mut value = T::vacant();
                let repeated = match reader.rules.is_watchful() && self.contains_key(&name) {
                    true => reader.repeat(),
                    false => Ok(()),
                };
                if let Err(error) = repeated.and_then(|()| value.read(reader)) {
                    return Err(error.in_member(name.into_owned()));
                }
                self.insert(name, value);
            }
            more = reader.next_member()?;
        }
        Ok(())
    }

    #[inline]
    fn become_empty(&mut self) -> bool {
        self.clear();
        true
    }

    #[inline]
    fn vacant() -> Self {
        Self::new()
    }
}

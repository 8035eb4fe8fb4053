//! The lock of names: every name that the generator had to choose, by the place in the description,
//! as `Cargo.lock` has versions. `specs/<api>.lock` is written with the client and read before names
//! are chosen, so that an edit of the description moves no name that callers use.
//!
//! A line is an entry, its columns are separated by tabs: the JSON pointer, the kind, the name, and
//! a column that depends on the kind. Names that follow from the description alone are not in it:
//! that of the component `Pet`, that of the member `page_size`.

mod shape;
mod text;

use std::collections::{BTreeMap, BTreeSet};

pub use shape::shape;

/// The first line of a lock.
pub const HEADER: &str = "# Names that codegen has chosen and keeps; `cargo xtask codegen --relock` \
                          chooses them anew.";

/// Names by place. [`Default`] is an empty lock.
///
/// ```
/// # use codegen::{diagnostics::Diagnostics, lock::Lock};
/// let text = "/components/schemas/Pet/properties/kind\ttype\tPetKind\t0badcafe\n";
/// let lock = Lock::parse("pets.lock", text, &mut Diagnostics::default()).unwrap_or_default();
/// assert_eq!(lock.ty("/components/schemas/Pet/properties/kind"), Some("PetKind"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    types: BTreeMap<String, Chosen>,
    operations: BTreeMap<String, Chosen>,
    members: BTreeMap<Member, String>,
    moved: Vec<Moved>,
}

/// The name of a type or operation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    name: String,
    /// The [`shape`] of a type, the method that calls an operation.
    more: String,
    /// The type stands for several of different components or operations.
    is_shared: bool,
}

/// A part of a type or operation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    pointer: String,
    kind: MemberKind,
    key: String,
}

/// What a part is, and which pointer and key it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberKind {
    /// A member of an object: its own pointer, no key.
    Field,
    /// The pointer of the operation, the wire name.
    Parameter,
    /// The pointer of an enumeration, the value as JSON.
    Value,
    /// The pointer of a union, the component or [`shape`] of the variant.
    Variant,
}

/// A type whose place is new and which has kept its name, because its shape is that of the only one
/// whose place has gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    pub from: String,
    pub to: String,
    pub name: String,
}

impl Lock {
    /// The name of the type at a JSON pointer.
    pub fn ty(&self, pointer: &str) -> Option<&str> {
        self.types.get(pointer).map(|chosen| &*chosen.name)
    }

    /// Whether the type at a JSON pointer is named after what several have in common.
    pub fn is_shared(&self, pointer: &str) -> bool {
        self.types
            .get(pointer)
            .is_some_and(|chosen| chosen.is_shared)
    }

    /// The name of the operation at a JSON pointer.
    pub fn operation(&self, pointer: &str) -> Option<&str> {
        self.operations.get(pointer).map(|chosen| &*chosen.name)
    }

    /// The method that calls the operation at a JSON pointer.
    pub fn method(&self, pointer: &str) -> Option<&str> {
        self.operations.get(pointer).map(|chosen| &*chosen.more)
    }

    /// The name of a part of a type or operation.
    pub fn member(&self, kind: MemberKind, pointer: &str, key: &str) -> Option<&str> {
        if self.members.is_empty() {
            return None;
        }
        let (pointer, key) = (pointer.to_owned(), key.to_owned());
        let member = Member { pointer, kind, key };
        self.members.get(&member).map(String::as_str)
    }

    /// All types, by pointer: the pointer and the name.
    pub fn types(&self) -> impl Iterator<Item = (&str, &str)> {
        let types = self.types.iter();
        types.map(|(pointer, chosen)| (pointer.as_str(), chosen.name.as_str()))
    }

    /// Types that have kept their names although their places are new.
    pub fn moved(&self) -> &[Moved] {
        &self.moved
    }

    pub fn is_empty(&self) -> bool {
        self.types.is_empty() && self.operations.is_empty() && self.members.is_empty()
    }

    /// Which of these new types, given as pointer and [`shape`], are types of this lock whose places
    /// are not among those that `is_there` knows. Only what cannot be anything else is paired.
    pub fn find_moved(
        &self,
        is_there: impl Fn(&str) -> bool,
        new: &[(&str, String)],
    ) -> Vec<Moved> {
        let gone = self.types.iter().filter(|(pointer, _)| !is_there(pointer));
        let mut by_shape: BTreeMap<&str, Alike<'_>> = BTreeMap::new();
        for (pointer, chosen) in gone {
            let same = by_shape.entry(&chosen.more).or_default();
            same.0.push((pointer, &chosen.name));
        }
        for (pointer, shape) in new {
            if let Some(same) = by_shape.get_mut(shape.as_str()) {
                same.1.push(pointer);
            }
        }
        let mut moved: Vec<_> = by_shape.into_values().flat_map(pairs).collect();
        moved.sort();
        moved
    }

    pub(crate) fn keep_moved(&mut self, moved: Vec<Moved>) {
        self.moved = moved;
    }

    pub(crate) fn add_type(&mut self, pointer: &str, name: &str, shape: String, is_shared: bool) {
        let chosen = Chosen {
            name: name.to_owned(),
            more: shape,
            is_shared,
        };
        self.types.insert(pointer.to_owned(), chosen);
    }

    pub(crate) fn add_operation(&mut self, pointer: &str, name: &str, method: &str) {
        let chosen = Chosen {
            name: name.to_owned(),
            more: method.to_owned(),
            is_shared: false,
        };
        self.operations.insert(pointer.to_owned(), chosen);
    }

    pub(crate) fn add_member(&mut self, kind: MemberKind, pointer: &str, key: &str, name: &str) {
        let (pointer, key) = (pointer.to_owned(), key.to_owned());
        let member = Member { pointer, kind, key };
        self.members.insert(member, name.to_owned());
    }
}

/// Types of one shape: those that have gone, by pointer and name, and those that are new.
type Alike<'a> = (Vec<(&'a str, &'a str)>, Vec<&'a str>);

/// The only one that has gone is the only new one. Of several, those with the same last token are.
fn pairs((gone, new): Alike<'_>) -> Vec<Moved> {
    let pair = |from: &(&str, &str), to: &str| Moved {
        from: from.0.to_owned(),
        to: to.to_owned(),
        name: from.1.to_owned(),
    };
    if let ([from], [to]) = (gone.as_slice(), new.as_slice()) {
        return vec![pair(from, to)];
    }
    let last = |pointer: &str| pointer.rsplit('/').next().map(str::to_owned);
    let tokens: BTreeSet<_> = new.iter().map(|pointer| last(pointer)).collect();
    let same = tokens.into_iter().filter_map(|token| {
        let mut from = gone.iter().filter(|(pointer, _)| last(pointer) == token);
        let mut to = new.iter().filter(|pointer| last(pointer) == token);
        match (from.next(), from.next(), to.next(), to.next()) {
            (Some(from), None, Some(to), None) => Some(pair(from, to)),
            _ => None,
        }
    });
    same.collect()
}

#[cfg(test)]
mod tests {
    use super::{Lock, MemberKind, Moved};
    use crate::diagnostics::Diagnostics;

    fn lock() -> Lock {
        let mut lock = Lock::default();
        lock.add_type("/a/kind", "Kind", "1".to_owned(), false);
        lock.add_type("/b/kind", "OtherKind", "2".to_owned(), true);
        lock.add_type("/c/state", "State", "2".to_owned(), false);
        lock.add_operation("/paths/~1a/get", "list_a", "list");
        lock.add_member(MemberKind::Value, "/a/kind", "\"a\\tb\"", "AB");
        lock.add_member(MemberKind::Field, "/a/x-y", "", "x_y_2");
        lock
    }

    #[test]
    fn what_is_written_is_read() {
        let text = lock().text();
        let mut diagnostics = Diagnostics::default();
        assert_eq!(Lock::parse("a.lock", &text, &mut diagnostics), Some(lock()));
        let windows = text.replace('\n', "\r\n");
        let read = Lock::parse("a.lock", &windows, &mut diagnostics);
        assert_eq!(read, Some(lock()));
    }

    #[test]
    fn broken_lines_are_reported() {
        let mut diagnostics = Diagnostics::default();
        let text = "/a\ttype\tA\n<<<<<<< ours\n/a\tsort\tA\tb\n";
        assert_eq!(Lock::parse("a.lock", text, &mut diagnostics), None);
        assert_eq!(diagnostics.errors(), 3);
        let report = diagnostics.render(None);
        assert!(report.contains("a.lock:2"), "{report}");
    }

    #[test]
    fn what_moved_is_found_by_its_shape() {
        let new = [
            ("/z/kind", "2".to_owned()),
            ("/z/state", "2".to_owned()),
            ("/y/thing", "1".to_owned()),
            ("/x/new", "3".to_owned()),
        ];
        let moved = |from: &str, to: &str, name: &str| Moved {
            from: from.to_owned(),
            to: to.to_owned(),
            name: name.to_owned(),
        };
        let all = [
            moved("/a/kind", "/y/thing", "Kind"),
            moved("/b/kind", "/z/kind", "OtherKind"),
            moved("/c/state", "/z/state", "State"),
        ];
        assert_eq!(lock().find_moved(|_| false, &new), all);
        assert_eq!(lock().find_moved(|_| true, &new), []);
    }
}

//! Names that are given, not chosen.

use crate::rust::{Ident, Role, Scope};

/// A name that is not chosen here.
#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    /// By the settings; it is spelled as Rust wants it.
    Renamed(&'a str),
    /// By the lock; it is spelled already.
    Locked(&'a str),
}

impl<'a> Given<'a> {
    /// The settings win over the lock.
    pub(super) fn of(
        renamed: Option<&'a str>,
        locked: impl FnOnce() -> Option<&'a str>,
    ) -> Option<Self> {
        let renamed = renamed.map(Self::Renamed);
        renamed.or_else(|| locked().map(Self::Locked))
    }

    pub(super) fn claim(self, role: Role, scope: &mut Scope) -> Ident {
        match self {
            Self::Renamed(name) => scope.claim(role, [name]),
            Self::Locked(name) => scope.keep(role, name),
        }
    }
}

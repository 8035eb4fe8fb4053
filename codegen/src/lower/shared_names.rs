//! Names of types that replace inline schemas of several components or operations.
//!
//! The name is their title, where all have the same; else the words at the end of all their own
//! names, where these say enough. Otherwise it is the name of the schema that sorts first.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Equal, Step, TypeId};
use crate::rust::{Ident, Role, Scope, spell, words};

/// Words that mean nothing without another.
const GENERAL: &[&str] = &[
    "action",
    "attributes",
    "body",
    "code",
    "content",
    "data",
    "details",
    "entry",
    "error",
    "field",
    "fields",
    "filter",
    "format",
    "id",
    "info",
    "item",
    "items",
    "key",
    "kind",
    "links",
    "member",
    "meta",
    "metadata",
    "mode",
    "model",
    "name",
    "object",
    "options",
    "order",
    "params",
    "parent",
    "part",
    "payload",
    "properties",
    "reason",
    "request",
    "response",
    "result",
    "results",
    "schema",
    "settings",
    "sort",
    "source",
    "state",
    "status",
    "target",
    "type",
    "value",
    "values",
    "variant",
];

/// Words that cannot begin a name.
const LEADING: &[&str] = &[
    "a", "an", "and", "by", "error", "for", "from", "id", "in", "item", "of", "on", "or",
    "request", "response", "the", "to", "value", "with",
];

/// Longer titles are sentences.
const MOST_WORDS: usize = 4;

/// An inline type that replaces others, too.
pub(super) struct Shared<'a> {
    pub(super) id: TypeId,
    /// The own names, in words, of all that it replaces.
    pub(super) origins: Vec<String>,
    pub(super) titles: BTreeSet<Option<&'a str>>,
}

impl<'a> Shared<'a> {
    /// Nothing where all belong to one component or operation.
    pub(super) fn of(
        id: TypeId,
        equal: &'a [Equal],
        own_name: impl Fn(&[Step]) -> String,
    ) -> Option<Self> {
        let steps = equal.iter().map(|one| one.origin.steps.as_slice());
        let roots: BTreeSet<_> = steps.clone().map(<[Step]>::first).collect();
        (roots.len() > 1).then(|| Self {
            id,
            origins: steps.map(own_name).collect(),
            titles: equal.iter().map(|one| one.title.as_deref()).collect(),
        })
    }

    /// Candidates, the best first.
    fn candidates(&self) -> Vec<String> {
        let title = match self.titles.iter().collect::<Vec<_>>().as_slice() {
            [Some(title)] => Some(words(title)),
            _ => None,
        };
        let title = title.filter(|title| title.split(' ').count() <= MOST_WORDS);
        let end = common_end(&self.origins);
        let mut words = end.split(' ').peekable();
        let is_leading =
            |word: &&str| LEADING.contains(word) || word.starts_with(|c: char| c.is_ascii_digit());
        while words.next_if(is_leading).is_some() {}
        let end = words.collect::<Vec<_>>().join(" ");
        let names = title.into_iter().chain([end]);
        names.filter(|name| says_enough(name)).collect()
    }
}

/// The names of those that get one of their own. If several want the same name, the one that
/// replaces most schemas gets it. If there is no such one, none does.
pub(super) fn names(
    shared: &[Shared<'_>],
    taken: &BTreeMap<String, TypeId>,
    scope: &mut Scope,
) -> Vec<(TypeId, Ident)> {
    let mut wanted: BTreeMap<String, Vec<(usize, TypeId)>> = BTreeMap::new();
    for one in shared {
        for name in one.candidates() {
            let claims = wanted.entry(spell(Role::Type, &name)).or_default();
            claims.push((one.origins.len(), one.id));
        }
    }
    let mut names = Vec::new();
    for one in shared {
        let candidates = one.candidates();
        let mut mine = candidates.iter().filter(|name| {
            let spelled = spell(Role::Type, name);
            let is_free = taken.get(&spelled).is_none_or(|id| *id == one.id);
            let claims = wanted.get(&spelled).map_or(&[][..], Vec::as_slice);
            is_free && !scope.is_taken(&spelled) && wins(claims, one)
        });
        if let Some(name) = mine.next() {
            names.push((one.id, scope.claim(Role::Type, [name])));
        }
    }
    names
}

fn wins(claims: &[(usize, TypeId)], one: &Shared<'_>) -> bool {
    claims
        .iter()
        .all(|(count, id)| *id == one.id || *count < one.origins.len())
}

fn says_enough(name: &str) -> bool {
    name.contains(' ') || !name.is_empty() && !GENERAL.contains(&name)
}

/// The words at the end of all names.
fn common_end(names: &[String]) -> String {
    let mut names = names.iter().map(|name| name.split(' ').rev());
    let mut common: Vec<&str> = names.next().map_or_else(Vec::new, Iterator::collect);
    for name in names {
        let shared = common.iter().zip(name).take_while(|(a, b)| **a == *b);
        let length = shared.count();
        common.truncate(length);
    }
    common.reverse();
    common.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_in_common_words() {
        let names = ["issue labels item", "pull request labels item"];
        assert_eq!(common_end(&names.map(str::to_owned)), "labels item");
        assert_eq!(common_end(&["a b", "c"].map(str::to_owned)), "");
    }

    #[test]
    fn a_general_word_is_not_enough() {
        assert!(!says_enough("state"));
        assert!(!says_enough(""));
        assert!(says_enough("direction"));
        assert!(says_enough("issue state"));
    }
}

//! Names of types that replace inline schemas of several components or operations.
//!
//! The name is their title, where all have the same; their only value; else the words at the end of
//! all their own names, or of most. Errors are named after what their operations have in common.
//! Otherwise it is the name of the schema that sorts first.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::api::{Equal, Kind, Step, TypeId};
use crate::rust::{Ident, Role, Scope, spell, words};

/// Words that mean nothing without another.
const EMPTY: &[&str] = &[
    "array",
    "attributes",
    "body",
    "boolean",
    "content",
    "data",
    "entry",
    "error",
    "field",
    "fields",
    "id",
    "info",
    "integer",
    "item",
    "items",
    "key",
    "kind",
    "member",
    "model",
    "name",
    "number",
    "object",
    "parent",
    "part",
    "payload",
    "properties",
    "request",
    "response",
    "result",
    "results",
    "schema",
    "string",
    "type",
    "value",
    "values",
    "variant",
];

/// Words that mean enough alone only where a type replaces many.
const GENERAL: &[&str] = &[
    "action", "code", "details", "filter", "format", "links", "meta", "metadata", "mode",
    "options", "order", "params", "reason", "settings", "sort", "source", "state", "status",
    "target",
];

/// This many schemas are many.
const MANY: usize = 3;

/// Steps that one name mentions.
const MOST_STEPS: usize = 3;

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
    /// The steps, in words, to all that it replaces.
    origins: Vec<Vec<String>>,
    titles: BTreeSet<Option<&'a str>>,
    /// The value of an enumeration that has only one.
    only_value: Option<String>,
}

impl<'a> Shared<'a> {
    /// Nothing where all belong to one component or operation.
    pub(super) fn of(
        id: TypeId,
        kind: &Kind,
        equal: &'a [Equal],
        in_words: impl Fn(&[Step]) -> Vec<String>,
    ) -> Option<Self> {
        let steps = equal.iter().map(|one| one.origin.steps.as_slice());
        let roots: BTreeSet<_> = steps.clone().map(<[Step]>::first).collect();
        let only_value = match kind {
            Kind::Enumeration(enumeration) => match enumeration.values.as_slice() {
                [only] => only.value.as_str().map(value_words),
                _ => None,
            },
            _ => None,
        };
        (roots.len() > 1).then(|| Self {
            id,
            origins: steps.map(in_words).collect(),
            titles: equal.iter().map(|one| one.title.as_deref()).collect(),
            only_value,
        })
    }

    /// Candidates, the best first.
    fn candidates(&self) -> Vec<String> {
        let steps = self.common_steps();
        let is_many = self.origins.len() >= MANY;
        let end_says = |name: &String| says_enough(name) || is_many && says_something(name);
        let first = [
            self.title(),
            Some(self.common_words()).filter(|name| says_enough(name)),
            Some(without_leading(&steps)).filter(|name| says_enough(name)),
            self.value(&steps),
            Some(without_leading(&steps)).filter(end_says),
            self.error(),
        ];
        let frequent = (1..=MOST_STEPS).filter_map(|count| self.most_frequent_end(count));
        let frequent = frequent.filter(|name| says_enough(name));
        first.into_iter().flatten().chain(frequent).collect()
    }

    fn title(&self) -> Option<String> {
        let title = match self.titles.iter().collect::<Vec<_>>().as_slice() {
            [Some(title)] => words(title),
            _ => return None,
        };
        let is_short = title.split(' ').count() <= MOST_WORDS;
        (is_short && says_enough(&title)).then_some(title)
    }

    /// `function type`, where only `function` is allowed and all names end in `type`.
    fn value(&self, steps: &str) -> Option<String> {
        let value = self.only_value.as_ref()?;
        if value == steps {
            return Some(value.clone());
        }
        let is_short = value.split(' ').count() <= MOST_WORDS;
        (is_short && !steps.is_empty()).then(|| format!("{value} {}", without_leading(steps)))
    }

    /// What the operations have in common whose errors are one type, else their status:
    /// `agent tasks error`, `not found error`.
    fn error(&self) -> Option<String> {
        let errors = self.origins.iter().map(|steps| match steps.as_slice() {
            [operation, response] => Some((&**operation, response.strip_prefix("error")?.trim())),
            _ => None,
        });
        let errors: Vec<_> = errors.collect::<Option<_>>()?;
        let (operations, statuses): (Vec<_>, BTreeSet<_>) = errors.into_iter().unzip();
        let start = common_start(&operations);
        if !start.is_empty() {
            return Some(format!("{start} error"));
        }
        let only = statuses.first().filter(|_| statuses.len() == 1);
        let reason = only.and_then(|status| reason(status)).unwrap_or("api");
        Some(format!("{reason} error"))
    }

    /// The steps at the end of most origins, if a third of them or more end so.
    fn most_frequent_end(&self, count: usize) -> Option<String> {
        let mut ends: BTreeMap<String, usize> = BTreeMap::new();
        for steps in self.origins.iter().filter(|steps| steps.len() > count) {
            let end = steps.get(steps.len() - count..).unwrap_or_default();
            *ends.entry(without_leading(&end.join(" "))).or_default() += 1;
        }
        let most = ends.into_iter().rev().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| count * 3 >= self.origins.len())
            .map(|(end, _)| end)
    }

    /// The steps at the end of all origins.
    fn common_steps(&self) -> String {
        let mut origins = self.origins.iter().map(|steps| steps.iter().skip(1).rev());
        let mut common: Vec<&String> = origins.next().map_or_else(Vec::new, Iterator::collect);
        for steps in origins {
            let shared = common.iter().zip(steps).take_while(|(a, b)| **a == *b);
            let length = shared.count();
            common.truncate(length);
        }
        let steps: Vec<_> = common.into_iter().rev().cloned().collect();
        steps.join(" ")
    }

    /// The words at the end of all own names, unless they belong to a response: its status says
    /// nothing of the type.
    fn common_words(&self) -> String {
        let names: Vec<_> = self.origins.iter().map(|steps| steps.join(" ")).collect();
        let ends = |steps: &Vec<String>| {
            let last = steps.last().map_or("", String::as_str);
            last.starts_with("error") || last.starts_with("response")
        };
        match self.origins.iter().any(ends) {
            true => String::new(),
            false => without_leading(&common_end(&names)),
        }
    }
}

/// The names of those that get one of their own. The one that replaces most schemas chooses first,
/// enumerations of one value choose last. Of several that replace as many, none gets a name that
/// another one wants, too.
pub(super) fn names(
    shared: &[Shared<'_>],
    taken: &BTreeMap<String, TypeId>,
    scope: &mut Scope,
) -> Vec<(TypeId, Ident)> {
    let mut by_count: BTreeMap<_, Vec<(TypeId, IndexSet<String>)>> = BTreeMap::new();
    for one in shared {
        let candidates = one.candidates();
        let candidates = candidates.iter().map(|name| spell(Role::Type, name));
        let candidates: IndexSet<_> = candidates.collect();
        let rank = (one.only_value.is_none(), one.origins.len());
        let same_count = by_count.entry(rank).or_default();
        same_count.push((one.id, candidates));
    }
    let mut names = Vec::new();
    for (_, same_count) in by_count.into_iter().rev() {
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        for name in same_count.iter().flat_map(|(_, candidates)| candidates) {
            *wanted.entry(name).or_default() += 1;
        }
        for (id, candidates) in &same_count {
            let is_free = |name: &&String| {
                taken.get(*name).is_none_or(|holder| holder == id)
                    && !scope.is_taken(name)
                    && wanted.get(name.as_str()) == Some(&1)
            };
            if let Some(name) = candidates.iter().find(is_free).cloned() {
                names.push((*id, scope.claim(Role::Type, [name])));
            }
        }
    }
    names
}

/// What a status says, RFC 9110, section 15, in a word or two.
fn reason(status: &str) -> Option<&'static str> {
    let reason = match status {
        "400" => "bad request",
        "401" => "unauthorized",
        "402" => "payment required",
        "403" => "forbidden",
        "404" => "not found",
        "406" => "not acceptable",
        "409" => "conflict",
        "410" => "gone",
        "412" => "precondition failed",
        "413" => "content too large",
        "415" => "unsupported media type",
        "422" => "unprocessable content",
        "429" => "too many requests",
        "500" => "internal server",
        "502" => "bad gateway",
        "503" => "service unavailable",
        _ => return None,
    };
    Some(reason)
}

fn says_enough(name: &str) -> bool {
    says_something(name) && (name.contains(' ') || !GENERAL.contains(&name))
}

fn says_something(name: &str) -> bool {
    name.contains(' ') || !name.is_empty() && !EMPTY.contains(&name)
}

fn without_leading(name: &str) -> String {
    let mut words = name.split(' ').peekable();
    let is_leading =
        |word: &&str| LEADING.contains(word) || word.starts_with(|c: char| c.is_ascii_digit());
    while words.next_if(is_leading).is_some() {}
    words.collect::<Vec<_>>().join(" ")
}

fn value_words(value: &str) -> String {
    match value {
        "" => "empty".to_owned(),
        value => words(value),
    }
}

/// The words at the start of all names.
fn common_start(names: &[&str]) -> String {
    let backwards = names.iter().map(|name| {
        let words: Vec<_> = name.split(' ').rev().collect();
        words.join(" ")
    });
    let end = common_end(&backwards.collect::<Vec<_>>());
    end.split(' ').rev().collect::<Vec<_>>().join(" ")
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

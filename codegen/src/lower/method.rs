//! Methods of groups: the names of operations without the words that the group says already.

use std::collections::{BTreeMap, BTreeSet};

use crate::api;
use crate::nouns::{says_list, singular};
use crate::rust::{Ident, Role, Scope, spell, words};

use super::context::Context;

/// Methods that the structs of groups have anyway, or that look like operators.
pub(super) const GROUP_METHODS: &[&str] = &[
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into",
    "into_iter",
    "ne",
    "new",
    "next",
    "partial_cmp",
    "to_owned",
    "try_from",
    "try_into",
];

/// Words that a name cannot end with: `list_by_pet` without `pet` would be half a name.
const HALF: &[&str] = &[
    "a", "an", "as", "at", "by", "each", "every", "for", "from", "in", "into", "my", "of", "on",
    "per", "the", "this", "to", "via", "with", "your",
];

/// The methods of a group, for operations with these names.
///
/// `gists_list` in the group `gists` becomes `list`, unless another one would have that name, too,
/// or the settings named it.
pub(super) fn methods(
    context: &Context<'_>,
    group: &str,
    operations: &[&api::Operation],
    names: &[Ident],
) -> Vec<Ident> {
    let group = words(group);
    let is_renamed =
        |operation: &api::Operation| context.settings.operation_name(operation.into()).is_some();
    let candidates = operations.iter().zip(names).map(|(operation, name)| {
        let short = |name: &str| {
            let short = shortened(name, &group, &operation.path);
            let short = short.filter(|_| !is_renamed(operation))?;
            match &*short {
                "get" if responds_with_list(context, operation) => Some("list".to_owned()),
                _ => Some(short),
            }
        };
        let locked = context.settings.lock.method(&operation.pointer);
        if let Some(locked) = locked.filter(|_| !is_renamed(operation)) {
            return [Some(locked.to_owned()), None, None];
        }
        let name = Some(name.to_string());
        [short(&operation.wanted_name), short(&operation.name), name]
    });
    let best = settled(&candidates.collect::<Vec<_>>());
    let mut scope = Scope::with_reserved(GROUP_METHODS);
    best.into_iter()
        .map(|name| scope.claim(Role::Method, [name]))
        .collect()
}

/// For each operation the first candidate that no other one has. The lock has only one.
fn settled(candidates: &[[Option<String>; 3]]) -> Vec<String> {
    let mut wanted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, own) in candidates.iter().enumerate() {
        for name in own.iter().flatten() {
            wanted.entry(name).or_default().insert(index);
        }
    }
    let is_free = |name: &&String| wanted.get(name.as_str()).is_some_and(|by| by.len() == 1);
    let best = candidates.iter().map(|own| {
        let all = own.iter().flatten();
        let best = all
            .clone()
            .find(is_free)
            .or_else(|| all.clone().next_back());
        best.cloned().unwrap_or_default()
    });
    best.collect()
}

/// An array, pages, or an object with an array where the name says several.
fn responds_with_list(context: &Context<'_>, operation: &api::Operation) -> bool {
    let name = words(&operation.wanted_name);
    let of_one = operation.path.ends_with('}');
    let says_list = !of_one && name.split(' ').any(says_list);
    let successes = operation.responses.iter();
    let successes = successes.filter(|response| response.status.is_success());
    let mut types = successes.filter_map(|response| response.content.as_ref()?.ty);
    let kind = |id| &context.api.types[id].kind;
    let is_array = |one: &api::Use| matches!(kind(one.ty), api::Kind::Array { .. });
    operation.pagination().is_some()
        || types.any(|ty| match kind(ty.ty) {
            api::Kind::Object(object) => {
                says_list && object.fields.iter().any(|field| is_array(&field.ty))
            }
            _ => is_array(&ty),
        })
}

/// The name without the words of the group, where a name remains. The words may be in the plural or
/// not.
fn shortened(name: &str, group: &str, path: &str) -> Option<String> {
    let name = words(name);
    let name: Vec<&str> = name.split(' ').collect();
    let group: Vec<String> = group.split(' ').map(singular).collect();
    let letters = group.concat();
    let starts =
        (0..name.len()).flat_map(|start| (start + 1..=name.len()).map(move |end| (start, end)));
    let mut runs = starts.filter(|(start, end)| {
        let run = name.get(*start..*end).unwrap_or_default();
        let run = run.iter().map(|word| singular(word));
        run.collect::<String>() == letters
    });
    runs.find_map(|(start, end)| {
        let before = without_article(name.get(..start)?);
        let after = name.get(end..)?;
        let rest = match (before, after) {
            (_, []) => without_end(before, &group, path)?,
            ([], _) => after.to_vec(),
            _ if is_of_path(after, path) => [before, after].concat(),
            _ => return None,
        };
        method(&rest)
    })
}

fn without_article<'s, 'n>(before: &'s [&'n str]) -> &'s [&'n str] {
    const ARTICLES: &[&str] = &["a", "an", "the"];
    match before {
        [rest @ .., article] if ARTICLES.contains(article) => rest,
        _ => before,
    }
}

/// Whether the words after the group are a part of it by the path, or begin with a preposition:
/// `list guild members` of `/guilds/{id}/members`, but not `remove albums user` of `/me/albums`.
fn is_of_path(after: &[&str], path: &str) -> bool {
    let fixed = path.split('/').filter(|segment| !segment.contains('{'));
    let letters = |text: &str| {
        text.to_lowercase()
            .replace(|c: char| !c.is_alphanumeric(), "")
    };
    let path = letters(&fixed.collect::<String>());
    let last = after.last().map(|last| singular(last)).unwrap_or_default();
    after.first().is_some_and(|first| HALF.contains(first)) || path.contains(&*last)
}

/// The words as a method, if they are a name.
fn method(words: &[&str]) -> Option<String> {
    let rest = words.join(" ");
    let method = spell(Role::Method, &rest);
    let is_name = rest.starts_with(|c: char| c.is_alphabetic())
        && !method.ends_with('_')
        && !words.last().is_some_and(|last| HALF.contains(last))
        && !GROUP_METHODS.contains(&method.as_str());
    is_name.then_some(method)
}

/// What stands before the group at the end of a name: `add user to` becomes `add user`. Nothing if
/// its last word is what the path leads through, because that would be taken for what is meant:
/// `get team` of `/teams/{id}/styles`.
fn without_end<'n>(before: &[&'n str], group: &[String], path: &str) -> Option<Vec<&'n str>> {
    const INTO: &[&str] = &["from", "in", "into", "of", "on", "to"];
    if let [verb @ .., noun, word] = before
        && !verb.is_empty()
        && INTO.contains(word)
    {
        return Some([verb, &[*noun]].concat());
    }
    let (last, verb) = before.split_last()?;
    let last = singular(last);
    let path = words(path);
    let path: Vec<String> = path.split(' ').map(singular).collect();
    let end = path.iter().rposition(|word| group.last() == Some(word));
    let holders = path.get(..end.unwrap_or(path.len()))?;
    (verb.is_empty() || !holders.contains(&last)).then(|| before.to_vec())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    fn short(name: &str, group: &str) -> String {
        shortened(name, group, "/").unwrap_or_default()
    }

    #[test]
    fn the_words_of_the_group_go() {
        assert_eq!(short("gists_list", "gists"), "list");
        assert_eq!(short("list_pets", "pets"), "list");
        assert_eq!(short("listPets", "pets"), "list");
        assert_eq!(short("add_pet", "pets"), "add");
        assert_eq!(short("get-a-pet", "pets"), "get");
        assert_eq!(
            short("code_scanning_get_alert", "code scanning"),
            "get_alert"
        );
        assert_eq!(short("find_pets_by_status", "pet"), "find_by_status");
        assert_eq!(short("get_oembed", "o embed"), "get");
        let pods = shortened("list_core_v1_namespaced_pod", "core v1", "/api/v1/pods");
        assert_eq!(pods.as_deref(), Some("list_namespaced_pod"));
        assert_eq!(short("remove_pets_user", "pets"), "");
        assert_eq!(short("get_legal_hold_policy", "legal hold policies"), "get");
        assert_eq!(short("add_user_to_role", "roles"), "add_user");
        assert_eq!(short("list_toys_of_pets", "pets"), "list_toys");
    }

    #[test]
    fn what_is_left_is_a_name() {
        assert_eq!(short("pets", "pets"), "");
        assert_eq!(short("petshop_list", "pets"), "");
        assert_eq!(short("pets_move", "pets"), "");
        assert_eq!(short("pets_2", "pets"), "");
        assert_eq!(short("pets_new", "pets"), "");
        assert_eq!(short("list_by_pet", "pets"), "");
    }

    #[test]
    fn what_a_path_leads_through_is_not_what_is_meant() {
        let of_team = shortened("get_team_styles", "styles", "/v1/teams/{id}/styles");
        assert_eq!(of_team, None);
        let local = shortened("get_local_styles", "styles", "/v1/teams/{id}/styles/local");
        assert_eq!(local.as_deref(), Some("get_local"));
        let all = shortened("list_all_pet_toys", "pet toys", "/pet-toys");
        assert_eq!(all.as_deref(), Some("list_all"));
    }
}

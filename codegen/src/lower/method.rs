//! Methods of groups: the names of operations without the words that the group says already.

use std::collections::BTreeMap;

use crate::api;
use crate::rust::{Ident, Role, Scope, spell, words};

use super::context::Context;

/// Methods that the structs of groups have anyway, or that look like operators.
pub(super) const GROUP_METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
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
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "partial_cmp",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "try_from",
    "try_into",
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
    let short = operations.iter().map(|operation| {
        let spells_path = spells_path(&operation.name, &operation.path, &group);
        shortened(&operation.name, &group, spells_path).filter(|_| !is_renamed(operation))
    });
    let short: Vec<Option<String>> = short.collect();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    let all = short.iter().flatten().map(String::as_str);
    for name in all.chain(names.iter().map(Ident::as_str)) {
        *wanted.entry(name).or_default() += 1;
    }
    let mut scope = Scope::with_reserved(GROUP_METHODS);
    let once = |name: &&String| wanted.get(name.as_str()) == Some(&1);
    let best = short.iter().zip(names);
    let best = best.map(|(short, name)| short.as_ref().filter(once).map_or(name.as_str(), |s| s));
    best.map(|name| scope.claim(Role::Method, [name])).collect()
}

/// Whether a name is a verb and the fixed words of the path, and these are more than the group, so
/// that the end of the name says what is meant.
fn spells_path(name: &str, path: &str, group: &str) -> bool {
    let fixed = path.split('/').filter(|segment| !segment.contains('{'));
    let fixed = words(&fixed.collect::<Vec<_>>().join(" "));
    let name = words(name);
    let mut said = name.split(' ').skip(1);
    fixed != group && fixed.split(' ').all(|word| said.any(|one| one == word))
}

/// The name without the words of the group before or behind it, where a name remains. If the name
/// spells out its path, that is the method alone.
fn shortened(name: &str, group: &str, spells_path: bool) -> Option<String> {
    let name = words(name);
    let start = name.strip_prefix(group);
    let end = name
        .strip_suffix(group)
        .filter(|rest| !spells_path || !rest.trim_end().contains(' '));
    let rest = start
        .and_then(|rest| rest.strip_prefix(' '))
        .or_else(|| end.and_then(|rest| rest.strip_suffix(' ')))?;
    let method = spell(Role::Method, rest);
    let is_name = rest.starts_with(|c: char| c.is_alphabetic())
        && !method.ends_with('_')
        && !rest.rsplit(' ').next().is_some_and(is_preposition)
        && !GROUP_METHODS.contains(&method.as_str());
    is_name.then_some(method)
}

/// `list_by_pet` without `pet` would be half a name.
fn is_preposition(word: &str) -> bool {
    const PREPOSITIONS: &[&str] = &[
        "as", "at", "by", "for", "from", "in", "into", "of", "on", "per", "to", "via", "with",
    ];
    PREPOSITIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{shortened, spells_path};

    #[test]
    fn the_words_of_the_group_go() {
        let short = |name, group| shortened(name, group, false).unwrap_or_default();
        assert_eq!(short("gists_list", "gists"), "list");
        assert_eq!(short("list_pets", "pets"), "list");
        assert_eq!(short("listPets", "pets"), "list");
        assert_eq!(
            short("code_scanning_get_alert", "code scanning"),
            "get_alert"
        );
    }

    #[test]
    fn what_is_left_is_a_name() {
        assert_eq!(shortened("pets", "pets", false), None);
        assert_eq!(shortened("petshop_list", "pets", false), None);
        assert_eq!(shortened("pets_move", "pets", false), None);
        assert_eq!(shortened("pets_2", "pets", false), None);
        assert_eq!(shortened("pets_new", "pets", false), None);
        assert_eq!(shortened("list_toys_of_pets", "pets", false), None);
    }

    #[test]
    fn what_a_path_addresses_stays() {
        let toys = "/v1/pets/{pet_id}/toys";
        assert!(spells_path("get-v1-pets-pet_id-toys", toys, "toys"));
        assert!(spells_path("get_v1_pets_by_pet_id_toys", toys, "toys"));
        assert!(spells_path("get-v1-pets-id-toys", toys, "toys"));
        assert!(!spells_path("list_toys", toys, "toys"));
        assert!(!spells_path("list_all_pet_toys", "/pet-toys", "pet toys"));
        assert_eq!(shortened("get_v1_pets_pet_id_toys", "toys", true), None);
        assert_eq!(shortened("get_toys", "toys", true).as_deref(), Some("get"));
        let first = shortened("toys_v1_pets_toys_list", "toys", true);
        assert_eq!(first.as_deref(), Some("v1_pets_toys_list"));
    }
}

//! Names of operations: from the settings, else the lock, else operationId (without a method and
//! path at its end), else a verb and the nouns of the path. An operationId that is only method and
//! path counts as none. The order of the document does not matter.

mod action;
mod lists;
mod path;
mod spelled;
mod verbs;

use std::collections::BTreeMap;

use crate::document::Node;
use crate::openapi;
use crate::settings::{OperationKey, Settings};
use crate::words::Words;

/// An operationId longer than this is not used as a name.
const MAX_LENGTH: usize = 80;

/// The parts of an operation that its name comes from.
#[derive(Debug, Clone, Copy)]
pub struct Nameless<'d> {
    pub method: &'d str,
    pub path: &'d str,
    pub operation: openapi::Operation<'d>,
}

impl Nameless<'_> {
    pub fn key(&self) -> OperationKey<'_> {
        OperationKey {
            operation_id: self.operation.id(),
            method: self.method,
            path: self.path,
        }
    }
}

/// Names by the JSON pointers of the operations.
#[derive(Debug, Default)]
pub struct Names {
    /// The final ones, all different.
    pub names: BTreeMap<String, String>,
    /// Those that each would have if no other operation wanted the same.
    pub wanted: BTreeMap<String, String>,
}

/// If two operations want the same name, neither gets it, and both take their next candidate.
pub fn names(operations: &[(String, Nameless<'_>)], root: &Node, settings: &Settings) -> Names {
    let mut waiting: BTreeMap<_, _> = operations
        .iter()
        .map(|(pointer, operation)| {
            let candidates = candidates(pointer, operation, root, settings);
            (pointer.clone(), candidates)
        })
        .collect();
    let wanted = waiting.iter().filter_map(|(pointer, candidates)| {
        let first = candidates.iter().flatten().next()?;
        Some((pointer.clone(), first.clone()))
    });
    let wanted = wanted.collect();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for level in 0..CANDIDATES {
        let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (pointer, candidates) in &waiting {
            if let Some(Some(name)) = candidates.get(level) {
                wanted
                    .entry(name.clone())
                    .or_default()
                    .push(pointer.clone());
            }
        }
        for (name, pointers) in wanted {
            if let ([pointer], false) = (pointers.as_slice(), taken.contains_key(&name)) {
                waiting.remove(pointer);
                taken.insert(name, pointer.clone());
            }
        }
    }
    for (pointer, candidates) in waiting {
        let base = candidates
            .into_iter()
            .next_back()
            .flatten()
            .unwrap_or_default();
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let mut free = std::iter::once(base.clone()).chain(numbered);
        let name = free
            .find(|name| !taken.contains_key(name))
            .unwrap_or_default();
        taken.insert(name, pointer);
    }
    let names = taken.into_iter().map(|(name, pointer)| (pointer, name));
    let names = names.collect();
    refuse_taken(operations, root, settings, &names);
    Names { names, wanted }
}

/// A new name must not be that of an operation that keeps its name.
fn refuse_taken(
    operations: &[(String, Nameless<'_>)],
    root: &Node,
    settings: &Settings,
    names: &BTreeMap<String, String>,
) {
    let renames = operations.iter().filter_map(|(_, operation)| {
        let name = settings.operation_name(operation.key())?;
        Some((snake(name), name))
    });
    let renames: BTreeMap<_, _> = renames.collect();
    if renames.is_empty() {
        return;
    }
    for (pointer, operation) in operations {
        let [given, locked, cut, id, ..] = candidates(pointer, operation, root, settings);
        let lost = given
            .or(locked)
            .or(cut)
            .or(id)
            .filter(|wanted| names.get(pointer) != Some(wanted));
        if let Some(name) = lost.and_then(|wanted| renames.get(&wanted))
            && !settings.is_left_out(operation.key())
        {
            settings.refuse_operation_name(name);
        }
    }
}

/// How many candidates an operation may have.
const CANDIDATES: usize = 9;

/// Candidates for the name of an operation, the best first.
fn candidates(
    pointer: &str,
    operation: &Nameless<'_>,
    root: &Node,
    settings: &Settings,
) -> [Option<String>; CANDIDATES] {
    let (method, path) = (operation.method, operation.path);
    let parts = path::parts(path);
    let given = operation.operation.id();
    let chosen = given.filter(|id| !spelled::is_method_and_path(id, method, &parts));
    let id = |id: Option<&str>| id.map(snake).filter(|id| is_sensible(id));
    let mut telling = parts.clone();
    telling.retain(|part| !part.says_nothing());
    let by_action = |summary, parts: &[path::Part]| {
        let is_list = lists::responds_with_list(root, operation.operation, parts);
        action::name(&action::Facts {
            method,
            parts,
            summary,
            is_list,
        })
        .map(|name| snake(&name))
    };
    let with_summary = by_action(operation.operation.summary(), &telling);
    let with_summary = with_summary.map(|name| as_written(&name, given).unwrap_or(name));
    [
        settings.operation_name(operation.key()).map(snake),
        settings.lock.operation(pointer).map(str::to_owned),
        chosen.and_then(|id| without_path(id, operation)),
        id(chosen),
        with_summary,
        by_action(None, &telling),
        by_action(None, &parts),
        id(given),
        Some(method_and_path(method, path)),
    ]
}

/// The operationId, where it has the same verb and is not longer: it says whether one is meant or
/// several.
fn as_written(name: &str, id: Option<&str>) -> Option<String> {
    let id = snake(id?);
    let verb = |name: &str| name.split('_').next().map(str::to_owned);
    let is_shorter = id.split('_').count() <= name.split('_').count();
    (is_shorter && verb(&id) == verb(name)).then_some(id)
}

/// `read_pet_pets__pet_id__get` of `GET /pets/{pet_id}` becomes `read_pet`: some frameworks build
/// ids this way.
fn without_path(id: &str, operation: &Nameless<'_>) -> Option<String> {
    let id = snake(id);
    let end = snake(&format!("{} {}", operation.path, operation.method));
    let name = id.strip_suffix(&end)?.strip_suffix('_')?;
    is_sensible(name).then(|| name.to_owned())
}

fn is_sensible(id: &str) -> bool {
    let letters = id.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    id.len() <= MAX_LENGTH && letters > digits && !id.starts_with(|first: char| first.is_numeric())
}

/// `GET /pets/{petId}` becomes `get_pets_by_pet_id`.
fn method_and_path(method: &str, path: &str) -> String {
    let mut name = snake(method);
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        for (index, part) in segment.split(['{', '}']).enumerate() {
            if part.contains(char::is_alphanumeric) {
                name.push_str(if index % 2 == 1 { "_by_" } else { "_" });
                name.push_str(&snake(part));
            }
        }
    }
    name
}

/// Words in lower case, joined by underscores.
pub fn snake(text: &str) -> String {
    Words::of(text, false).snake()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_where_people_would() {
        for (text, expected) in [
            ("listPets", "list_pets"),
            ("actions/list-for-org", "actions_list_for_org"),
            ("getHTTPStatus", "get_http_status"),
            ("createOAuthToken", "create_oauth_token"),
            ("GitHubApp", "github_app"),
            ("sc-public_v3", "sc_public_v3"),
            ("v2Users", "v2_users"),
            ("getOutboundIPs", "get_outbound_ips"),
        ] {
            assert_eq!(snake(text), expected);
        }
    }

    #[test]
    fn a_path_tells_what_it_is_about() {
        assert_eq!(
            method_and_path("GET", "/pets/{petId}/toys"),
            "get_pets_by_pet_id_toys"
        );
        assert_eq!(
            method_and_path("GET", "/compare/{base}...{head}"),
            "get_compare_by_base_by_head"
        );
    }
}

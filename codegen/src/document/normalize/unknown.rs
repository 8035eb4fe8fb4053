//! Keywords that no version of the specification has: misspelled ones say nothing.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostics, Place};
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Origin};
use crate::document::swagger;
use crate::document::table::{self, Kind};
use crate::document::version::Version;

/// Of how many keywords the nearest known one is looked for. It takes longer than all else about them.
const MOST_EXPLAINED: usize = 1_000;

/// The unknown keywords of a description, and those that do not count beside a `$ref`. Each is
/// reported once for a kind of object, because programs that write descriptions repeat their
/// mistakes.
#[derive(Default)]
pub struct Unknown(BTreeMap<(Kind, String, Why), Found>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    IsUnknown,
    IsBesideReference,
}

struct Found {
    origin: Origin,
    pointer: String,
    others: usize,
}

impl Unknown {
    pub fn report(self, version: Version, diagnostics: &mut Diagnostics) {
        for (number, ((kind, key, why), found)) in self.0.into_iter().enumerate() {
            let others = match found.others {
                0 => String::new(),
                1 => ", here and in another place".to_owned(),
                others => format!(", here and in {others} other places"),
            };
            let place = Place::Node(found.origin, found.pointer);
            let plural = kind.plural();
            if why == Why::IsBesideReference {
                let message = format!("`{key}` beside a `$ref` of {plural} says nothing{others}");
                diagnostics
                    .warn("ref-siblings", place, message)
                    .instead("nothing");
                continue;
            }
            let message = format!("`{key}` is not a keyword of {plural}{others}");
            let report = diagnostics
                .warn("unknown-keyword", place, message)
                .instead("nothing");
            if number >= MOST_EXPLAINED {
                continue;
            }
            if has_type_of_its_own(kind, version) {
                let of_types = swagger::KEYWORDS_OF_TYPES.into_iter();
                report.did_you_mean(&key, table::keywords(kind).chain(of_types));
            } else {
                report.did_you_mean(&key, table::keywords(kind));
            }
        }
    }
}

/// Counts a keyword of an object that the [`table`] does not have. `members` are those of the object.
pub fn unknown(
    key: &str,
    origin: Origin,
    (kind, members): (Kind, &Mapping),
    at: &At<'_>,
    cx: &mut Context<'_>,
) {
    if !has_meaning(key, kind, members, cx.version) {
        count((kind, key.to_owned(), Why::IsUnknown), origin, at, cx);
    }
}

/// Counts the keywords beside a `$ref` that is not one of a schema. A reference object has a summary
/// and a description of its own since OpenAPI 3.1.
pub fn beside_reference(members: &Mapping, kind: Kind, at: &At<'_>, cx: &mut Context<'_>) {
    for (key, node) in members {
        if !key.starts_with("x-") && !["$ref", "summary", "description"].contains(&&**key) {
            let why = Why::IsBesideReference;
            count((kind, key.clone(), why), node.origin, at, cx);
        }
    }
}

fn count(what: (Kind, String, Why), origin: Origin, at: &At<'_>, cx: &mut Context<'_>) {
    let pointer = || at.key(&what.1).pointer();
    match cx.unknown.0.get_mut(&what) {
        Some(found) => found.others += 1,
        None => {
            let found = Found {
                origin,
                pointer: pointer(),
                others: 0,
            };
            cx.unknown.0.insert(what, found);
        }
    }
}

/// Whether a keyword means something here without being one of the object's own.
fn has_meaning(key: &str, kind: Kind, members: &Mapping, version: Version) -> bool {
    match key {
        "$ref" => true,
        // Reference objects have summaries since OpenAPI 3.1.
        "summary" => members.contains_key("$ref"),
        // It stays where OpenAPI 3 has no word for it.
        "collectionFormat" => version == Version::Swagger2,
        _ => match kind {
            // Expressions.
            Kind::Callback => true,
            // It is reported that they have no `schema`, whose keywords these are.
            Kind::Parameter | Kind::Header => {
                let has_value = members.contains_key("schema") || members.contains_key("content");
                !has_value && table::shape(Kind::Schema, key).is_some()
            }
            _ => false,
        },
    }
}

/// Parameters and headers of Swagger 2.0 have the keywords of their types among their own.
fn has_type_of_its_own(kind: Kind, version: Version) -> bool {
    version == Version::Swagger2 && matches!(kind, Kind::Parameter | Kind::Header)
}

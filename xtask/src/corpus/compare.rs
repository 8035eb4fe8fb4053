//! What is lost of a value when it is read and written back.
//!
//! These differences are tolerated, and no others:
//! - the order of an object's members does not count;
//! - numbers are compared by value, see [`json::same_number`]; exactly where the schema is one of
//!   integers;
//! - a member that is gone is `ignored` where no schema that applies to the object declares it: by
//!   `properties`, `patternProperties`, `required`, an `additionalProperties` other than `false`,
//!   or by being an object without any `properties`, which allows any members. Of `oneOf` and
//!   `anyOf`, those parts apply for which the validator finds the object valid;
//! - a member that was `null` and is gone is `folded` where the object is only received: its own
//!   schema (through `$ref`, not the parts of its `allOf`) is reached from a response and not from
//!   a request.
//!
//! Everything else is lost. A new member counts as lost, too.

use std::collections::BTreeSet;

use codegen::document::pointer::{self, join};
use codegen::document::{Node, Value};

use super::json;
use super::json_schema::{Judge, Judgement};

/// The data for a comparison.
pub struct Context<'c, 't> {
    pub root: &'c Node,
    pub judge: &'c mut Judge<'t>,
    /// Pointers of the schemas that a request can contain.
    pub sent: &'c BTreeSet<String>,
    /// Pointers of the schemas that a response can contain.
    pub received: &'c BTreeSet<String>,
    /// The value is none that the schema takes: `null` and absent are one everywhere, and members
    /// may go that no schema names.
    pub is_invalid: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Same,
    /// Members that the description does not declare are gone.
    Ignored,
    /// Members that were `null` are gone, in an object that the client never sends.
    Folded,
    Lost,
}

/// A difference and where it is in the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub verdict: Verdict,
    pub path: String,
    pub what: String,
}

/// A schema and its pointer.
type At<'n> = (String, &'n Node);

impl<'c> Context<'c, '_> {
    /// The worst difference between what was read and what was written.
    pub fn compare(&mut self, schema: &str, read: &Node, written: &Node) -> Difference {
        let mut worst = Difference {
            verdict: Verdict::Same,
            path: String::new(),
            what: String::new(),
        };
        let schemas = self.find(schema).into_iter().collect();
        self.values(schemas, "", read, written, &mut worst);
        worst
    }

    fn values(
        &mut self,
        schemas: Vec<At<'c>>,
        path: &str,
        read: &Node,
        written: &Node,
        worst: &mut Difference,
    ) {
        match (&read.value, &written.value) {
            _ if read == written => {}
            _ if self.is_same_number(&schemas, read, written) => {}
            (Value::Sequence(ones), Value::Sequence(others))
                if ones.len() == others.len() || self.is_cut_of_null(ones, others.len()) =>
            {
                let schemas = self.applying(schemas, read);
                for (index, (one, other)) in ones.iter().zip(others).enumerate() {
                    let inner = schemas
                        .iter()
                        .flat_map(|schema| items(schema, index))
                        .collect();
                    self.values(inner, &join(path, &index.to_string()), one, other, worst);
                }
            }
            (Value::Mapping(_), Value::Mapping(_)) => {
                self.members(schemas, path, (read, written), worst);
            }
            _ => {
                let what = format!("{} became {}", excerpt(read), excerpt(written));
                note(worst, Verdict::Lost, path, &what);
            }
        }
    }

    /// The members of two objects.
    fn members(
        &mut self,
        schemas: Vec<At<'c>>,
        path: &str,
        (read, written): (&Node, &Node),
        worst: &mut Difference,
    ) {
        let (Some(ones), Some(others)) = (read.as_mapping(), written.as_mapping()) else {
            return;
        };
        let folds = self.is_invalid || self.is_only_received(&schemas);
        let schemas = self.applying(schemas, read);
        for (key, one) in ones {
            let path = join(path, key);
            match others.get(key) {
                Some(other) => {
                    let inner = schemas.iter().flat_map(|schema| member(schema, key));
                    self.values(inner.collect(), &path, one, other, worst);
                }
                None => note(
                    worst,
                    self.verdict_of_missing(&schemas, key, one, folds),
                    &path,
                    "is gone",
                ),
            }
        }
        for (key, other) in others.iter().filter(|(key, _)| !ones.contains_key(*key)) {
            // What is required and may be null.
            let verdict = match self.is_invalid && other.is_null() {
                true => Verdict::Folded,
                false => Verdict::Lost,
            };
            note(worst, verdict, &join(path, key), "was not there");
        }
    }

    /// Items at the end of a tuple are absent where they are null.
    fn is_cut_of_null(&self, ones: &[Node], kept: usize) -> bool {
        self.is_invalid && ones.iter().skip(kept).all(Node::is_null) && kept < ones.len()
    }

    /// What it means that a member is gone; `folds`: null and absent are one.
    fn verdict_of_missing(
        &self,
        schemas: &[At<'_>],
        key: &str,
        one: &Node,
        folds: bool,
    ) -> Verdict {
        match declares(schemas, key, self.is_invalid) {
            false => Verdict::Ignored,
            true if one.is_null() && folds => Verdict::Folded,
            true => Verdict::Lost,
        }
    }

    fn is_same_number(&mut self, schemas: &[At<'c>], read: &Node, written: &Node) -> bool {
        json::same_number(read, written, false)
            && (json::same_number(read, written, true)
                || !self
                    .applying(schemas.to_vec(), read)
                    .iter()
                    .any(|(_, schema)| is_integer(schema)))
    }

    fn is_only_received(&self, schemas: &[At<'c>]) -> bool {
        let mut own = Vec::new();
        let mut rest = schemas.to_vec();
        while let Some((at, schema)) = rest.pop().filter(|_| own.len() < 100) {
            rest.extend(
                schema
                    .text("$ref")
                    .and_then(|target| referenced(self.root, target)),
            );
            own.push(at);
        }
        let any = |reached: &BTreeSet<String>| own.iter().any(|at| reached.contains(at));
        any(self.received) && !any(self.sent)
    }

    fn find(&self, pointer: &str) -> Option<At<'c>> {
        Some((pointer.to_owned(), pointer::find(self.root, pointer)?))
    }

    /// All schemas that apply to a value: through `$ref`, `allOf`, `oneOf`, `anyOf`.
    fn applying(&mut self, schemas: Vec<At<'c>>, value: &Node) -> Vec<At<'c>> {
        let mut applying = Vec::new();
        let mut seen = BTreeSet::new();
        let mut rest = schemas;
        while let Some((at, schema)) = rest.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            if let Some(target) = schema.text("$ref") {
                rest.extend(referenced(self.root, target));
            }
            for keyword in ["allOf", "oneOf", "anyOf"] {
                let mut parts = parts(&at, schema, keyword);
                if keyword != "allOf" {
                    self.keep_valid(&mut parts, value);
                }
                rest.extend(parts);
            }
            applying.push((at, schema));
        }
        applying
    }

    fn keep_valid(&mut self, parts: &mut Vec<At<'_>>, value: &Node) {
        let value = value.to_json();
        let fits = |at: &str, judge: &mut Judge<'_>| {
            matches!(
                judge.judge(at, &value),
                Judgement::Valid | Judgement::Misformatted
            )
        };
        if parts.iter().any(|(at, _)| fits(at, self.judge)) {
            parts.retain(|(at, _)| fits(at, self.judge));
        }
    }
}

/// The target of a reference within the description.
pub fn referenced<'n>(root: &'n Node, target: &str) -> Option<At<'n>> {
    let fragment = target.strip_prefix('#')?;
    let node = pointer::find(root, target)?;
    Some((pointer::percent_decode(fragment).into_owned(), node))
}

fn parts<'n>(at: &str, schema: &'n Node, keyword: &str) -> Vec<At<'n>> {
    let list = schema
        .get(keyword)
        .and_then(Node::as_sequence)
        .unwrap_or_default();
    let at = join(at, keyword);
    let numbered = list.iter().enumerate();
    numbered
        .map(|(index, part)| (join(&at, &index.to_string()), part))
        .collect()
}

fn items<'n>((at, schema): &At<'n>, index: usize) -> Option<At<'n>> {
    let prefix = parts(at, schema, "prefixItems");
    prefix
        .into_iter()
        .nth(index)
        .or_else(|| child((at, schema), "items"))
}

/// The schemas of a member: by its name, else by any pattern, else those of other members.
fn member<'n>((at, schema): &At<'n>, key: &str) -> Vec<At<'n>> {
    let properties = child((at, schema), "properties");
    if let Some(declared) = properties.and_then(|(at, node)| child((&at, node), key)) {
        return vec![declared];
    }
    let patterns = child((at, schema), "patternProperties");
    let patterns = patterns.into_iter().flat_map(|(at, node)| {
        let members = node.as_mapping().into_iter().flatten();
        members.map(move |(pattern, node)| (join(&at, pattern), node))
    });
    let others = child((at, schema), "additionalProperties");
    patterns
        .chain(others)
        .filter(|(_, values)| values.as_mapping().is_some())
        .collect()
}

fn child<'n>((at, node): (&str, &'n Node), key: &str) -> Option<At<'n>> {
    Some((join(at, key), node.get(key)?))
}

/// Whether the description declares a member of an object, by its name if need be.
fn declares(schemas: &[At<'_>], key: &str, by_name: bool) -> bool {
    let has_properties = |node: &Node| node.get("properties").is_some();
    let refuses_others =
        |node: &Node| node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
    let free = |node: &Node| !has_properties(node) && !refuses_others(node);
    let asks = |node: &Node| {
        let property = node
            .get("properties")
            .and_then(|properties| properties.get(key));
        let required = node
            .get("required")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        let others = ["additionalProperties", "unevaluatedProperties"]
            .iter()
            .any(|keyword| {
                node.get(keyword)
                    .is_some_and(|others| others.as_bool() != Some(false))
            });
        property.is_some()
            || required.iter().any(|name| name.as_str() == Some(key))
            || !by_name && others
            || !by_name && node.get("patternProperties").is_some()
    };
    schemas.iter().any(|(_, node)| asks(node)) || schemas.iter().all(|(_, node)| free(node))
}

fn is_integer(schema: &Node) -> bool {
    schema
        .get("type")
        .is_some_and(|ty| json::text(ty).contains("\"integer\""))
}

fn note(worst: &mut Difference, verdict: Verdict, path: &str, what: &str) {
    if verdict > worst.verdict {
        *worst = Difference {
            verdict,
            path: path.to_owned(),
            what: what.to_owned(),
        };
    }
}

fn excerpt(node: &Node) -> String {
    let text = json::text(node);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

//! What the settings say of members although the description says otherwise (`optional`,
//! `nullable`, `any`, `one_or_many`), written into the tree before anybody asks what it means.
//!
//! An entry that hits nothing is an error, as everywhere in the settings.

use crate::diagnostics::Diagnostics;
use crate::document::{Mapping, Node, Tree, Value, pointer};
use crate::openapi::Schema;
use crate::settings::{Corrected, Correction, Settings};

/// Keywords that say nothing of what fits: they stay where the member is.
const ANNOTATIONS: &[&str] = &[
    "deprecated",
    "description",
    "readOnly",
    "title",
    "writeOnly",
];

/// Lists of schemas that speak of the same value.
const PARTS: &[&str] = &["allOf", "anyOf", "oneOf"];

/// References that lead further than this lead in circles.
const FAR: usize = 32;

/// Corrects the members that the settings name.
pub fn apply(tree: &mut Tree, settings: &Settings, diagnostics: &mut Diagnostics) {
    for entry in settings.corrections() {
        if let Err(miss) = correct(tree, entry) {
            let report = settings.refuse_correction(entry, miss.message, diagnostics);
            match miss.help {
                Some(help) => report.help(help),
                None => report.did_you_mean(&entry.key, miss.near.iter().map(String::as_str)),
            };
        }
    }
}

/// Why an entry hits nothing.
#[derive(Default)]
struct Miss {
    message: String,
    help: Option<String>,
    near: Vec<String>,
}

/// A member: the pointer of the type, and its name.
struct Member<'k> {
    owner: String,
    name: &'k str,
}

fn correct(tree: &mut Tree, entry: &Corrected) -> Result<(), Miss> {
    let key = &entry.key;
    let is_schema = |pointer: &str| pointer::find(tree, pointer).is_some_and(Schema::is_one);
    let (member, place) = match member(key, &is_schema) {
        Some(member) => {
            let place = declaration(tree, &member.owner, member.name);
            (Some(member), place)
        }
        None => (None, Some(key.clone()).filter(|key| is_schema(key))),
    };
    if entry.correction == Correction::Optional {
        return release(tree, key, member, place);
    }
    let Some(place) = place else {
        return Err(miss(tree, key, member));
    };
    let many = many(tree, &place);
    let Some(node) = at_mut(tree, &place) else {
        return Ok(());
    };
    match entry.correction {
        Correction::Nullable if Schema::new(node).is_nullable() => {
            return Err(needless(format!("`{key}` may be null already")));
        }
        Correction::Nullable => nullable(node),
        Correction::Any => any(node),
        Correction::OneOrMany => one_or_many(node, many),
        Correction::Optional => {}
    }
    Ok(())
}

/// The longest name of a type that the key starts with, and the rest of it.
fn member<'k>(key: &'k str, is_schema: &dyn Fn(&str) -> bool) -> Option<Member<'k>> {
    key.rmatch_indices('.').find_map(|(dot, _)| {
        let (ty, name) = (key.get(..dot)?, key.get(dot + 1..)?);
        let owner = match ty.starts_with('/') {
            true => ty.to_owned(),
            false => pointer::join("/components/schemas", ty),
        };
        is_schema(&owner).then_some(Member { owner, name })
    })
}

/// The pointer of the schema of a member: in the type itself or a part of it that is no reference.
fn declaration(tree: &Tree, owner: &str, name: &str) -> Option<String> {
    let mut parts = parts(tree, owner).into_iter();
    let own = |part: String| pointer::join(&format!("{part}/properties"), name);
    parts
        .by_ref()
        .map(own)
        .find(|place| pointer::find(tree, place).is_some())
}

/// Pointers of a schema and the parts of it that are no references.
fn parts(tree: &Tree, schema: &str) -> Vec<String> {
    let mut all = vec![schema.to_owned()];
    let mut next = 0;
    while let Some(part) = all.get(next).cloned() {
        next += 1;
        let node = pointer::find(tree, &part);
        for list in PARTS {
            let items = node.and_then(|node| node.get(list)?.as_sequence());
            let count = items.map_or(0, <[Node]>::len);
            all.extend((0..count).map(|index| format!("{part}/{list}/{index}")));
        }
    }
    all
}

/// Takes a member from the lists of required ones.
fn release(
    tree: &mut Tree,
    key: &str,
    member: Option<Member<'_>>,
    place: Option<String>,
) -> Result<(), Miss> {
    let by_pointer = place.as_deref().and_then(|place| {
        let (owner, token) = place.rsplit_once("/properties/")?;
        let name = pointer::tokens(&format!("/{token}")).next()?.into_owned();
        Some((owner.to_owned(), name))
    });
    let by_name = member
        .as_ref()
        .map(|one| (one.owner.clone(), one.name.to_owned()));
    let Some((owner, name)) = by_name.or(by_pointer) else {
        return Err(miss(tree, key, member));
    };
    let mut released = false;
    for part in parts(tree, &owner) {
        let required = at_mut(tree, &part).and_then(|node| node.get_mut("required"));
        if let Some(Value::Sequence(names)) = required.map(|node| &mut node.value) {
            let before = names.len();
            names.retain(|required| required.as_str() != Some(&name));
            released |= names.len() < before;
        }
    }
    match (released, place) {
        (true, _) => Ok(()),
        (false, Some(_)) => Err(needless(format!("`{key}` may be absent already"))),
        (false, None) => Err(miss(tree, key, member)),
    }
}

fn nullable(node: &mut Node) {
    let origin = node.origin;
    if let Some(keywords) = node.as_mapping_mut() {
        keywords.insert("nullable".to_owned(), Node::new(true, origin));
    }
}

fn any(node: &mut Node) {
    node.value = annotations(node).into();
}

/// What the schema says of a list and of one item: the schema, and the other of the two.
fn one_or_many(node: &mut Node, items: Option<Node>) {
    let origin = node.origin;
    let around = annotations(node);
    let mut inner = std::mem::replace(node, Node::new(around, origin));
    if let Some(keywords) = inner.as_mapping_mut() {
        keywords.retain(|keyword, _| !ANNOTATIONS.contains(&&**keyword));
    }
    let other = items.unwrap_or_else(|| {
        let mut list = Mapping::default();
        list.insert("type".to_owned(), Node::new("array", origin));
        list.insert("items".to_owned(), inner.clone());
        Node::new(list, origin)
    });
    if let Some(keywords) = node.as_mapping_mut() {
        keywords.insert("oneOf".to_owned(), Node::new(vec![inner, other], origin));
    }
}

/// The schema of the items, where the schema is one of lists, itself or by references.
fn many(tree: &Tree, place: &str) -> Option<Node> {
    let mut node = pointer::find(tree, place)?;
    for _ in 0..FAR {
        match node.text("$ref") {
            Some(reference) => node = pointer::find(tree, reference)?,
            None => break,
        }
    }
    let items = node.get("items").filter(|items| Schema::is_one(items));
    items.cloned()
}

fn annotations(node: &Node) -> Mapping {
    let keywords = node.as_mapping().into_iter().flatten();
    let kept = keywords.filter(|(keyword, _)| ANNOTATIONS.contains(&keyword.as_str()));
    kept.map(|(keyword, value)| (keyword.clone(), value.clone()))
        .collect()
}

fn at_mut<'t>(tree: &'t mut Tree, place: &str) -> Option<&'t mut Node> {
    let root: &mut Node = tree;
    pointer::tokens(place).try_fold(root, |node, token| node.get_mut(&token))
}

fn needless(message: String) -> Miss {
    let help = Some("remove the entry".to_owned());
    Miss {
        message,
        help,
        ..Miss::default()
    }
}

/// What somebody may have meant: a member of the type, or of a part of it that has a name, or the
/// member of another type.
fn miss(tree: &Tree, key: &str, member: Option<Member<'_>>) -> Miss {
    let message = match key.contains('.') || key.starts_with('/') {
        true => format!("no member `{key}` in the description"),
        false => format!("`{key}` is not the name of a member: write `Type.member`"),
    };
    let types = pointer::find(tree, "/components/schemas").and_then(Node::as_mapping);
    let names = types.into_iter().flatten().map(|(name, _)| name.as_str());
    let mut miss = Miss {
        message,
        ..Miss::default()
    };
    match member {
        Some(member) => {
            let ty = key.strip_suffix(member.name).unwrap_or_default();
            let inherited = inherited(tree, &member);
            miss.help = inherited.map(|base| {
                let name = member.name;
                format!("`{name}` is a member of `{base}`: write `{base}.{name}`")
            });
            let own = properties(tree, &member.owner).into_iter();
            miss.near = own.map(|name| format!("{ty}{name}")).collect();
        }
        None if key.starts_with('/') => {}
        None => {
            let name = key.rsplit('.').next().unwrap_or_default();
            miss.near = names.map(|ty| format!("{ty}.{name}")).collect();
        }
    }
    miss
}

fn properties(tree: &Tree, owner: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in parts(tree, owner) {
        let properties = pointer::find(tree, &format!("{part}/properties"));
        let properties = properties.and_then(Node::as_mapping).into_iter().flatten();
        names.extend(properties.map(|(name, _)| name.clone()));
    }
    names
}

/// The component that a type has a member from.
fn inherited(tree: &Tree, member: &Member<'_>) -> Option<String> {
    let mut owners = vec![member.owner.clone()];
    let mut next = 0;
    while let Some(owner) = owners.get(next).cloned() {
        next += 1;
        if next > 1 && declaration(tree, &owner, member.name).is_some() {
            return pointer::tokens(&owner).last().map(|name| name.into_owned());
        }
        for part in parts(tree, &owner) {
            let reference = pointer::find(tree, &part).and_then(|node| node.text("$ref"));
            let target = reference.and_then(|reference| reference.strip_prefix('#'));
            let is_component = |target: &&str| target.starts_with("/components/schemas/");
            if let Some(target) = target.filter(is_component)
                && !owners.iter().any(|known| known == target)
            {
                owners.push(target.to_owned());
            }
        }
    }
    None
}

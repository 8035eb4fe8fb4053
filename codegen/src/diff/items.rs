//! The surfaces of both versions: which items of Rust came, went or changed. What only has another
//! name is followed, so that one new name is one change.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Effect, ItemChange, ItemKind};
use super::same::Same;
use crate::rust::{Function, Output, Signature, SurfaceLine, Taken, Type};

/// A change of one item, with the JSON pointers of its origin.
#[derive(Debug)]
pub(super) struct Item {
    pub change: ItemChange,
    pub old: Option<String>,
    pub new: Option<String>,
    /// The value of an enumeration, as JSON.
    pub word: Option<String>,
    /// Traits that a type lost and nothing else.
    pub lost_traits: Option<String>,
}

/// A surface by path.
type Lines<'a> = BTreeMap<&'a str, &'a SurfaceLine>;

/// Both surfaces.
struct Surfaces<'a> {
    old: Lines<'a>,
    new: Lines<'a>,
    /// New paths by old ones, of types, operations, setters and variants.
    renames: BTreeMap<String, String>,
}

pub(super) fn compare(old: &[SurfaceLine], new: &[SurfaceLine], same: &Same) -> Vec<Item> {
    let mut surfaces = Surfaces {
        old: old.iter().map(|line| (line.path.as_str(), line)).collect(),
        new: new.iter().map(|line| (line.path.as_str(), line)).collect(),
        renames: BTreeMap::new(),
    };
    surfaces.find_renames(same);
    let mut items = Vec::new();
    let mut met = BTreeSet::new();
    for line in surfaces.old.values() {
        surfaces.old_line(line, &mut met, &mut items);
    }
    for line in surfaces
        .new
        .values()
        .filter(|line| !met.contains(line.path.as_str()))
    {
        surfaces.added(line, &met, &mut items);
    }
    items
}

impl Surfaces<'_> {
    /// Types and operations first, because members follow them.
    fn find_renames(&mut self, same: &Same) {
        let gone = |surfaces: &Self, path: &str| {
            let path = surfaces.new_path(path);
            !surfaces.new.contains_key(path.as_str())
        };
        for is_whole in [true, false] {
            let mut free: BTreeMap<String, Vec<&SurfaceLine>> = BTreeMap::new();
            let taken: BTreeSet<_> = self.old.keys().map(|path| self.new_path(path)).collect();
            let added = self.new.values().filter(|line| !taken.contains(&line.path));
            for line in added.filter(|line| holder(&self.new, &line.path).is_none() == is_whole) {
                free.entry(line.pointer.clone()).or_default().push(line);
            }
            let lost = self
                .old
                .values()
                .filter(|line| holder(&self.old, &line.path).is_none() == is_whole);
            let lost: Vec<_> = lost
                .filter(|line| gone(self, &line.path))
                .copied()
                .collect();
            for line in lost {
                let places = same.new_places(&line.pointer);
                let found = places.iter().find_map(|place| {
                    let free = free.get_mut(place)?;
                    let at = free.iter().position(|other| self.is_renamed(line, other))?;
                    Some(free.remove(at))
                });
                if let Some(other) = found {
                    self.renames.insert(line.path.clone(), other.path.clone());
                }
            }
        }
    }

    /// Whether two items that come from the same place are the same but for the name.
    fn is_renamed(&self, old: &SurfaceLine, new: &SurfaceLine) -> bool {
        match (holder(&self.old, &old.path), holder(&self.new, &new.path)) {
            (None, None) => {
                let module = |path: &str| path.split("::").next().map(str::to_owned);
                let kinds = match (&old.signature, &new.signature) {
                    (Signature::Function(_), Signature::Function(_)) => true,
                    (Signature::Item(one, _), Signature::Item(other, _)) => one == other,
                    (Signature::Alias(_), Signature::Alias(_)) => true,
                    _ => false,
                };
                kinds && !old.pointer.is_empty() && module(&old.path) == module(&new.path)
            }
            (Some(one), Some(other)) => {
                self.new_path(one) == other && self.is_same(&old.signature, &new.signature)
            }
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    /// The path under which an item of the old surface is looked for in the new one.
    fn new_path(&self, path: &str) -> String {
        if let Some(path) = self.renames.get(path) {
            return path.clone();
        }
        match holder(&self.old, path) {
            Some(holder) => {
                let rest = path.get(holder.len()..).unwrap_or_default();
                self.new_path(holder) + rest
            }
            None => path.to_owned(),
        }
    }

    fn old_line(&self, line: &SurfaceLine, met: &mut BTreeSet<String>, items: &mut Vec<Item>) {
        let path = self.new_path(&line.path);
        let item = |kind, effect, members| Item {
            change: ItemChange {
                path: line.path.clone(),
                kind,
                effect,
                members,
            },
            old: Some(line.pointer.clone()),
            new: self.new.get(path.as_str()).map(|line| line.pointer.clone()),
            word: word(&line.signature),
            lost_traits: None,
        };
        let Some(other) = self.new.get(path.as_str()) else {
            if !self.is_below_lost(&line.path) {
                let members = members(&self.old, &line.path);
                let kind = ItemKind::Removed(line.signature.to_string());
                items.push(item(kind, Effect::Removed, members));
            }
            return;
        };
        met.insert(path.clone());
        if let Some(renamed) = self.renames.get(&line.path) {
            items.push(item(ItemKind::Renamed(renamed.clone()), Effect::Renamed, 0));
        }
        if !self.is_same(&line.signature, &other.signature) {
            let [before, after] = [line, other].map(|line| line.signature.to_string());
            let effect = effect(&line.signature, &other.signature);
            let mut changed = item(ItemKind::Changed(before, after), effect, 0);
            changed.lost_traits = lost_traits(&line.signature, &other.signature);
            items.push(changed);
        }
    }

    fn added(&self, line: &SurfaceLine, met: &BTreeSet<String>, items: &mut Vec<Item>) {
        let holder = holder(&self.new, &line.path);
        let is_below_new = holder.is_some_and(|holder| !met.contains(holder));
        if !is_below_new {
            items.push(Item {
                change: ItemChange {
                    path: line.path.clone(),
                    kind: ItemKind::Added(line.signature.to_string()),
                    effect: Effect::New,
                    members: members(&self.new, &line.path),
                },
                old: None,
                new: Some(line.pointer.clone()),
                word: word(&line.signature),
                lost_traits: None,
            });
        }
    }

    /// Whether the type or operation itself is lost, which says it all.
    fn is_below_lost(&self, path: &str) -> bool {
        holder(&self.old, path)
            .is_some_and(|holder| !self.new.contains_key(self.new_path(holder).as_str()))
    }

    /// Whether code that uses the item as it was compiles and means the same.
    fn is_same(&self, old: &Signature, new: &Signature) -> bool {
        let ty = |one: &Type, other: &Type| self.is_same_type(one, other);
        match (old, new) {
            (Signature::Item(one, had), Signature::Item(other, has)) => {
                one == other && had.iter().all(|name| has.contains(name))
            }
            (Signature::Alias(one), Signature::Alias(other))
            | (Signature::Rest(one), Signature::Rest(other))
            | (Signature::Variant(one), Signature::Variant(other)) => ty(one, other),
            (
                Signature::Field {
                    ty: one,
                    may_be_absent: was,
                },
                Signature::Field {
                    ty: other,
                    may_be_absent: is,
                },
            ) => ty(one, other) && was == is,
            (Signature::Value(one), Signature::Value(other))
            | (Signature::Constant(one), Signature::Constant(other)) => one == other,
            (Signature::Function(one), Signature::Function(other)) => self.is_same_call(one, other),
            _ => false,
        }
    }

    fn is_same_call(&self, old: &Function, new: &Function) -> bool {
        let output = match (&old.output, &new.output) {
            (Output::Call(ok, error), Output::Call(new_ok, new_error)) => {
                self.is_same_type(ok, new_ok) && self.is_same_type(error, new_error)
            }
            (Output::Items(one), Output::Items(other))
            | (Output::Type(one), Output::Type(other)) => self.is_same_type(one, other),
            (one, other) => one == other,
        };
        // Arguments that changed places would compile with the wrong meaning.
        let moved = |one: &Taken, other: &Taken| {
            one.name != other.name && new.arguments.iter().any(|taken| taken.name == one.name)
        };
        let mut arguments = old.arguments.iter().zip(&new.arguments);
        output
            && old.receiver == new.receiver
            && old.arguments.len() == new.arguments.len()
            && arguments.all(|(one, other)| {
                self.is_same_type(&one.ty, &other.ty)
                    && one.passing == other.passing
                    && !moved(one, other)
            })
    }

    fn is_same_type(&self, old: &Type, new: &Type) -> bool {
        old.is_same(new, &|module, one, other| {
            let path = self.renames.get(&format!("{module}::{one}"));
            let name = path.and_then(|path| path.rsplit("::").next());
            name.unwrap_or(one.as_str()) == other.as_str()
        })
    }
}

/// The type of a member or variant, or the operation of a setter, if there is one.
fn holder<'p>(lines: &Lines<'_>, path: &'p str) -> Option<&'p str> {
    let (holder, _) = path.split_once("().").or_else(|| path.rsplit_once("::"))?;
    lines.contains_key(holder).then_some(holder)
}

/// How many items are below one.
fn members(lines: &Lines<'_>, path: &str) -> usize {
    let below = lines.range(path..).skip(1);
    let below = below.take_while(|(other, _)| other.starts_with(path));
    below
        .filter(|(other, _)| holder(lines, other) == Some(path))
        .count()
}

fn word(signature: &Signature) -> Option<String> {
    match signature {
        Signature::Value(json) => Some(json.clone()),
        _ => None,
    }
}

/// The traits that an item lost, if it lost nothing else.
fn lost_traits(old: &Signature, new: &Signature) -> Option<String> {
    match (old, new) {
        (Signature::Item(one, had), Signature::Item(other, has)) if one == other => {
            let lost = had.iter().filter(|name| !has.contains(name));
            let lost: Vec<_> = lost.map(|name| format!("`{name}`")).collect();
            Some(lost.join(" and "))
        }
        _ => None,
    }
}

/// What it means for callers that a signature is another one.
fn effect(old: &Signature, new: &Signature) -> Effect {
    match (old, new) {
        (Signature::Item(one, _), Signature::Item(other, _)) if one == other => Effect::LostTraits,
        (Signature::Function(old), Signature::Function(new)) => {
            match old.arguments.len() < new.arguments.len() {
                true => Effect::NewArgument,
                false => Effect::Signature,
            }
        }
        _ => Effect::Type,
    }
}

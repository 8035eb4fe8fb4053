//! From schemas to definitions: each schema once, by its place.
//!
//! Asking for the use of a schema only reserves its definition; a work list defines it later. So
//! recursion in the document is no recursion here, and nesting costs no stack.

use crate::resolve::aliases;
use crate::resolve::all_of;
use crate::resolve::arrays;
use crate::resolve::dangling;
use crate::resolve::enums;
use crate::resolve::objects;
use crate::resolve::scalars;
use crate::resolve::unions;
use crate::resolve::unions::discriminator;
use crate::resolve::unions::families;
use crate::resolve::unions::json_types;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::merged::{Group, Merged, Variants};
use super::place::{Child, Place};
use super::scalars::has_type;
use super::shown::Shown;
use super::steps::Steps;
use super::types::TypeSet;
use crate::api::{Docs, Kind, Origin, TypeDef, TypeId, Types, Use};
use crate::resolve::source::Source;

/// Inline schemas nested deeper than this become any JSON.
const MAX_STEPS: usize = 1_500;

/// The definitions made so far, and those that have been asked for.
pub(super) struct Definitions<'d, 'r> {
    pub source: Source<'d, 'r>,
    pub types: Types,
    /// Definitions whose every use may be null.
    pub nullable: IndexSet<TypeId>,
    known: IndexMap<String, TypeId>,
    queue: Vec<(TypeId, Work<'d>)>,
}

enum Work<'d> {
    Place(Place<'d>),
    Merged(Box<Merged<'d>>),
}

impl<'d, 'r> Definitions<'d, 'r> {
    pub fn new(source: Source<'d, 'r>) -> Self {
        Self {
            source,
            types: Types::default(),
            nullable: IndexSet::new(),
            known: IndexMap::new(),
            queue: Vec::new(),
        }
    }

    /// Every component schema, in the document's order.
    pub fn components(&mut self) {
        let references = self.source.references;
        for place in references.components() {
            self.reserve(place);
        }
        self.queue.reverse();
        self.define_all();
    }

    /// All definitions, and those whose every use may be null.
    pub fn finish(mut self) -> (Types, IndexSet<TypeId>, Shown<'d>) {
        discriminator::report_useless_discriminators(&mut self.source);
        (self.types, self.nullable, self.source.shown)
    }

    /// The use of a schema; its definition follows with [`Self::define_all`].
    pub fn use_of(&mut self, place: &Place<'d>) -> Use {
        if !place.instead.is_empty() || place.strange {
            let first = Place {
                instead: Vec::new(),
                strange: false,
                ..place.clone()
            };
            let all = [first]
                .into_iter()
                .chain(place.instead.iter().cloned())
                .collect();
            let (pointer, steps) = (Rc::clone(&place.pointer), place.steps.clone());
            return self.join(all, place.strange, pointer, steps);
        }
        let target = match place.child {
            Child::Reference(reference) if place.also.is_empty() => {
                match self.source.references.schema(reference) {
                    Some(target) => target,
                    None => {
                        dangling::dangling(&mut self.source, &place.pointer, reference, "any JSON");
                        let reason = format!("`{reference}` leads nowhere");
                        return self.reserve_kind(place, Kind::Untyped(reason));
                    }
                }
            }
            Child::Reference(_) | Child::Inline(_) => place.clone(),
        };
        Use {
            ty: self.reserve(target),
            nullable: false,
        }
    }

    /// The definition of what stands at a place, also when that is only a reference.
    pub fn reserve(&mut self, place: Place<'d>) -> TypeId {
        let key = place.key();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.placeholder();
        self.known.insert(key, id);
        self.queue.push((id, Work::Place(place)));
        id
    }

    /// A definition that no single place of the document holds.
    pub fn synthesize(&mut self, merged: Merged<'d>) -> Use {
        let id = self.placeholder();
        self.queue.push((id, Work::Merged(Box::new(merged))));
        Use {
            ty: id,
            nullable: false,
        }
    }

    /// A definition for whatever is asked for under this key, made the first time.
    pub fn synthesize_once(&mut self, key: String, make: impl FnOnce() -> Merged<'d>) -> Use {
        let ty = match self.known.get(&key) {
            Some(known) => *known,
            None => {
                let made = self.synthesize(make()).ty;
                self.known.insert(key, made);
                made
            }
        };
        Use {
            ty,
            nullable: false,
        }
    }

    /// The type of values that fit any of these, or none where there are strange ones.
    pub fn join(
        &mut self,
        places: Vec<Place<'d>>,
        strange: bool,
        pointer: Rc<str>,
        steps: Steps,
    ) -> Use {
        let mut distinct: IndexMap<String, Place<'d>> = IndexMap::new();
        for place in places {
            let target = match place.child {
                Child::Reference(reference) if place.also.is_empty() => {
                    self.source.references.schema(reference)
                }
                Child::Reference(_) | Child::Inline(_) => None,
            };
            let key = target.map_or_else(|| place.key(), |target| target.key());
            distinct.entry(key).or_insert(place);
        }
        let mut variants: Vec<_> = distinct.into_values().collect();
        if variants.len() == 1
            && !strange
            && let Some(only) = variants.pop()
        {
            return self.use_of(&only);
        }
        let key: Vec<_> = variants.iter().map(Place::key).collect();
        let key = key.join("|") + if strange { "|" } else { "" };
        if let Some(id) = self.known.get(&key) {
            return Use {
                ty: *id,
                nullable: false,
            };
        }
        let group = Group {
            exclusive: false,
            variants: Variants::Places(variants.into()),
            discriminator: None,
            pointer: Rc::clone(&pointer),
            strange,
        };
        let joined = self.synthesize(Merged {
            pointer,
            steps,
            unions: vec![group],
            ..Merged::default()
        });
        self.known.insert(key, joined.ty);
        joined
    }

    pub fn any(&mut self) -> Use {
        let key = "any";
        let ty = match self.known.get(key) {
            Some(id) => *id,
            None => {
                let id = self.placeholder();
                self.known.insert(key.to_owned(), id);
                id
            }
        };
        Use {
            ty,
            nullable: false,
        }
    }

    fn reserve_kind(&mut self, place: &Place<'d>, kind: Kind) -> Use {
        let origin = place.origin();
        let ty = self.types.push(TypeDef {
            origin,
            docs: Docs::default(),
            kind,
        });
        self.known.insert(place.key(), ty);
        Use {
            ty,
            nullable: false,
        }
    }

    /// Room for a definition: until then any JSON, of no place.
    fn placeholder(&mut self) -> TypeId {
        self.types.push(TypeDef {
            origin: Origin::default(),
            docs: Docs::default(),
            kind: Kind::Any,
        })
    }

    /// Defines everything that was asked for, and what that asks for in turn.
    pub fn define_all(&mut self) {
        while let Some((id, work)) = self.queue.pop() {
            match work {
                Work::Place(place) => self.define(id, &place),
                Work::Merged(merged) => self.define_merged(id, *merged),
            }
        }
    }

    fn define(&mut self, id: TypeId, place: &Place<'d>) {
        if place.steps.len() > MAX_STEPS {
            let kind = self.untyped(&place.pointer, "schemas nested this deeply");
            let origin = Origin {
                pointer: place.pointer.to_string(),
                steps: Vec::new(),
            };
            return self.types.set(
                id,
                TypeDef {
                    origin,
                    docs: Docs::default(),
                    kind,
                },
            );
        }
        if let Some((target, nullable)) = aliases::target(self, place) {
            if nullable {
                self.nullable.insert(id);
            }
            let docs = objects::annotations(&mut self.source, place).docs;
            let kind = Kind::Alias(target);
            return self.types.set(
                id,
                TypeDef {
                    origin: place.origin(),
                    docs,
                    kind,
                },
            );
        }
        let merged = all_of::merged(&mut self.source, place);
        if let Some(family) = families::family(&mut self.source, place, &merged) {
            return families::define_family(self, id, merged, family);
        }
        self.define_merged(id, merged);
    }

    fn define_merged(&mut self, id: TypeId, mut merged: Merged<'d>) {
        let kind = self.kind(&mut merged);
        if merged.is_nullable() {
            self.nullable.insert(id);
        }
        let origin = merged.origin();
        self.types.set(
            id,
            TypeDef {
                origin,
                docs: merged.docs,
                kind,
            },
        );
    }

    /// What a flat view amounts to. Variants and values that are null make it nullable.
    pub fn kind(&mut self, merged: &mut Merged<'d>) -> Kind {
        if merged.never {
            return self.untyped(&merged.pointer, "a schema that no value fits");
        }
        if !merged.unions.is_empty() {
            return unions::kind(self, merged);
        }
        if let Some(values) = merged.values.take() {
            return enums::kind(self, merged, values);
        }
        match merged.plain_types() {
            None => self.anything(merged),
            Some(TypeSet::NONE) => Kind::Null,
            Some(TypeSet::OBJECT) => objects::kind(self, merged),
            Some(TypeSet::ARRAY) => arrays::kind(self, merged),
            Some(TypeSet::NUMBER) if merged.lists_integers_apart() => {
                json_types::union_of_types(self, merged, TypeSet::NUMBER)
            }
            Some(types) if types.is_one_scalar() => scalars::kind(&mut self.source, merged, types),
            Some(types) if types == TypeSet::ALL.without(TypeSet::NULL) => Kind::Any,
            Some(types) => json_types::union_of_types(self, merged, types),
        }
    }

    /// No type is named, and nothing tells.
    fn anything(&mut self, merged: &Merged<'d>) -> Kind {
        match merged.format.filter(|format| has_type(format)) {
            None => Kind::Any,
            Some(format) => {
                let reason = format!("`format: {format}` without a `type`");
                self.source.warn(
                    "format-without-type",
                    &merged.pointer,
                    reason.as_str(),
                    "any JSON",
                );
                Kind::Untyped(reason)
            }
        }
    }

    pub fn untyped(&mut self, pointer: &str, what: &str) -> Kind {
        let message = format!("cannot express {what}");
        self.source.warn("untyped", pointer, message, "any JSON");
        Kind::Untyped(what.to_owned())
    }
}

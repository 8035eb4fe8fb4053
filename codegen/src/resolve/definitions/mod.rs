//! From schemas to definitions: each schema once, by its place.
//!
//! Asking for the use of a schema only reserves its definition; a work list defines it later. So
//! recursion in the document is no recursion here, and nesting costs no stack.

pub mod aliases;
pub mod arrays;
pub mod docs;
pub mod enums;
pub mod objects;
pub mod scalars;

use crate::resolve::flat::all_of;
use crate::resolve::source::dangling;
use crate::resolve::unions;
use crate::resolve::unions::discriminator;
use crate::resolve::unions::families;
use crate::resolve::unions::json_types;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::api::{Docs, Kind, Origin, TypeDef, TypeId, Types, Use};
use crate::openapi::TypeSet;
use crate::resolve::examples::Examples;
use crate::resolve::flat::{FlatSchema, Group, Variants};
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::source::steps::Steps;
use scalars::has_type;

/// Inline schemas nested deeper than this become any JSON.
const MAX_STEPS: usize = 1_500;

/// The definitions made so far, and those that have been asked for.
pub struct Definitions<'d, 'r> {
    pub source: Source<'d, 'r>,
    pub types: Types,
    /// Definitions whose every use may be null.
    pub nullable: IndexSet<TypeId>,
    known: IndexMap<String, TypeId>,
    queue: Vec<(TypeId, Work<'d>)>,
}

enum Work<'d> {
    Place(Place<'d>),
    FlatSchema(Box<FlatSchema<'d>>),
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
    pub fn finish(mut self) -> (Types, IndexSet<TypeId>, Examples<'d>) {
        discriminator::report_useless_discriminators(&mut self.source);
        (self.types, self.nullable, self.source.examples)
    }

    /// The use of a schema; its definition follows with [`Self::define_all`].
    pub fn use_of(&mut self, place: &Place<'d>) -> Use {
        if !place.instead.is_empty() || place.other_values {
            let first = Place {
                instead: Vec::new(),
                other_values: false,
                ..place.clone()
            };
            let all = [first]
                .into_iter()
                .chain(place.instead.iter().cloned())
                .collect();
            let (pointer, steps) = (Rc::clone(&place.pointer), place.steps.clone());
            return self.join(all, place.other_values, pointer, steps);
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
    pub fn synthesize(&mut self, flat: FlatSchema<'d>) -> Use {
        let id = self.placeholder();
        self.queue.push((id, Work::FlatSchema(Box::new(flat))));
        Use {
            ty: id,
            nullable: false,
        }
    }

    /// A definition for whatever is asked for under this key, made the first time.
    pub fn synthesize_once(&mut self, key: String, make: impl FnOnce() -> FlatSchema<'d>) -> Use {
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

    /// The type of values that fit any of these, or none of them where `other_values` says so.
    pub fn join(
        &mut self,
        places: Vec<Place<'d>>,
        other_values: bool,
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
            && !other_values
            && let Some(only) = variants.pop()
        {
            return self.use_of(&only);
        }
        let key: Vec<_> = variants.iter().map(Place::key).collect();
        let key = key.join("|") + if other_values { "|" } else { "" };
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
            other_values,
        };
        let joined = self.synthesize(FlatSchema {
            pointer,
            steps,
            unions: vec![group],
            ..FlatSchema::default()
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
                Work::FlatSchema(flat) => self.define_merged(id, *flat),
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
        let flat = all_of::flatten(&mut self.source, place);
        if let Some(family) = families::family(&mut self.source, place, &flat) {
            return families::define_family(self, id, flat, family);
        }
        self.define_merged(id, flat);
    }

    fn define_merged(&mut self, id: TypeId, mut flat: FlatSchema<'d>) {
        let kind = self.kind(&mut flat);
        if flat.is_nullable() {
            self.nullable.insert(id);
        }
        let origin = flat.origin();
        self.types.set(
            id,
            TypeDef {
                origin,
                docs: flat.docs,
                kind,
            },
        );
    }

    /// What a flat view amounts to. Variants and values that are null make it nullable.
    pub fn kind(&mut self, flat: &mut FlatSchema<'d>) -> Kind {
        if flat.never {
            return self.untyped(&flat.pointer, "a schema that no value fits");
        }
        if !flat.unions.is_empty() {
            return unions::kind(self, flat);
        }
        if let Some(values) = flat.values.take() {
            return enums::kind(self, flat, values);
        }
        match flat.plain_types() {
            None => self.anything(flat),
            Some(TypeSet::NONE) => Kind::Null,
            Some(TypeSet::OBJECT) => objects::kind(self, flat),
            Some(TypeSet::ARRAY) => arrays::kind(self, flat),
            Some(TypeSet::NUMBER) if flat.lists_integers_apart() => {
                json_types::union_of_types(self, flat, TypeSet::NUMBER)
            }
            Some(types) if types.is_one_scalar() => scalars::kind(&mut self.source, flat, types),
            Some(types) if types == TypeSet::ALL.without(TypeSet::NULL) => Kind::Any,
            Some(types) => json_types::union_of_types(self, flat, types),
        }
    }

    /// No type is named, and nothing tells.
    fn anything(&mut self, flat: &FlatSchema<'d>) -> Kind {
        match flat.format.filter(|format| has_type(format)) {
            None => Kind::Any,
            Some(format) => {
                let reason = format!("`format: {format}` without a `type`");
                self.source.warn(
                    "format-without-type",
                    &flat.pointer,
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

//! Schemas that are used: each gets its place in the arena at its first use and waits to be
//! defined.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::api::{Docs, Kind, Origin, TypeDef, TypeId, Types, Use};
use crate::resolve::examples::Examples;
use crate::resolve::flat::{FlatSchema, Group, Variants};
use crate::resolve::source::place::{Child, Place};
use crate::resolve::source::steps::Steps;
use crate::resolve::source::{Source, dangling};

/// The definitions made so far, and the reserved ones.
pub struct Definitions<'d, 'r> {
    pub source: Source<'d, 'r>,
    pub types: Types,
    /// Definitions that are nullable at every use.
    pub nullable: IndexSet<TypeId>,
    known: IndexMap<String, TypeId>,
    queue: Vec<(TypeId, Work<'d>)>,
}

/// The source of a definition.
pub enum Work<'d> {
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

    /// All definitions, and those that are nullable at every use.
    pub fn finish(self) -> (Types, IndexSet<TypeId>, Examples<'d>) {
        (self.types, self.nullable, self.source.examples)
    }

    /// The use of a schema. [`define_all`](super::define_all) adds the definition later.
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

    /// The definition of the schema at a place, also when it is only a reference.
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

    /// A definition that does not belong to a single place of the document.
    pub fn synthesize(&mut self, flat: FlatSchema<'d>) -> Use {
        let id = self.placeholder();
        self.queue.push((id, Work::FlatSchema(Box::new(flat))));
        Use {
            ty: id,
            nullable: false,
        }
    }

    /// The definition for this key, made at its first use.
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

    /// A type for values that fit any of these, or none of them where `other_values` says so.
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

    /// Reserves a definition. Until it is replaced it is any JSON, without a place.
    fn placeholder(&mut self) -> TypeId {
        self.types.push(TypeDef {
            origin: Origin::default(),
            docs: Docs::default(),
            kind: Kind::Any,
        })
    }

    pub fn untyped(&mut self, pointer: &str, what: &str) -> Kind {
        let message = format!("cannot express {what}");
        self.source.warn("untyped", pointer, message, "any JSON");
        Kind::Untyped(what.to_owned())
    }

    /// The next schema to define.
    pub fn next(&mut self) -> Option<(TypeId, Work<'d>)> {
        self.queue.pop()
    }

    /// Everything that was reserved from now on is defined in this order.
    pub fn in_order(&mut self) {
        self.queue.reverse();
    }
}

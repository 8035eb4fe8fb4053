//! The flat view of a schema: everything that a value must fit, whichever part says it.

pub mod all_of;
pub mod conditions;
pub mod declared;
pub mod enum_values;

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::api::{Docs, EnumValue, Origin, Step};
use crate::openapi::TypeSet;
use crate::openapi::{Limit, Range, SchemaList};
use crate::resolve::flat::conditions::Conditional;
use crate::resolve::flat::declared::Declared;
use crate::resolve::formats;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::source::steps::Steps;

/// A schema with all of its parts. Properties, items and variants are places that are still to be
/// resolved.
#[derive(Debug, Clone, Default)]
pub struct FlatSchema<'d> {
    pub pointer: Rc<str>,
    pub steps: Steps,
    pub docs: Docs,
    /// The types that `type` allows, `null` included. `None` when no part has a `type`.
    pub types: Option<TypeSet>,
    /// The types in the order of the list that names them.
    pub type_list: Vec<TypeSet>,
    /// Whether the schema itself says so, whatever its parts say.
    pub nullable: bool,
    pub never: bool,
    pub format: Option<&'d str>,
    pub pattern: Option<&'d str>,
    pub minimum: Option<Limit>,
    pub maximum: Option<Limit>,
    pub values: Option<Vec<EnumValue>>,
    /// Values other than the listed ones fit, too.
    pub open: bool,
    pub properties: IndexMap<&'d str, Place<'d>>,
    /// Members that only some values have and that are not declared elsewhere.
    pub conditional: Conditional<'d>,
    pub required: IndexSet<&'d str>,
    /// Properties that some values must have, as those of a variant of a union or those with
    /// another property, and that need not be declared.
    pub mentioned: IndexSet<&'d str>,
    pub additional: MoreProperties<'d>,
    /// Types of the members whose names match a pattern.
    pub patterns: Vec<Place<'d>>,
    /// One of the patterns matches every name.
    pub every_name: bool,
    pub items: Option<Place<'d>>,
    pub no_items: bool,
    pub prefix: Vec<Place<'d>>,
    pub item_counts: Range<usize>,
    pub unique: bool,
    pub unions: Vec<Group<'d>>,
    pub discriminator: Option<Declared<'d>>,
    /// JSON pointers of the schemas in this view.
    pub seen: BTreeSet<Rc<str>>,
    /// The number of references among the parts.
    pub references: usize,
    /// The documentation of a referenced part, for a schema that has none.
    pub inherited: Option<String>,
}

/// Properties that are not declared by name.
#[derive(Debug, Clone, Default)]
pub enum MoreProperties<'d> {
    #[default]
    Unspecified,
    Forbidden,
    Any,
    Typed(Place<'d>),
}

/// One `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub struct Group<'d> {
    /// It is a `oneOf`.
    pub exclusive: bool,
    pub variants: Variants<'d>,
    pub discriminator: Option<Declared<'d>>,
    pub pointer: Rc<str>,
    /// The document has values that fit none of the variants.
    pub other_values: bool,
}

/// The schemas of a union. There may be many, and few are looked at, so places are made on demand.
#[derive(Debug, Clone)]
pub enum Variants<'d> {
    Listed {
        holder: Place<'d>,
        keyword: &'static str,
        schemas: SchemaList<'d>,
    },
    Places(Rc<[Place<'d>]>),
}

impl<'d> Variants<'d> {
    pub fn len(&self) -> usize {
        match self {
            Self::Listed { schemas, .. } => schemas.len(),
            Self::Places(places) => places.len(),
        }
    }

    pub fn get(&self, index: usize) -> Option<Place<'d>> {
        match self {
            Self::Listed {
                holder,
                keyword,
                schemas,
            } => {
                let schema = schemas.get(index)?;
                Some(holder.member(keyword, &index.to_string(), schema))
            }
            Self::Places(places) => places.get(index).cloned(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Place<'d>> {
        (0..self.len()).map_while(|index| self.get(index))
    }

    /// The references among the variants.
    pub fn references(&self) -> impl Iterator<Item = &'d str> {
        let (listed, places): (_, &[_]) = match self {
            Self::Listed { schemas, .. } => (Some(*schemas), &[]),
            Self::Places(places) => (None, places),
        };
        let listed = listed.into_iter().flat_map(SchemaList::iter);
        let children = listed
            .map(Child::from)
            .chain(places.iter().map(|place| place.child));
        children.filter_map(|child| match child {
            Child::Reference(reference) => Some(reference),
            Child::Inline(_) => None,
        })
    }
}

impl<'d> FlatSchema<'d> {
    pub fn origin(&self) -> Origin {
        Origin {
            pointer: self.pointer.to_string(),
            steps: self.steps.to_vec(),
        }
    }

    pub fn step(mut self, step: Step) -> Self {
        self.steps = self.steps.then(step);
        self
    }

    pub fn finish(&mut self) {
        conditions::declare(self);
        if self.docs.description.is_none() && self.references == 1 {
            self.docs.description = self.inherited.take();
        }
        let mut constraints = Vec::new();
        for constraint in self.docs.constraints.drain(..) {
            if !constraints.contains(&constraint) {
                constraints.push(constraint);
            }
        }
        self.docs.constraints = constraints;
    }

    /// Whether null fits: the schema says so, or every part that names types does.
    pub fn is_nullable(&self) -> bool {
        self.nullable
            || self
                .types
                .is_some_and(|types| types.contains(TypeSet::NULL))
    }

    /// Whether only `null` fits, or is meant: `nullable` alone.
    pub fn is_null(&self) -> bool {
        let values = self.values.as_ref();
        let says_no_more = self.plain_types().is_none()
            && self.unions.is_empty()
            && self.format.is_none()
            && matches!(self.additional, MoreProperties::Unspecified);
        self.types == Some(TypeSet::NULL)
            || (self.nullable && says_no_more)
            || values.is_some_and(|all| all.iter().all(|value| value.value.is_null()))
    }

    /// The types that a value may have besides null: from `type`, or else those that the other
    /// keywords are about. `None` when no keyword tells.
    pub fn plain_types(&self) -> Option<TypeSet> {
        if let Some(types) = self.types {
            return Some(types.without(TypeSet::NULL));
        }
        if let Some(values) = &self.values {
            let types = values.iter().map(|value| TypeSet::of(&value.value));
            let types = types.fold(TypeSet::NONE, |all, ty| all | ty);
            return Some(types.without(TypeSet::NULL));
        }
        let mut types = TypeSet::NONE;
        if self.speaks_of_members() {
            types = types | TypeSet::OBJECT;
        }
        if self.items.is_some() || !self.prefix.is_empty() {
            types = types | TypeSet::ARRAY;
        }
        if types.is_empty() {
            types = formats::types_of_lone_format(self.format?)?;
        }
        Some(types)
    }

    fn speaks_of_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.patterns.is_empty()
            || matches!(self.additional, MoreProperties::Typed(_))
    }
}

impl<'d> MoreProperties<'d> {
    pub fn add(&mut self, any: bool) {
        match (&self, any) {
            (Self::Unspecified, true) | (Self::Forbidden, true) => *self = Self::Any,
            (Self::Unspecified, false) => *self = Self::Forbidden,
            (Self::Forbidden | Self::Any | Self::Typed(_), _) => {}
        }
    }

    pub fn add_typed(&mut self, values: Place<'d>) {
        *self = Self::Typed(match std::mem::take(self) {
            Self::Typed(known) => known.and(values),
            Self::Unspecified | Self::Forbidden | Self::Any => values,
        });
    }

    /// What may stand beside the properties of both.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Typed(one), Self::Typed(other)) => Self::Typed(one.and(other)),
            (Self::Typed(one), _) | (_, Self::Typed(one)) => Self::Typed(one),
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Forbidden, _) | (_, Self::Forbidden) => Self::Forbidden,
            (Self::Unspecified, Self::Unspecified) => Self::Unspecified,
        }
    }
}

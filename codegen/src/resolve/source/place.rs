//! Places: a schema together with its JSON pointer and the steps that lead to it.

use std::rc::Rc;

use crate::api::{Origin, Step};
use crate::document::pointer;
use crate::openapi::Schema;
use crate::openapi::TypeSet;
use crate::resolve::source::steps::Steps;

/// A schema of the document.
#[derive(Debug, Clone, Copy)]
pub enum Child<'d> {
    Reference(&'d str),
    Inline(Schema<'d>),
}

impl<'d> From<Schema<'d>> for Child<'d> {
    fn from(schema: Schema<'d>) -> Self {
        match schema.only_reference() {
            Some(reference) => Self::Reference(reference),
            None => Self::Inline(schema),
        }
    }
}

/// A schema, its JSON pointer, and the steps that name it.
#[derive(Debug, Clone)]
pub struct Place<'d> {
    pub pointer: Rc<str>,
    pub steps: Steps,
    pub child: Child<'d>,
    /// Further schemas that the same value must fit: other declarations of the same property.
    pub also: Vec<Place<'d>>,
    /// Schemas that a value may fit instead: the same property in another variant.
    pub instead: Vec<Place<'d>>,
    /// The document has values that fit none of these schemas.
    pub other_values: bool,
}

impl<'d> Place<'d> {
    pub fn new(pointer: impl Into<Rc<str>>, steps: Vec<Step>, child: impl Into<Child<'d>>) -> Self {
        Self {
            pointer: pointer.into(),
            steps: steps.into(),
            child: child.into(),
            also: Vec::new(),
            instead: Vec::new(),
            other_values: false,
        }
    }

    /// The schema directly below this one, under a keyword.
    pub fn below(&self, keyword: &str, child: impl Into<Child<'d>>) -> Self {
        self.at([&self.pointer, "/", keyword].concat(), child.into())
    }

    /// A schema in a list or map of schemas below this one.
    pub fn member(&self, keyword: &str, key: &str, child: impl Into<Child<'d>>) -> Self {
        let key = pointer::escape(key);
        let pointer = [&self.pointer, "/", keyword, "/", &*key].concat();
        self.at(pointer, child.into())
    }

    /// The schemas that its values must fit, too: a `$ref` beside other keywords, then `allOf`.
    pub fn parts(&self) -> Vec<Self> {
        let Child::Inline(schema) = self.child else {
            return Vec::new();
        };
        let target = schema.reference();
        let target = target.map(|reference| self.below("$ref", Child::Reference(reference)));
        let listed = schema.all_of().iter().enumerate();
        let listed = listed.map(|(index, part)| self.member("allOf", &index.to_string(), part));
        target.into_iter().chain(listed).collect()
    }

    fn at(&self, pointer: String, child: Child<'d>) -> Self {
        Self {
            pointer: pointer.into(),
            steps: self.steps.clone(),
            child,
            also: Vec::new(),
            instead: Vec::new(),
            other_values: false,
        }
    }

    pub fn step(mut self, step: Step) -> Self {
        self.steps = self.steps.then(step);
        self
    }

    /// The same place with another schema that its values must fit, too. The later declaration
    /// gives the name.
    pub fn and(self, later: Self) -> Self {
        let known = |place: &Self| place.pointer == later.pointer;
        if known(&self) || self.also.iter().any(known) {
            return self;
        }
        let mut all = later;
        all.also.push(self.alone());
        all.also.extend(self.also);
        all
    }

    /// Only this one declaration.
    pub fn alone(&self) -> Self {
        Self {
            also: Vec::new(),
            instead: Vec::new(),
            other_values: false,
            ..self.clone()
        }
    }

    /// Whether it is a component schema itself, not one below.
    pub fn is_component(&self) -> bool {
        self.steps.component().is_some()
            && self.pointer.starts_with("/components/schemas/")
            && pointer::tokens(&self.pointer).count() == 3
    }

    /// The key that tells this place from all others.
    pub fn key(&self) -> String {
        let mut key = self.pointer.to_string();
        for place in &self.also {
            key.push('&');
            key.push_str(&place.pointer);
        }
        key
    }

    pub fn origin(&self) -> Origin {
        Origin {
            pointer: self.pointer.to_string(),
            steps: self.steps.to_vec(),
        }
    }

    /// The single JSON type that an inline schema names.
    pub fn json_type(&self) -> Option<&'static str> {
        match self.child {
            Child::Inline(schema) => schema.types()?.without(TypeSet::NULL).name(),
            Child::Reference(_) => None,
        }
    }

    /// This place and those that apply together with it, the oldest declaration first.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        self.also.iter().rev().chain([self])
    }
}

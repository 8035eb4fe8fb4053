//! Unions without a discriminator: variants told apart by their shape.

use std::any::TypeId;
use std::borrow::Cow;

use super::JsonError;
use super::memory::UNDECIDED;
use super::trial::{choose, read_keeping};
use super::union::{Flag, Union, guarded, holds_itself, read_unknown, read_variant};
use crate::json::{Kind, Reader};
use crate::types::same_json;

/// A JSON type as a variant names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "spelled as in the macros' input")]
pub enum Type {
    /// `null`
    null,
    /// `true`, `false`
    boolean,
    /// A number without a fraction.
    integer,
    /// Any number.
    number,
    /// Any string.
    string,
    /// Any array.
    array,
    /// Any object.
    object,
}

/// What must hold for an object to be of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "spelled as in the macros' input")]
pub enum Rule {
    /// The member is there.
    has(&'static str),
    /// The member is there, with one of these strings.
    is(&'static str, &'static [&'static str]),
    /// The member is there, with one of these scalars, as JSON.
    equals(&'static str, &'static [&'static str]),
}

/// A variant that is known by its shape: JSON types, rules of an object, values of a string.
pub type Shape = (&'static [Type], &'static [Rule], &'static [&'static str]);

/// Reads a union whose variants are told apart by their shape. Where more than one fits, they are
/// tried on the same text.
pub fn read_shape(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    id: TypeId,
    flags: &'static [Flag],
    variants: &'static [Shape],
) -> Result<(), JsonError> {
    let facts = Facts::of(reader, variants)?;
    let mut fitting = (0..)
        .zip(variants)
        .filter(|(_, shape)| facts.fit(shape))
        .map(|(at, _)| at);
    let Some(first) = fitting.next() else {
        return read_unknown(reader, union, variants.len());
    };
    let others: Vec<usize> = fitting.collect();
    guarded(reader, |reader| {
        if others.is_empty() {
            return read_only(reader, union, first, &facts, variants);
        }
        let start = reader.offset();
        let index = match reader.memory.get_or_insert_default().choice(id, start) {
            Some(index) => index,
            None => {
                let fitting: Vec<_> = std::iter::once(first).chain(others).collect();
                let index = choose(reader, union, &facts, &fitting, flags, variants);
                let index = index.unwrap_or(variants.len());
                let memory = reader.memory.get_or_insert_default();
                memory.choose(id, start, index);
                index
            }
        };
        if index == UNDECIDED {
            return Err(holds_itself(start));
        }
        if index == variants.len() {
            return read_unknown(reader, union, index);
        }
        read_variant(reader, union, index)
    })
}

/// Reads the only variant that a value can be. A value that does not fit it, or of which it knows no
/// member, is kept as it is, unless a constant says that this variant was meant.
fn read_only(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
    facts: &Facts<'_>,
    variants: &'static [Shape],
) -> Result<(), JsonError> {
    if claims(variants, index) {
        return read_variant(reader, union, index);
    }
    let (mark, noted) = (reader.mark(), reader.noted());
    let read = match facts.members.as_slice() {
        [] => read_variant(reader, union, index),
        members => {
            let (tags, all) = (facts.tags(variants), members.iter().map(|one| one.offset));
            let is_cut = |lost: &[usize]| {
                tags.iter().any(|tag| lost.contains(tag))
                    || all.clone().all(|one| lost.contains(&one))
            };
            read_keeping(reader, union, index, is_cut, variants.len())
        }
    };
    read.or_else(|error| {
        reader.rewind(mark);
        reader.forget(noted);
        // JSON with a syntax error stays an error.
        read_unknown(reader, union, variants.len()).map_err(|_| error)
    })
}

/// Whether a constant says that a value is of a variant.
pub(super) fn claims(variants: &[Shape], index: usize) -> bool {
    let rules = variants.get(index).map_or(&[][..], |(_, rules, _)| rules);
    rules.iter().any(|rule| rule.constant().is_some())
}

impl Rule {
    /// The member that must have a constant.
    fn constant(&self) -> Option<&'static str> {
        match self {
            Self::has(_) => None,
            Self::is(name, _) | Self::equals(name, _) => Some(name),
        }
    }
}

/// What is known about a value without reading it into a type.
pub(super) struct Facts<'a> {
    pub kind: Kind,
    /// Of a number: it has no fraction. Of an object: nothing.
    integral: bool,
    text: Option<Cow<'a, str>>,
    /// Empty unless a rule asks for them.
    members: Vec<Member<'a>>,
}

/// A member of an object, as far as rules ask for it.
pub(super) struct Member<'a> {
    name: Cow<'a, str>,
    value: Value<'a>,
    /// Of the value.
    pub offset: usize,
}

enum Value<'a> {
    String(Cow<'a, str>),
    /// Another scalar, as it is spelled.
    Scalar(&'a str),
    Compound,
}

impl Value<'_> {
    fn is(&self, strings: &[&str]) -> bool {
        matches!(self, Value::String(text) if strings.contains(&&**text))
    }

    fn equals(&self, constants: &[&str]) -> bool {
        let is = |one: &str| constants.iter().any(|constant| same_json(one, constant));
        match self {
            Value::String(text) => is(&crate::to_string(&text)),
            Value::Scalar(spelled) => is(spelled),
            Value::Compound => false,
        }
    }
}

impl<'a> Facts<'a> {
    fn of(reader: &mut Reader<'a>, variants: &[Shape]) -> Result<Self, JsonError> {
        let kind = reader.peek()?;
        let mark = reader.mark();
        let mut facts = Self {
            kind,
            integral: false,
            text: None,
            members: Vec::new(),
        };
        match kind {
            Kind::Number => facts.integral = crate::json::is_integer(reader.number()?),
            Kind::String => facts.text = Some(reader.string()?),
            Kind::Object if variants.iter().any(|(_, rules, _)| !rules.is_empty()) => {
                facts.members = members(reader)?;
            }
            _ => {}
        }
        reader.rewind(mark);
        Ok(facts)
    }

    /// Offsets of the members by whose constants variants are told apart.
    pub fn tags(&self, variants: &[Shape]) -> Vec<usize> {
        let rules = || variants.iter().flat_map(|(_, rules, _)| *rules);
        let is_tag = |name: &str| rules().any(|rule| rule.constant() == Some(name));
        let tags = self.members.iter().filter(|member| is_tag(&member.name));
        tags.map(|member| member.offset).collect()
    }

    fn fit(&self, (types, rules, values): &Shape) -> bool {
        let kind = types.iter().any(|ty| match ty {
            Type::null => self.kind == Kind::Null,
            Type::boolean => self.kind == Kind::Boolean,
            Type::integer => self.kind == Kind::Number && self.integral,
            Type::number => self.kind == Kind::Number,
            Type::string => self.kind == Kind::String,
            Type::array => self.kind == Kind::Array,
            Type::object => self.kind == Kind::Object,
        });
        let value = match &self.text {
            Some(text) => values.is_empty() || values.contains(&&**text),
            None => true,
        };
        let member = |name: &str| self.members.iter().find(|member| member.name == name);
        let holds = |rule: &Rule| match rule {
            Rule::has(name) => member(name).is_some(),
            Rule::is(name, strings) => member(name).is_some_and(|one| one.value.is(strings)),
            Rule::equals(name, constants) => {
                member(name).is_some_and(|one| one.value.equals(constants))
            }
        };
        kind && value && (self.kind != Kind::Object || rules.iter().all(holds))
    }
}

/// The first of the indexed lists of rules that a text fits, which is looked at only where a list
/// is not empty. A text that is no object fits only an empty list.
#[cfg(feature = "webhooks")]
pub(crate) fn first_fit(
    text: &[u8],
    lists: &mut dyn Iterator<Item = (usize, &'static [Rule])>,
) -> Result<Option<usize>, JsonError> {
    let mut facts = None;
    for (index, rules) in lists {
        if rules.is_empty() {
            return Ok(Some(index));
        }
        let shape: Shape = (&[Type::object], rules, &[]);
        let known = match &facts {
            Some(known) => known,
            None => {
                let found = Reader::new(text).and_then(|mut one| Facts::of(&mut one, &[shape]));
                facts.insert(found.map_err(|error| error.locate(text))?)
            }
        };
        if known.fit(&shape) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// All members of the object that comes next.
pub(super) fn members<'a>(reader: &mut Reader<'a>) -> Result<Vec<Member<'a>>, JsonError> {
    let mut members = Vec::new();
    let mut more = reader.begin_object()?;
    while more {
        let name = reader.name()?;
        let offset = reader.offset();
        let value = match reader.peek()? {
            Kind::String => Value::String(reader.string()?),
            Kind::Number | Kind::Boolean | Kind::Null => Value::Scalar(reader.raw()?),
            Kind::Object | Kind::Array => reader.skip().map(|()| Value::Compound)?,
        };
        members.push(Member {
            name,
            value,
            offset,
        });
        more = reader.next_member()?;
    }
    Ok(members)
}

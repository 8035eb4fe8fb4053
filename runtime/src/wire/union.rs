//! Unions: values that are of one of several types.

use std::any::TypeId;
use std::borrow::Cow;

use super::memory::UNDECIDED;
use super::tag::{Tag, Tags};
use super::{Encode, Misfit, Wire};
use crate::json::{Kind, ReadTag, Reader, Writer};
use crate::types::same_json;

/// What an enum of types offers to its reader and writer.
pub trait Union {
    /// Makes it the variant with this index, vacant; the catch-all beyond the last one.
    fn select(&mut self, index: usize);

    /// What the variant holds, to be read.
    fn content(&mut self) -> &mut dyn Wire;
}

/// What a variant with a tag has to know besides its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "spelled as in the macros' input")]
pub enum Flag {
    /// Also taken when the tag is unknown or not there.
    default,
    /// Tags are JSON, not text: numbers or booleans.
    json,
}

/// The traits that a table of a union may list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the traits")]
pub enum UnionTrait {
    Default,
    Eq,
    From,
    Hash,
    Hide,
}

/// A variant told by its tag.
pub type Tagged = (&'static [Flag], &'static [&'static str]);

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

/// A variant told by its shape: JSON types, rules of an object, values of a string.
pub type Shape = (&'static [Type], &'static [Rule], &'static [&'static str]);

/// Reads a union with a discriminator.
pub fn read_tagged(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    name: &'static str,
    variants: &'static [Tagged],
) -> Result<(), Misfit> {
    let Some(tag) = find_tag(reader, name)? else {
        return match default_variant(variants) {
            Some(index) => guarded(reader, |reader| read_variant(reader, union, index)),
            None => read_unknown(reader, union, variants.len()),
        };
    };
    let named = variants
        .iter()
        .position(|(_, tags)| tags.contains(&&*tag.text));
    match (named, default_variant(variants)) {
        (Some(index), _) => {
            reader.mode.tag = Some(ReadTag {
                name,
                is_known: true,
            });
            guarded(reader, |reader| read_variant(reader, union, index))
        }
        (None, Some(index)) => {
            reader.mode.tag = Some(ReadTag {
                name,
                is_known: false,
            });
            guarded(reader, |reader| {
                read_losing_nothing(reader, union, index, &[tag.offset], variants.len())
            })
        }
        (None, None) => read_unknown(reader, union, variants.len()),
    }
}

fn default_variant(variants: &[Tagged]) -> Option<usize> {
    let mut flags = variants.iter().map(|(flags, _)| flags);
    flags.position(|flags| flags.contains(&Flag::default))
}

/// Reads a variant, unless that would leave out a member by which others are known: the value is
/// kept as it is then.
fn read_losing_nothing(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
    offsets: &[usize],
    unknown: usize,
) -> Result<(), Misfit> {
    let mark = reader.mark();
    let (read, lost) = trial(reader, union, index);
    if offsets.iter().any(|offset| lost.contains(offset)) {
        reader.rewind(mark);
        return read_unknown(reader, union, unknown);
    }
    read
}

/// Reads a variant and notes the offsets of what it leaves out.
fn trial(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> (Result<(), Misfit>, Vec<usize>) {
    let begin = reader.memory.get_or_insert_default().begin_trial();
    let read = read_variant(reader, union, index);
    let lost = reader.memory.get_or_insert_default().end_trial(begin);
    (read, lost)
}

/// The value of a discriminator, and where it stands.
struct FoundTag<'a> {
    text: Cow<'a, str>,
    offset: usize,
}

/// The value of the discriminator in the object that comes next. A tag that is no string is
/// taken as it is spelled.
fn find_tag<'a>(reader: &mut Reader<'a>, name: &str) -> Result<Option<FoundTag<'a>>, Misfit> {
    if reader.peek()? != Kind::Object {
        return Ok(None);
    }
    let mark = reader.mark();
    let mut tag = None;
    let mut more = reader.begin_object()?;
    while more && tag.is_none() {
        if reader.is_name(name)? || reader.name()? == name {
            let offset = reader.offset();
            let text = match reader.peek()? {
                Kind::String => reader.string()?,
                _ => Cow::Borrowed(reader.raw()?),
            };
            tag = Some(FoundTag { text, offset });
        } else {
            reader.skip()?;
            more = reader.next_member()?;
        }
    }
    reader.rewind(mark);
    Ok(tag)
}

/// Reads a union whose variants are told apart by their shape. Where more than one fits, they are
/// tried in order on the same text, and the first one of those that know most of it is taken. A
/// value of which each leaves out what another knows is kept as it is.
pub fn read_shape(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    id: TypeId,
    variants: &'static [Shape],
) -> Result<(), Misfit> {
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
            return read_only(reader, union, first, variants);
        }
        let start = reader.offset();
        let index = match reader.memory.get_or_insert_default().choice(id, start) {
            Some(index) => index,
            None => {
                let fitting = std::iter::once(first).chain(others);
                let index = try_variants(reader, union, fitting).unwrap_or(variants.len());
                reader
                    .memory
                    .get_or_insert_default()
                    .choose(id, start, index);
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

/// Reads the one variant that a value may be of. What does not fit it is kept as it is, unless a
/// constant says that it is meant.
fn read_only(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
    variants: &'static [Shape],
) -> Result<(), Misfit> {
    let mark = reader.mark();
    let is_constant = |rule: &Rule| matches!(rule, Rule::is(..) | Rule::equals(..));
    let rules = variants.get(index).map_or(&[][..], |(_, rules, _)| rules);
    match read_variant(reader, union, index) {
        Err(misfit) if !rules.iter().any(is_constant) => {
            reader.rewind(mark);
            // Broken JSON stays an error.
            read_unknown(reader, union, variants.len()).map_err(|_| misfit)
        }
        read => read,
    }
}

/// A variant that takes a value.
struct Taker {
    index: usize,
    misses: usize,
    /// Offsets of what it leaves out, ascending.
    lost: Vec<usize>,
}

/// The variant that takes the value with the fewest misses, of those that leave out nothing that
/// another one would keep: a value may be several objects at once. The reader stays where it is.
fn try_variants(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    indexes: impl Iterator<Item = usize>,
) -> Option<usize> {
    let (mark, tag) = (reader.mark(), reader.mode.tag);
    let before = reader.misses;
    let mut takers: Vec<Taker> = Vec::new();
    for index in indexes {
        reader.mode.tag = tag;
        let (read, lost) = trial(reader, union, index);
        let misses = std::mem::replace(&mut reader.misses, before) - before;
        reader.rewind(mark);
        if read.is_ok() {
            if misses == 0 {
                return Some(index);
            }
            takers.push(Taker {
                index,
                misses,
                lost,
            });
        }
    }
    let by_all = |offset: &usize| {
        let mut takers = takers.iter();
        takers.all(|taker| taker.lost.binary_search(offset).is_ok())
    };
    let keepers = takers.iter().filter(|taker| taker.lost.iter().all(by_all));
    reader.mode.tag = tag;
    let best = keepers.min_by_key(|taker| taker.misses);
    best.map(|taker| taker.index)
}

fn read_variant(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> Result<(), Misfit> {
    union.select(index);
    let read = union.content().read(reader);
    reader.mode.tag = None;
    read
}

/// Keeps the value as it is.
fn read_unknown(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> Result<(), Misfit> {
    if reader.mode.absent {
        return Err(reader.expected("a value"));
    }
    reader.miss();
    read_variant(reader, union, index)
}

/// Reads with a bound on the unions that may start at one place: a union that holds itself would
/// never end.
fn guarded(
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<(), Misfit>,
) -> Result<(), Misfit> {
    const LIMIT: usize = 32;
    let offset = reader.offset();
    let unions = &mut reader.memory.get_or_insert_default().unions;
    let before = *unions;
    let count = if before.0 == offset { before.1 + 1 } else { 1 };
    *unions = (offset, count);
    if count > LIMIT {
        return Err(holds_itself(offset));
    }
    let result = read(reader);
    reader.memory.get_or_insert_default().unions = before;
    result
}

#[cold]
fn holds_itself(offset: usize) -> Misfit {
    Misfit::syntax("a union that holds itself", offset)
}

/// What is known about a value without reading it into a type.
struct Facts<'a> {
    kind: Kind,
    /// Of a number: it has no fraction. Of an object: nothing.
    integral: bool,
    text: Option<Cow<'a, str>>,
    /// Empty unless a rule asks for them.
    members: Vec<Member<'a>>,
}

/// A member of an object, as far as rules ask for it.
struct Member<'a> {
    name: Cow<'a, str>,
    value: Value<'a>,
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
    fn of(reader: &mut Reader<'a>, variants: &[Shape]) -> Result<Self, Misfit> {
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

fn members<'a>(reader: &mut Reader<'a>) -> Result<Vec<Member<'a>>, Misfit> {
    let mut members = Vec::new();
    let mut more = reader.begin_object()?;
    while more {
        let name = reader.name()?;
        let value = match reader.peek()? {
            Kind::String => Value::String(reader.string()?),
            Kind::Number | Kind::Boolean | Kind::Null => Value::Scalar(reader.raw()?),
            Kind::Object | Kind::Array => reader.skip().map(|()| Value::Compound)?,
        };
        members.push(Member { name, value });
        more = reader.next_member()?;
    }
    Ok(members)
}

/// Writes what a variant holds, with its tag.
pub fn write_tagged(
    writer: &mut Writer<'_>,
    name: &'static str,
    (flags, values): Tagged,
    content: &dyn Encode,
) {
    if !values.is_empty() {
        writer.tags.add(Tag {
            name,
            flags,
            values,
        });
    }
    content.write(writer);
    writer.tags = Tags::default();
}

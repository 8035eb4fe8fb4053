//! Unions: values that are of one of several types, told apart by a discriminator here.

use std::borrow::Cow;

use super::tag::{ReadTag, Tag, Tags};
use super::trial::read_keeping;
use super::{Encode, JsonError, Wire};
use crate::json::{Kind, Reader, Writer};

/// What the reader and the writer of unions need of an enum of types.
pub trait Union {
    /// Makes it the variant with this index, vacant; the catch-all beyond the last one.
    fn select(&mut self, index: usize);

    /// What the variant holds, to be read.
    fn content(&mut self) -> &mut dyn Wire;
}

/// What applies to a union or one of its variants besides the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "spelled as in the macros' input")]
pub enum Flag {
    /// Also taken when the tag is unknown or not there.
    default,
    /// Tags are JSON, not text: numbers or booleans.
    json,
    /// A value may be of several variants at once.
    any_of,
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

/// A variant that is known by its tag.
pub type Tagged = (&'static [Flag], &'static [&'static str]);

/// Reads a union with a discriminator.
pub fn read_tagged(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    name: &'static str,
    variants: &'static [Tagged],
) -> Result<(), JsonError> {
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
                let is_cut = |lost: &[usize]| lost.contains(&tag.offset);
                read_keeping(reader, union, index, is_cut, variants.len())
            })
        }
        (None, None) => {
            let missed = reader.miss_at(tag.offset);
            missed.map_err(|error| error.in_member(name))?;
            keep(reader, union, variants.len())
        }
    }
}

fn default_variant(variants: &[Tagged]) -> Option<usize> {
    let mut flags = variants.iter().map(|(flags, _)| flags);
    flags.position(|flags| flags.contains(&Flag::default))
}

/// The value of a discriminator, and where it stands.
struct FoundTag<'a> {
    text: Cow<'a, str>,
    offset: usize,
}

/// The value of the discriminator in the object that comes next. A tag that is no string is
/// taken as it is spelled.
fn find_tag<'a>(reader: &mut Reader<'a>, name: &str) -> Result<Option<FoundTag<'a>>, JsonError> {
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

pub(super) fn read_variant(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> Result<(), JsonError> {
    union.select(index);
    if let Some(memory) = &mut reader.memory {
        memory.kept = None;
    }
    let read = union.content().read(reader);
    reader.mode.tag = None;
    read
}

/// Keeps the value as it is.
pub(super) fn read_unknown(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> Result<(), JsonError> {
    reader.present()?;
    reader.peek()?;
    reader.miss_at(reader.offset())?;
    keep(reader, union, index)
}

/// Reads the value that comes next as it is.
fn keep(reader: &mut Reader<'_>, union: &mut dyn Union, index: usize) -> Result<(), JsonError> {
    let offset = reader.offset();
    read_variant(reader, union, index)?;
    reader.memory.get_or_insert_default().kept = Some(offset);
    Ok(())
}

/// Reads with a limit on the unions that may start at one place, since a union that holds itself
/// would never end.
pub(super) fn guarded(
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
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
pub(super) fn holds_itself(offset: usize) -> JsonError {
    JsonError::syntax("a union that holds itself", offset)
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

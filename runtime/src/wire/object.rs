//! Objects: one reader and one writer for all of them, over a table of their members.

use std::borrow::Cow;
use std::fmt;

use super::{DriftKind, Encode, JsonError, ReadTag, Wire};
use crate::json::{Reader, Writer};

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "spelled as in the macros' input")]
pub enum Field {
    /// Always written; an error when missing, unless it is an `Option`.
    required(&'static str),
    /// Left out when absent.
    optional(&'static str),
    /// The same, and `null` is one of its values.
    nullable(&'static str),
    /// The members no other field names; its own name means nothing.
    rest(&'static str),
}

impl Field {
    #[inline]
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Self::required(name) | Self::optional(name) | Self::nullable(name) => Some(name),
            Self::rest(_) => None,
        }
    }
}

/// The traits that a table of an object may list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the traits")]
pub enum ObjectTrait {
    Copy,
    Default,
    Eq,
    Hash,
    Hide,
    Ord,
    Set,
}

/// Which members were read: a bit for each.
#[derive(Default)]
struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Marks a member; true if it was marked before.
    #[inline]
    fn mark(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = match index / 64 {
            0 => &mut self.first,
            word => self.other(word - 1),
        };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    #[cold]
    #[expect(clippy::indexing_slicing, reason = "resized to hold the index")]
    fn other(&mut self, word: usize) -> &mut u64 {
        if word >= self.others.len() {
            self.others.resize(word + 1, 0);
        }
        &mut self.others[word]
    }

    #[inline]
    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.others.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

/// Reads an object into its fields.
///
/// Members may come in any order; the order of the table is the fastest. Unknown ones are skipped
/// or given to the `rest` field. Of members that come twice, the last one counts.
pub fn read_object(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    slots: &mut [&mut dyn Wire],
) -> Result<(), JsonError> {
    match reader.rules.is_watchful() {
        false => read_members::<false>(reader, table, slots),
        true => read_watchfully(reader, table, slots),
    }
}

/// Apart, so that its code is not laid out between that of the usual way.
#[cold]
#[inline(never)]
fn read_watchfully(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    slots: &mut [&mut dyn Wire],
) -> Result<(), JsonError> {
    read_members::<true>(reader, table, slots)
}

/// `WATCHFUL`: looks at each value that is not as described, and not only at those that do not fit.
#[inline(always)]
fn read_members<const WATCHFUL: bool>(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    slots: &mut [&mut dyn Wire],
) -> Result<(), JsonError> {
    let dirty = std::mem::take(&mut reader.mode.dirty);
    let tag = reader.mode.tag.take();
    let start = reader.offset();
    let (mut seen, mut next) = (Seen::default(), 0);
    if dirty {
        clear_rest(table, slots)?;
    }
    let mut more = reader.begin_object()?;
    while more {
        let (index, unknown) = find(reader, table, next)?;
        match (index, slots.get_mut(index)) {
            (index, Some(slot)) if unknown.is_none() => {
                let again = seen.mark(index);
                reader.mode.dirty = again || dirty;
                if WATCHFUL {
                    watch(reader, table.get(index), again)?;
                }
                if let Err(error) = slot.read(reader) {
                    forgive_null(reader, table, index, &mut **slot, error)?;
                }
                next = index + 1;
            }
            _ => read_unknown(reader, table, slots, tag, unknown.unwrap_or_default())?,
        }
        more = reader.next_member()?;
    }
    for (index, (field, slot)) in table.iter().zip(slots).enumerate() {
        if seen.has(index) {
            continue;
        }
        match field {
            Field::required(name) if slot.read(&mut Reader::absent()).is_err() => {
                forgive_missing(reader, name, &mut **slot, start)?;
            }
            Field::required(name) if WATCHFUL => {
                reader.tolerate_missing(DriftKind::MissingForNull, name, start)?;
            }
            Field::optional(_) | Field::nullable(_) if dirty => {
                slot.read(&mut Reader::absent())?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Looks whether a member has come before, and whether an optional one is `null` although it may not
/// be.
fn watch(reader: &mut Reader<'_>, field: Option<&Field>, again: bool) -> Result<(), JsonError> {
    let mut watched = match again {
        true => reader.repeat(),
        false => Ok(()),
    };
    if let Some(Field::optional(_)) = field
        && reader.peek_byte() == b'n'
    {
        let offset = reader.offset();
        let kind = DriftKind::NullForOptional;
        watched = watched.and_then(|()| reader.tolerate(kind, offset, "a value, or no member"));
    }
    watched.map_err(|error| error.in_member(field.and_then(Field::name).unwrap_or_default()))
}

/// Puts the empty value of its type in place of a required member that is `null`, where that is
/// tolerated.
#[cold]
fn forgive_null(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    index: usize,
    slot: &mut dyn Wire,
    error: JsonError,
) -> Result<(), JsonError> {
    let field = table.get(index);
    let kind = DriftKind::NullForRequired;
    let may_be_forgiven = matches!(field, Some(Field::required(_)))
        && error.is_at_root()
        && reader.rules.tolerates(kind);
    if may_be_forgiven {
        reader.go_to(error.offset());
        if reader.null()? && slot.become_empty() {
            let expected = error
                .expectation()
                .map_or("a value", |(expected, _)| expected);
            return reader.tolerate(kind, error.offset(), expected.to_owned());
        }
    }
    Err(error.in_member(field.and_then(Field::name).unwrap_or_default()))
}

/// The same for a required member that is missing from the object that ends here.
#[cold]
fn forgive_missing(
    reader: &mut Reader<'_>,
    name: &'static str,
    slot: &mut dyn Wire,
    start: usize,
) -> Result<(), JsonError> {
    let kind = DriftKind::Missing;
    match reader.rules.tolerates(kind) && slot.become_empty() {
        true => reader.tolerate_missing(kind, name, start),
        false => Err(JsonError::missing(name, start)),
    }
}

#[cold]
fn clear_rest(table: &'static [Field], slots: &mut [&mut dyn Wire]) -> Result<(), JsonError> {
    for (field, slot) in table.iter().zip(slots) {
        if matches!(field, Field::rest(_)) {
            let mut reader = Reader::absent();
            reader.mode.rest = Some("".into());
            slot.read(&mut reader)?;
        }
    }
    Ok(())
}

/// Reads a name and finds it in the table, or returns it where it is not there.
#[inline(always)]
fn find<'a>(
    reader: &mut Reader<'a>,
    table: &'static [Field],
    next: usize,
) -> Result<(usize, Option<Cow<'a, str>>), JsonError> {
    if let Some(Field::required(name) | Field::optional(name) | Field::nullable(name)) =
        table.get(next)
        && reader.is_name(name)?
    {
        return Ok((next, None));
    }
    let name = reader.name()?;
    Ok(match search(reader, table, next, &name) {
        Some(index) => (index, None),
        None => (table.len(), Some(name)),
    })
}

/// Index of a member that is not the next one. Most likely some optional ones were left out, so the
/// next ones are searched first, then all; large tables by hash.
fn search(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    next: usize,
    name: &str,
) -> Option<usize> {
    const NEAR: usize = 8;
    const LARGE: usize = 24;
    let place = |part: &[Field]| part.iter().position(|field| field.name() == Some(name));
    let (before, after) = table.split_at_checked(next).unwrap_or((table, &[]));
    if table.len() <= LARGE {
        return place(after)
            .map(|index| next + index)
            .or_else(|| place(before));
    }
    let near = after.get(..NEAR).unwrap_or(after);
    place(near)
        .map(|index| next + index)
        .or_else(|| reader.memory.get_or_insert_default().index(table, name))
}

#[cold]
fn read_unknown(
    reader: &mut Reader<'_>,
    table: &'static [Field],
    slots: &mut [&mut dyn Wire],
    tag: Option<ReadTag>,
    name: Cow<'_, str>,
) -> Result<(), JsonError> {
    if reader.skip_tag(tag, &name)? {
        return Ok(());
    }
    let rest = table
        .iter()
        .zip(slots)
        .find(|(field, _)| matches!(field, Field::rest(_)));
    match rest {
        Some((_, slot)) => {
            reader.mode.rest = Some(name.clone().into_owned().into());
            slot.read(reader)
                .map_err(|error| error.in_member(name.into_owned()))
        }
        None => {
            let lost = reader.lose(DriftKind::UnknownMember, "no member of this name");
            lost.map_err(|error| error.in_member(name.into_owned()))?;
            reader.skip()
        }
    }
}

/// Writes an object from its fields.
pub fn write_object(writer: &mut Writer<'_>, table: &'static [Field], slots: &[&dyn Encode]) {
    if let Some(look) = writer.look.take() {
        return look(table, slots);
    }
    let tags = writer.tags.take();
    writer.begin_object();
    if let Some(tags) = &tags {
        tags.write_where_no(writer, |name| {
            table.iter().any(|field| field.name() == Some(name))
        });
    }
    for (field, slot) in table.iter().zip(slots) {
        if let Some(tags) = &tags
            && let Some(tag) = field.name().and_then(|name| tags.find(name))
        {
            tag.write_over(
                writer,
                *slot,
                matches!(field, Field::optional(_) | Field::nullable(_)),
            );
            continue;
        }
        match field {
            Field::required(name) => {
                writer.name(name);
                slot.write(writer);
            }
            Field::optional(name) | Field::nullable(name) => {
                if !slot.is_absent() {
                    writer.name(name);
                    slot.write(writer);
                }
            }
            Field::rest(_) => {
                writer.rest = true;
                slot.write(writer);
            }
        }
    }
    writer.end_object();
}

/// Prints an object as `Name { member: value, .. }`, from what it would write.
pub fn debug_object(name: &str, object: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.write(&mut Writer::looking(&mut |table, slots| {
        let mut shown = f.debug_struct(name);
        for (field, slot) in table.iter().zip(slots) {
            shown.field(field.name().unwrap_or(".."), slot);
        }
        result = shown.finish();
    }));
    result
}

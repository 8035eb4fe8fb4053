//! Reads a value as each variant of a union in turn and chooses the best.

use super::JsonError;
use super::shape::{Facts, Shape, claims, members};
use super::union::{Flag, Union, read_unknown, read_variant};
use crate::json::{Kind, Reader};
use crate::types::same_json;

/// Reads a variant, unless that would cut the value, by the offsets of what is left out: it is kept
/// as it is then.
pub(super) fn read_keeping(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
    is_cut: impl Fn(&[usize]) -> bool,
    unknown: usize,
) -> Result<(), JsonError> {
    let (mark, noted) = (reader.mark(), reader.noted());
    let (read, lost) = trial(reader, union, index);
    if is_cut(&lost) {
        reader.rewind(mark);
        reader.forget(noted);
        return read_unknown(reader, union, unknown);
    }
    read
}

/// Reads a variant and notes the offsets of what it leaves out.
fn trial(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    index: usize,
) -> (Result<(), JsonError>, Vec<usize>) {
    let begin = reader.memory.get_or_insert_default().begin_trial();
    let read = read_variant(reader, union, index);
    let lost = reader.memory.get_or_insert_default().end_trial(begin);
    (read, lost)
}

/// A variant that can hold a value.
struct Taker {
    index: usize,
    misses: usize,
    /// Offsets of what it leaves out, ascending.
    lost: Vec<usize>,
}

/// The variant of a value, or none where it is kept as it is. The reader stays where it is.
///
/// Variants with a constant that the value has come first. Another one is taken instead only if it
/// leaves out nothing; what only leaves out something keeps the value as it is, else it is an error
/// of the first of them. Where no constant is known,
/// no variant is taken that leaves out a member by whose constants others are known, or for whose
/// value another variant is no choice.
pub(super) fn choose(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    facts: &Facts<'_>,
    fitting: &[usize],
    flags: &[Flag],
    variants: &'static [Shape],
) -> Option<usize> {
    let is_any_of = flags.contains(&Flag::any_of);
    let (claiming, others): (Vec<_>, Vec<_>) =
        fitting.iter().partition(|index| claims(variants, **index));
    let (takers, _) = try_variants(reader, union, facts, &claiming);
    if !takers.is_empty() {
        return best(&takers, is_any_of);
    }
    let (mut takers, misfits) = try_variants(reader, union, facts, &others);
    match claiming.first() {
        Some(first) if takers.is_empty() => Some(*first),
        Some(_) => {
            takers.retain(|taker| taker.lost.is_empty());
            best(&takers, is_any_of)
        }
        None => {
            let tags = facts.tags(variants);
            let keeps = |tag| move |taker: &Taker| !taker.lost.contains(tag);
            tags.iter().for_each(|tag| takers.retain(keeps(tag)));
            if facts.kind == Kind::Object && !takers.is_empty() && !misfits.is_empty() {
                leave_to_misfits(reader, &mut takers, &misfits);
            }
            best(&takers, is_any_of)
        }
    }
}

/// A variant that cannot hold a value.
struct Misfit {
    /// Offset of what it cannot hold.
    at: usize,
    /// Offsets of what it leaves out before that.
    lost: Vec<usize>,
}

/// Drops the variants that leave out the very member whose value is none for another variant, and
/// those that know no member, where another one does and misses more.
fn leave_to_misfits(reader: &mut Reader<'_>, takers: &mut Vec<Taker>, misfits: &[Misfit]) {
    let mark = reader.mark();
    let found = members(reader);
    reader.rewind(mark);
    // What has no end has been an error of every variant.
    let offsets: Vec<usize> = found
        .into_iter()
        .flatten()
        .map(|member| member.offset)
        .collect();
    let knows_one = |lost: &[usize]| offsets.iter().any(|offset| !lost.contains(offset));
    for misfit in misfits {
        let member = offsets.iter().rfind(|offset| **offset <= misfit.at);
        takers.retain(|taker| match member {
            Some(member) => !taker.lost.contains(member),
            None => knows_one(&taker.lost) || !knows_one(&misfit.lost),
        });
    }
}

/// The variants that take a value, and those that do not; one alone where it knows all of it.
fn try_variants(
    reader: &mut Reader<'_>,
    union: &mut dyn Union,
    facts: &Facts<'_>,
    indexes: &[usize],
) -> (Vec<Taker>, Vec<Misfit>) {
    let (mark, tag, start) = (reader.mark(), reader.mode.tag, reader.offset());
    let before = reader.misses;
    let rules = std::mem::take(&mut reader.rules);
    let (mut takers, mut misfits) = (Vec::new(), Vec::new());
    for &index in indexes {
        reader.mode.tag = tag;
        reader.memory.get_or_insert_default().kept = None;
        let (read, lost) = trial(reader, union, index);
        let misses = std::mem::replace(&mut reader.misses, before) - before;
        // A union within has kept the value as unknown.
        let is_kept = reader.memory.get_or_insert_default().kept == Some(start);
        reader.rewind(mark);
        if let Err(error) = read {
            let at = error.offset();
            misfits.push(Misfit { at, lost });
            continue;
        }
        if is_kept || rounds(reader, union, facts) {
            continue;
        }
        let taker = Taker {
            index,
            misses,
            lost,
        };
        if misses == 0 {
            takers = vec![taker];
            break;
        }
        takers.push(taker);
    }
    reader.mode.tag = tag;
    reader.rules = rules;
    (takers, misfits)
}

/// Whether a number has been read into a type that does not hold all of its digits.
fn rounds(reader: &mut Reader<'_>, union: &mut dyn Union, facts: &Facts<'_>) -> bool {
    if facts.kind != Kind::Number {
        return false;
    }
    let mark = reader.mark();
    let is_same = |raw| same_json(raw, &crate::to_string(union.content()));
    let rounds = !reader.number().is_ok_and(is_same);
    reader.rewind(mark);
    rounds
}

/// Of the variants that can hold a value, the one that it is read as.
fn best(takers: &[Taker], is_any_of: bool) -> Option<usize> {
    let fewest = takers.iter().map(|taker| taker.misses).min()?;
    if is_any_of {
        // A value may be several variants at once, so none may leave out what another one keeps.
        let by_all = |offset: &usize| {
            let mut takers = takers.iter();
            takers.all(|taker| taker.lost.binary_search(offset).is_ok())
        };
        let keepers = takers.iter().filter(|taker| taker.lost.iter().all(by_all));
        return Some(keepers.min_by_key(|taker| taker.misses)?.index);
    }
    let mut best = takers.iter().filter(|taker| taker.misses == fewest);
    let first = best.next()?;
    best.all(|other| other.lost == first.lost)
        .then_some(first.index)
}

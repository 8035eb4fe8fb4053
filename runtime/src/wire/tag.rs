//! Tags of unions, which are read before the object of a variant and written into it.

use super::{DriftKind, Encode, Flag, JsonError};
use crate::json::{Reader, Writer};
use crate::types::same_json;

/// The discriminator of a union and the values that it may have in one of the variants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag {
    pub name: &'static str,
    pub flags: &'static [Flag],
    /// The first one is written where the variant has none of them.
    pub values: &'static [&'static str],
}

/// The tag for the object that comes next; two where the variant of a union is a union with another
/// discriminator.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tags([Option<Tag>; 2]);

impl Tags {
    /// Adds the tag of a union within; it replaces one of the same name, which knows less.
    pub fn add(&mut self, tag: Tag) {
        let [inner, outer] = &mut self.0;
        if let Some(known) = inner.take_if(|known| known.name != tag.name) {
            *outer = Some(known);
        }
        *inner = Some(tag);
    }

    /// The tags, if there are any, which are for no later object then.
    #[inline]
    pub fn take(&mut self) -> Option<Self> {
        self.0[0].is_some().then(|| std::mem::take(self))
    }

    pub fn find(&self, name: &str) -> Option<&Tag> {
        self.0.iter().flatten().find(|tag| tag.name == name)
    }

    /// Writes the tags for which the object has no member.
    pub fn write_where_no(&self, writer: &mut Writer<'_>, has: impl Fn(&str) -> bool) {
        for tag in self.0.iter().flatten().filter(|tag| !has(tag.name)) {
            writer.name(tag.name);
            tag.write(writer);
        }
    }
}

impl Tag {
    /// Writes the member that holds the tag, as it is if it is one of the variant's. A variant that
    /// is taken by default may hold any, and none.
    pub fn write_over(&self, writer: &mut Writer<'_>, member: &dyn Encode, is_optional: bool) {
        let is_default = self.flags.contains(&Flag::default);
        let is_absent = is_optional && member.is_absent();
        if is_absent && is_default {
            return;
        }
        writer.name(self.name);
        if !is_absent {
            let start = writer.as_bytes().len();
            member.write(writer);
            if is_default || self.has(writer.as_bytes().get(start..).unwrap_or_default()) {
                return;
            }
            writer.truncate(start);
        }
        self.write(writer);
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let value = self.values.first().copied().unwrap_or_default();
        if self.flags.contains(&Flag::json) {
            writer.raw(value);
        } else {
            writer.string(value);
        }
    }

    /// Whether this JSON is one of the values.
    fn has(&self, json: &[u8]) -> bool {
        let json = std::str::from_utf8(json).unwrap_or_default();
        let quoted = json
            .strip_prefix('"')
            .and_then(|json| json.strip_suffix('"'));
        let mut values = self.values.iter();
        values.any(|value| match quoted {
            Some(text) => text == *value || json == crate::to_string(value),
            None => same_json(json, value),
        })
    }
}

/// A discriminator that a union has read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadTag {
    pub name: &'static str,
    /// The union writes it again.
    pub is_known: bool,
}

impl Reader<'_> {
    /// Skips a member if it is the one that the union has read: a tag that the union writes again
    /// is no part of the variant, and one that it does not know is left out.
    pub(crate) fn skip_tag(&mut self, tag: Option<ReadTag>, name: &str) -> Result<bool, JsonError> {
        match tag {
            Some(tag) if tag.name == name => {
                if !tag.is_known {
                    self.lose(DriftKind::UnknownValue, "a described value")?;
                }
                self.skip().map(|()| true)
            }
            _ => Ok(false),
        }
    }
}

//! A lock as text, and back.

use super::{HEADER, Lock, MemberKind};
use crate::diagnostics::{Diagnostics, Notation, Place};

const KINDS: [(&str, MemberKind); 4] = [
    ("field", MemberKind::Field),
    ("parameter", MemberKind::Parameter),
    ("value", MemberKind::Value),
    ("variant", MemberKind::Variant),
];

impl Lock {
    /// The content of the file, sorted. Two locks with the same names have the same text.
    pub fn text(&self) -> String {
        let types = self.types.iter().map(|(pointer, chosen)| {
            let kind = if chosen.is_shared { "shared" } else { "type" };
            line(&[pointer, kind, &chosen.name, &chosen.more])
        });
        let operations = self.operations.iter();
        let operations = operations
            .map(|(pointer, chosen)| line(&[pointer, "operation", &chosen.name, &chosen.more]));
        let members = self.members.iter().map(|(member, name)| {
            let kind = KINDS.iter().find(|(_, kind)| *kind == member.kind);
            let kind = kind.map_or("", |(text, _)| text);
            line(&[&member.pointer, kind, name, &member.key])
        });
        let mut lines: Vec<String> = types.chain(operations).chain(members).collect();
        lines.sort();
        format!("{HEADER}\n{}", lines.concat())
    }

    /// Reads the text of a lock. `name` is its name in reports. If lines cannot be read, all of them
    /// are reported and nothing comes back.
    pub fn parse(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut lock = Self::default();
        let lines = text.lines().zip(1..);
        let mut lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let broken: Vec<u32> = lines
            .by_ref()
            .filter_map(|(text, number)| lock.read(text).is_none().then_some(number))
            .collect();
        if broken.is_empty() {
            return Some(lock);
        }
        let file = diagnostics.sources.add(name, text, Notation::Plain);
        for line in broken {
            let place = Place::Text {
                file,
                line,
                column: 0,
            };
            let message = "expected a pointer, a kind and a name, with tabs between them";
            let report = diagnostics.fail("lock", place, message);
            report.help("`cargo xtask codegen --relock` writes the file anew, with new names");
        }
        None
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let mut next = || columns.next().map(unescaped);
        let (pointer, kind, name, more) = (next()?, next()?, next()?, next()?);
        if columns.next().is_some() || name.is_empty() {
            return None;
        }
        match &*kind {
            "type" => self.add_type(&pointer, &name, more, false),
            "shared" => self.add_type(&pointer, &name, more, true),
            "operation" => self.add_operation(&pointer, &name, &more),
            kind => {
                let (_, kind) = KINDS.iter().find(|(text, _)| *text == kind)?;
                self.add_member(*kind, &pointer, &more, &name);
            }
        }
        Some(())
    }
}

fn line(columns: &[&str; 4]) -> String {
    columns.map(escaped).join("\t") + "\n"
}

/// Without characters that separate columns or lines.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            c if c.is_control() => escaped.push_str(&format!("\\{{{:x}}}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let code = after
            .strip_prefix('{')
            .and_then(|code| code.split_once('}'));
        let c = code.and_then(|(code, _)| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match (c, code) {
            (Some(c), Some((_, after))) => {
                plain.push(c);
                rest = after;
            }
            _ => {
                plain.push('\\');
                rest = after.strip_prefix('\\').unwrap_or(after);
            }
        }
    }
    plain + rest
}

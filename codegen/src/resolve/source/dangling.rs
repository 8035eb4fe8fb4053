//! References that lead nowhere, and what they were meant to be.

use crate::document::{Mapping, pointer};
use crate::resolve::source::Source;
use crate::resolve::source::references::References;

/// The sections of `components` that can be referred to, and a noun for each.
const SECTIONS: [(&str, &str); 5] = [
    ("schemas", "schema"),
    ("parameters", "parameter"),
    ("responses", "response"),
    ("requestBodies", "request body"),
    ("headers", "header"),
];

/// Reports the dangling reference at `at`, once.
pub fn dangling(source: &mut Source<'_, '_>, at: &str, reference: &str, instead: &str) {
    if !source.is_new("dangling-ref", at) {
        return;
    }
    let place = match at.ends_with("/$ref") {
        true => at.to_owned(),
        false => format!("{at}/$ref"),
    };
    let Some((section, noun, name)) = component(reference) else {
        let message = format!("`{reference}` leads nowhere");
        let report = source.diagnostics.warn("dangling-ref", place, message);
        let report = report.instead(instead);
        if let Some(schema) = source.references.namesake(reference) {
            report.help(format!("did you mean `{schema}`?"));
        }
        return;
    };
    let message = format!("there is no {noun} `{name}`");
    let report = source.diagnostics.warn("dangling-ref", place, message);
    let names = source.references.names(section);
    report.instead(instead).did_you_mean(&name, names);
}

impl<'d> References<'d> {
    /// The names in a section of `components`.
    fn names(&self, section: &str) -> impl Iterator<Item = &'d str> {
        let names = self.section(section).into_iter().flat_map(Mapping::keys);
        names.map(String::as_str)
    }

    /// The schema whose name stands at the end of a reference to another place.
    fn namesake(&self, reference: &str) -> Option<String> {
        let name = pointer::tokens(reference).last()?;
        let is_there = self.names("schemas").any(|known| known == name);
        is_there.then(|| format!("#{}", pointer::join("/components/schemas", &name)))
    }
}

/// Section, noun and name, if the reference is to a component.
fn component(reference: &str) -> Option<(&'static str, &'static str, String)> {
    let path = pointer::percent_decode(reference.strip_prefix("#/components/")?);
    let (section, name) = path.split_once('/')?;
    let (section, noun) = SECTIONS.iter().find(|(known, _)| *known == section)?;
    let whole = format!("/{name}");
    let mut tokens = pointer::tokens(&whole);
    let name = tokens.next()?.into_owned();
    tokens.next().is_none().then_some((section, noun, name))
}

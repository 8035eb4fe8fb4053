//! Discriminators as they are declared. Each of them must become a union or be reported.

use std::rc::Rc;

use crate::document::pointer;
use crate::openapi::{self, Schema};
use crate::resolve::source::Source;
use crate::resolve::source::place::Place;
use crate::resolve::source::targets::named_by;

/// A `discriminator`.
#[derive(Debug, Clone)]
pub struct Declared<'d> {
    pub keyword: openapi::Discriminator<'d>,
    /// The JSON pointer of the schema that has it.
    pub holder: Rc<str>,
}

impl<'d> Declared<'d> {
    pub fn at(place: &Place<'d>, schema: Schema<'d>) -> Option<Self> {
        schema.discriminator().map(|keyword| Self {
            keyword,
            holder: Rc::clone(&place.pointer),
        })
    }
}

/// Reports entries in the mapping of a discriminator that lead nowhere.
pub fn check<'d>(source: &mut Source<'d, '_>, declared: &Declared<'d>) {
    let Declared { keyword, holder } = declared;
    source.discriminators.insert(Rc::clone(holder));
    for (tag, target) in keyword.mapping() {
        if named_by(source, target).is_none() {
            let at = pointer::join(&format!("{holder}/discriminator/mapping"), tag);
            let message = format!("`{target}` leads nowhere");
            source.warn("dangling-mapping", &at, message, "the other tags");
        }
    }
}

/// Reports the discriminators that do not lead to a union.
pub fn report_useless(source: &mut Source<'_, '_>) {
    let all = std::mem::take(&mut source.discriminators);
    for holder in all.difference(&source.decided) {
        let at = format!("{holder}/discriminator");
        let report = source.diagnostics.warn(
            "useless-discriminator",
            at,
            "this discriminator has no variants",
        );
        report.instead("a type without variants").help(
            "list them in a `oneOf` beside it, or refer to the schema that they inherit from",
        );
    }
}

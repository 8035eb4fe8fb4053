//! What references among parameters, bodies, responses and headers end in.

use super::schemas::Schemas;
use crate::api::Step;
use crate::document::{Node, pointer};

/// Something of the document, its JSON pointer and what its inline schemas are named after.
pub(super) struct Target<T> {
    pub item: T,
    pub pointer: String,
    pub steps: Vec<Step>,
}

/// References to references are followed this far.
const MAX_HOPS: usize = 32;

impl<'d> Schemas<'d, '_> {
    /// Follows references from a place that is called `steps`. Nothing comes back when they lead
    /// nowhere or in a circle, which is reported; `noun` says what is missing then.
    pub fn follow<T: From<&'d Node>>(
        &mut self,
        from: &'d Node,
        at: &str,
        mut steps: Vec<Step>,
        noun: &str,
    ) -> Option<Target<T>> {
        let (mut found, mut pointer) = (from, at.to_owned());
        for _ in 0..MAX_HOPS {
            let Some(reference) = found.text("$ref") else {
                return Some(Target {
                    item: found.into(),
                    pointer,
                    steps,
                });
            };
            let target = self.references.target(reference);
            let Some((target, next)) = target.filter(|(_, node)| node.as_mapping().is_some())
            else {
                self.dangling(&pointer, reference, &format!("no {noun}"));
                return None;
            };
            if let Some(step) = shared(&target) {
                steps = vec![step];
            }
            (pointer, found) = (target, next);
        }
        let message = format!("this {noun} refers only to itself");
        self.warn("cyclic-ref", at, message, &format!("no {noun}"));
        None
    }
}

/// The step of a component, `/components/responses/NotFound`.
fn shared(pointer: &str) -> Option<Step> {
    let mut tokens = pointer::tokens(pointer);
    let is_components = tokens.next()? == "components";
    let key = tokens.nth(1)?.into_owned();
    (is_components && tokens.next().is_none()).then_some(Step::Shared(key))
}

//! Objects told apart by members that one of them requires and the other one does not declare.

use super::evidence::{Evidence, Sign};
use crate::api::Shape;

impl Shape {
    /// Values of the variant have the member that tells it from another one.
    pub(super) fn require(&mut self, sign: Sign<'_>, evidence: &Evidence<'_>) {
        let (Sign::Required(property) | Sign::Limited(property)) = sign;
        if evidence.constants.contains_key(property) {
            self.require_constants(property, evidence);
        } else if !self.required.iter().any(|name| name == property) {
            self.required.push(property.to_owned());
        }
    }
}

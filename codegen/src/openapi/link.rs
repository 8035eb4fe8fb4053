//! Links from a response to another operation. OpenAPI 3.2, section 4.20.

use super::members;
use crate::document::Node;

#[derive(Debug, Clone, Copy)]
pub struct Link<'d>(&'d Node);

impl<'d> From<&'d Node> for Link<'d> {
    fn from(node: &'d Node) -> Self {
        Self(node)
    }
}

impl<'d> Link<'d> {
    pub fn operation_id(self) -> Option<&'d str> {
        self.0.text("operationId")
    }

    /// A reference to an operation.
    pub fn operation_ref(self) -> Option<&'d str> {
        self.0.text("operationRef")
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    /// Constants or expressions by the names of parameters.
    pub fn parameters(self) -> impl Iterator<Item = (&'d str, &'d Node)> {
        members(self.0, "parameters")
    }

    /// A constant or an expression.
    pub fn request_body(self) -> Option<&'d Node> {
        self.0.get("requestBody")
    }
}

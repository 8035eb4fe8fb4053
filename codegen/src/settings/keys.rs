//! How the settings refer to operations and types.

use super::entries::Entries;
use crate::api::{Operation, TypeDef};

/// The keys of an operation in the settings: its operationId, or `GET /path`.
#[derive(Debug, Clone, Copy)]
pub struct OperationKey<'a> {
    pub operation_id: Option<&'a str>,
    /// Upper case.
    pub method: &'a str,
    /// The path template, as in the description.
    pub path: &'a str,
}

/// The keys of a type in the settings: the name of its component, or its JSON pointer
/// (`/components/schemas/Pet/properties/status`).
#[derive(Debug, Clone, Copy)]
pub struct TypeKey<'a> {
    pub component: Option<&'a str>,
    pub pointer: &'a str,
}

impl<'a> From<&'a Operation> for OperationKey<'a> {
    fn from(operation: &'a Operation) -> Self {
        Self {
            operation_id: operation.operation_id.as_deref(),
            method: &operation.method.0,
            path: &operation.path_key,
        }
    }
}

impl<'a> From<&'a TypeDef> for TypeKey<'a> {
    fn from(ty: &'a TypeDef) -> Self {
        Self {
            component: ty.component(),
            pointer: &ty.origin.pointer,
        }
    }
}

impl OperationKey<'_> {
    pub(super) fn place(self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub(super) fn look_up<T>(self, entries: &Entries<T>) -> Option<&T> {
        if entries.is_empty() {
            return None;
        }
        let by_id = self.operation_id.and_then(|id| entries.get(id));
        let by_place = entries.get(&self.place());
        by_id.or(by_place)
    }

    /// The entry of the operation itself, else of its group (`tag:Pets`), else of the longest pattern
    /// for its method and path.
    pub(super) fn pick<'s, T>(self, entries: &'s Entries<T>, group: &str) -> Option<&'s T> {
        if entries.is_empty() {
            return None;
        }
        let own = self.look_up(entries);
        own.or_else(|| entries.get(&format!("tag:{group}")))
            .or_else(|| entries.longest_fit(&self.place()))
    }
}

impl TypeKey<'_> {
    pub(super) fn look_up<'s, T>(self, entries: &'s Entries<T>, member: &str) -> Option<&'s T> {
        let by_name = self
            .component
            .and_then(|name| entries.get_member(name, member));
        by_name.or_else(|| entries.get_member(self.pointer, member))
    }
}

//! `[auth]`: security schemes and requirements that are missing from the description.

use super::entries::Entries;
use super::{OperationKey, Settings};
use crate::api::SecuritySchemeKind;

/// `[auth.<name of the scheme>]`.
#[derive(Debug, Default)]
pub(super) struct Auth {
    /// How the credential is sent. If this is missing, the description says it.
    pub(super) kind: Option<SecuritySchemeKind>,
    /// Patterns for the operations that require the scheme. Without one, all operations do.
    pub(super) operations: Entries<()>,
}

impl Settings {
    /// The security schemes, each with the kind that the settings give it. `is_declared` tells
    /// whether the description has a scheme of that name.
    pub fn auth_schemes(
        &self,
        is_declared: impl Fn(&str) -> bool,
    ) -> Vec<(&str, &SecuritySchemeKind)> {
        let mut schemes = Vec::new();
        for (name, auth) in self.auth.iter() {
            if auth.kind.is_some() || is_declared(name) {
                self.auth.get(name);
                schemes.extend(auth.kind.as_ref().map(|kind| (name, kind)));
            }
        }
        schemes
    }

    /// The schemes that the settings add to an operation. `is_open`: the operation itself says that
    /// it requires none, so that only a pattern counts.
    pub fn auth_of<'s>(
        &'s self,
        operation: OperationKey<'_>,
        is_open: bool,
    ) -> impl Iterator<Item = &'s str> {
        let place = operation.place();
        let schemes = self.auth.iter().filter(move |(_, auth)| {
            let id = operation.operation_id.unwrap_or(&place);
            match auth.operations.is_empty() {
                true => !is_open,
                false => auth.operations.fit(&[id, &place]),
            }
        });
        schemes.map(|(name, _)| name)
    }
}

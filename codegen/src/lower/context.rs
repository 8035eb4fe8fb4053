//! What is known about an API before its items are made.

use crate::api;
use crate::api::visit::Reach;
use crate::settings::Settings;

use super::cycles::Cycles;
use super::names::Names;
use super::tags::Tags;
use super::traits::TypeTraits;
use super::warnings::Warnings;

/// Everything about one API from which its items are made.
pub(super) struct Context<'a> {
    pub(super) api: &'a api::Api,
    pub(super) settings: &'a Settings,
    pub(super) names: Names,
    pub(super) reach: Reach,
    pub(super) cycles: Cycles,
    pub(super) traits: TypeTraits,
    pub(super) tags: Tags,
    pub(super) warnings: Warnings,
}

//! Lints that the generated code violates.

use crate::rust::{Api, Ident, Item, Operation};

/// Lints that the generated code violates, each with the reason.
pub(super) fn allows(api: &Api) -> Vec<(&'static str, &'static str)> {
    let items = || api.types.iter().flat_map(|file| &file.items);
    let mut allows = Vec::new();
    if items().any(|item| matches!(item, Item::Union(union) if union.variants.len() > 1)) {
        allows.push((
            "clippy::large_enum_variant",
            "variants are as large as the description says",
        ));
    }
    let many =
        |item: &Item| matches!(item, Item::Struct(struct_) if struct_.arguments().count() > 7);
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    if items().any(many) || operations.map(arguments).any(|count| count > 7) {
        let reason = "as many arguments as the description has required members";
        allows.push(("clippy::too_many_arguments", reason));
    }
    if !items().all(is_ascii) {
        let reason = "names of the description in other scripts";
        allows.push(("confusable_idents", reason));
        allows.push(("mixed_script_confusables", reason));
        allows.push(("uncommon_codepoints", reason));
    }
    allows
}

/// The arguments of the method, including `self`.
fn arguments(operation: &Operation) -> usize {
    let body = operation.body.as_ref().filter(|body| body.required);
    1 + operation.arguments.len() + usize::from(body.is_some())
}

fn is_ascii(item: &Item) -> bool {
    let ascii = |ident: &Ident| ident.as_str().is_ascii();
    ascii(item.ident())
        && match item {
            Item::Struct(struct_) => struct_.fields.iter().all(|field| ascii(&field.ident)),
            Item::Enum(enum_) => enum_.variants.iter().all(|variant| ascii(&variant.ident)),
            Item::Union(union) => union.variants.iter().all(|variant| ascii(&variant.ident)),
            Item::Alias(_) => true,
        }
}

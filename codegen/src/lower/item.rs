//! Files of `types/` and their items. Structs and aliases are here, enums and unions have files of
//! their own.

use std::collections::BTreeSet;

use crate::api::visit::resolved;
use crate::api::{Additional, Field, Kind, Object, TypeId};
use crate::rust::{self, Fixed, Item, Presence, Type, TypeFile};
use crate::settings::UnknownFields;

use super::context::Context;
use super::{docs, enumeration, union};

pub(super) fn type_files(context: &Context<'_>) -> Vec<TypeFile> {
    let files = context.names.files.iter();
    files
        .map(|(module, ids)| {
            let items: Vec<_> = ids.iter().filter_map(|id| item(context, *id)).collect();
            TypeFile {
                module: module.clone(),
                uses: uses(&items),
                features: Vec::new(),
                items,
            }
        })
        .collect()
}

fn item(context: &Context<'_>, id: TypeId) -> Option<Item> {
    let ident = context.names.ty(id)?.clone();
    let definition = &context.api.types[id];
    let pointer = definition.origin.pointer.clone();
    Some(match &definition.kind {
        Kind::Object(object) => Item::Struct(context.struct_(id, ident, object)),
        Kind::Enumeration(values) => {
            Item::Enum(enumeration::enum_(context, definition, ident, values))
        }
        Kind::Union(variants) => Item::Union(union::union(context, id, ident, variants)),
        _ => {
            let docs = docs::item(&definition.docs, &ident);
            Item::Alias(rust::Alias {
                ident,
                pointer,
                docs,
                ty: context.definition(id),
            })
        }
    })
}

/// The types of other files in the items.
fn uses(items: &[Item]) -> Vec<rust::Ident> {
    let used: BTreeSet<_> = items.iter().flat_map(Item::named).collect();
    let own: BTreeSet<_> = items.iter().map(Item::ident).collect();
    used.into_iter()
        .filter(|ident| !own.contains(ident))
        .cloned()
        .collect()
}

impl Context<'_> {
    fn struct_(&self, id: TypeId, ident: rust::Ident, object: &Object) -> rust::Struct {
        let definition = &self.api.types[id];
        let idents = self.names.fields(id);
        let fields = object.fields.iter().zip(idents);
        let fields: Vec<_> = fields
            .map(|(field, ident)| self.field(id, ident.clone(), field))
            .collect();
        let rest = idents
            .get(fields.len())
            .and_then(|ident| self.rest(id, ident.clone(), object));
        let mut struct_ = rust::Struct {
            pointer: definition.origin.pointer.clone(),
            docs: docs::item(&definition.docs, &ident),
            traits: self.traits.of(id),
            ident,
            fields,
            rest,
            sent: self.reach.requests.contains(id),
        };
        let needs_nothing = struct_.required().next().is_none();
        struct_.traits.default = needs_nothing && struct_.known().next().is_none();
        struct_.traits.hide = self.cycles.is_hidden(id);
        let mut fields = struct_.fields.iter();
        let may_be_absent = fields.any(|field| field.presence != Presence::Required);
        struct_.traits.set = struct_.sent && may_be_absent;
        struct_
    }

    fn field(&self, holder: TypeId, ident: rust::Ident, field: &Field) -> rust::Field {
        let (ty, presence) = self.member(holder, field);
        rust::Field {
            ident,
            pointer: field.pointer.clone(),
            wire_name: field.wire_name.clone(),
            docs: docs::member(&field.docs, field.read_only, field.write_only),
            ty,
            presence,
            fixed: match presence {
                Presence::Required if self.has_one_value(field) => Some(Fixed::Vacant),
                Presence::Required => self.tags.fixed(self.api, holder, field),
                Presence::Optional | Presence::Nullable => None,
            },
        }
    }

    /// The type and presence of a field.
    ///
    /// A member that only the server sends is optional where requests reach the type, and one that
    /// only requests have is optional where responses do: the same type is used in both directions.
    pub(super) fn member(&self, holder: TypeId, field: &Field) -> (Type, Presence) {
        let ty = self.held(holder, field.ty.ty);
        let other_way = field.read_only && self.reach.requests.contains(holder)
            || field.write_only && self.reach.responses.contains(holder);
        let endless = !field.ty.nullable && self.cycles.is_endless(self.api, holder, field.ty.ty);
        let any = self.is_any(field.ty);
        if field.required && !other_way && !endless {
            let nullable = field.ty.nullable && !any;
            let ty = if nullable {
                Type::Option(Box::new(ty))
            } else {
                ty
            };
            return (ty, Presence::Required);
        }
        let presence = match resolved(&self.api.types, field.ty).nullable || any {
            true => Presence::Nullable,
            false => Presence::Optional,
        };
        let three_ways = (field.ty.nullable || any) && !self.reach.only_read(holder);
        let ty = if three_ways {
            Type::Maybe(Box::new(ty))
        } else {
            Type::Option(Box::new(ty))
        };
        (ty, presence)
    }

    fn has_one_value(&self, field: &Field) -> bool {
        let target = resolved(&self.api.types, field.ty);
        match &self.api.types[target.ty].kind {
            Kind::Enumeration(values) => {
                !target.nullable && !values.open && values.values.len() == 1
            }
            _ => false,
        }
    }

    fn rest(&self, id: TypeId, ident: rust::Ident, object: &Object) -> Option<rust::Rest> {
        let ty = match object.additional {
            Additional::Forbidden => return None,
            Additional::Unspecified => match self.settings.unknown_fields {
                UnknownFields::Ignore => return None,
                UnknownFields::Keep => Type::Value,
            },
            Additional::Any => Type::Value,
            Additional::Typed(values) => {
                let ty = self.held(id, values.ty);
                let nullable = values.nullable && !self.is_any(values);
                if nullable {
                    Type::Option(Box::new(ty))
                } else {
                    ty
                }
            }
        };
        Some(rust::Rest {
            ident,
            docs: docs::line("Members that no other field names."),
            ty,
        })
    }
}

//! Files of `types/`: tables with each type and its spelling in JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::chunk::Chunk;
use super::table::{Row, Rows, Table, named, quoted};
use super::tokens::{docs, ident, literal};
use super::ty;
use crate::rust::{
    Alias, Constants, Enum, Field, Fixed, Item, Presence, Struct, Traits, Type, TypeFile, Union,
    UnionRule, UnionVariant, WireValue,
};

pub(super) fn file(file: &TypeFile, chunks: &mut Vec<Chunk>) {
    if !file.uses.is_empty() {
        let uses = file.uses.iter().map(ident);
        chunks.push(Chunk::Items(vec![quote!(use super::{#(#uses),*};)]));
    }
    for item in &file.items {
        match item {
            Item::Struct(struct_) => self::struct_(struct_, chunks),
            Item::Enum(enum_) => chunks.push(Chunk::Table(self::enum_(enum_))),
            Item::Union(union) => self::union(union, chunks),
            Item::Alias(alias) => self::alias(alias, chunks),
        }
    }
}

fn struct_(struct_: &Struct, chunks: &mut Vec<Chunk>) {
    let fields = struct_.fields.iter().map(|field| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Nullable => "nullable",
        };
        let (name, ty) = (named(&field.ident, &field.wire_name), ty::text(&field.ty));
        Row::new(&field.docs, format!("{presence} {name}: {ty},"))
    });
    let rest = struct_.rest.iter().map(|rest| {
        let ty = ty::text(&rest.ty);
        let row = format!("rest {}: runtime::Map<{ty}>,", rest.ident);
        Row::new(&rest.docs, row)
    });
    chunks.push(Chunk::Table(Table {
        name: "object",
        docs: struct_.docs.lines.clone(),
        head: format!("pub struct {}{}", struct_.ident, traits(struct_.traits)),
        rows: Rows::Braced(fields.chain(rest).collect()),
        ..Table::default()
    }));
    let arguments: Vec<_> = struct_.arguments().collect();
    if !arguments.is_empty() {
        chunks.push(Chunk::Items(vec![new(struct_, &arguments)]));
    } else if struct_.sent && struct_.known().next().is_some() {
        chunks.push(Chunk::Items(vec![default(struct_)]));
    }
}

fn new(struct_: &Struct, required: &[&Field]) -> TokenStream {
    let name = ident(&struct_.ident);
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), ty::tokens(&field.ty));
        if field.takes_into() {
            quote!(#name: impl Into<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    let values = required.iter().map(|field| {
        let name = ident(&field.ident);
        if field.takes_into() {
            quote!(#name: #name.into())
        } else {
            quote!(#name)
        }
    });
    let known: Vec<_> = known(struct_).collect();
    let all = required.len() + known.len() == struct_.fields.len() && struct_.rest.is_none();
    let others = if all {
        quote!()
    } else {
        quote!(..runtime::vacant())
    };
    let line = match (all, known.is_empty()) {
        (true, true) => " Takes all members.",
        (true, false) => " Takes all members but the tag.",
        (false, true) => " Takes the required members; the others are absent until they are set.",
        (false, false) => {
            " Takes the required members but the tag; the others are absent until they are set."
        }
    };
    quote! {
        impl #name {
            #[doc = #line]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #(#known,)* #others }
            }
        }
    }
}

/// For a struct that has a tag and no required members.
fn default(struct_: &Struct) -> TokenStream {
    let name = ident(&struct_.ident);
    let known: Vec<_> = known(struct_).collect();
    let others = if known.len() == struct_.fields.len() && struct_.rest.is_none() {
        quote!()
    } else {
        quote!(..runtime::vacant())
    };
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self { #(#known,)* #others }
            }
        }
    }
}

/// The fields with a fixed value, and their values.
fn known(struct_: &Struct) -> impl Iterator<Item = TokenStream> {
    struct_.known().filter_map(|(field, fixed)| {
        let name = ident(&field.ident);
        match fixed {
            Fixed::Vacant => None,
            Fixed::Text(text) => {
                let text = literal(text);
                Some(quote!(#name: #text.into()))
            }
            Fixed::Literal(literal) => {
                let literal: TokenStream = literal.parse().ok()?;
                Some(quote!(#name: #literal))
            }
        }
    })
}

fn traits(traits: Traits) -> String {
    let mut listed = traits.names();
    if traits.hide {
        listed.push("Hide");
        listed.sort_unstable();
    }
    match listed.as_slice() {
        [] => String::new(),
        listed => format!(": {}", listed.join(", ")),
    }
}

pub(super) fn enum_(enum_: &Enum) -> Table {
    let name = match enum_.variants.first().map(|variant| &variant.value) {
        Some(WireValue::String(_)) | None => "string_enum",
        Some(WireValue::Integer(_)) => "integer_enum",
        Some(WireValue::Json(_)) => "json_enum",
    };
    let rows = enum_.variants.iter().map(|variant| {
        let value = match &variant.value {
            WireValue::String(text) | WireValue::Json(text) => quoted(text),
            WireValue::Integer(integer) => integer.to_string(),
        };
        Row::new(&variant.docs, format!("{} {value},", variant.ident))
    });
    Table {
        name,
        docs: enum_.docs.lines.clone(),
        head: format!("pub enum {}", enum_.ident),
        rows: Rows::Braced(rows.collect()),
        tail: format!("else {}", enum_.unknown),
    }
}

fn union(union: &Union, chunks: &mut Vec<Chunk>) {
    let tag = union
        .tag
        .as_ref()
        .map_or_else(String::new, |tag| format!(" on {}", quoted(tag)));
    let any_of = if union.any_of { " any_of" } else { "" };
    let rows = union.variants.iter().map(|variant| {
        let (name, ty, rule) = (&variant.ident, ty::text(&variant.ty), rule(variant));
        Row::new(&variant.docs, format!("{name}({ty}) {rule},"))
    });
    chunks.push(Chunk::Table(Table {
        name: "union",
        docs: union.docs.lines.clone(),
        head: format!(
            "pub enum {}{}{tag}{any_of}",
            union.ident,
            traits(union.traits)
        ),
        rows: Rows::Braced(rows.collect()),
        tail: format!("else {}", union.unknown),
    }));
    if !union.traits.from {
        let variants = union.variants.iter().filter(|variant| variant.from);
        chunks.extend(variants.map(|variant| Chunk::Items(vec![from(union, variant)])));
    }
}

/// Written out where some variants have no conversion. Otherwise the table makes it.
fn from(union: &Union, variant: &UnionVariant) -> TokenStream {
    let (name, variant_) = (ident(&union.ident), ident(&variant.ident));
    let (taken, value) = match &variant.ty {
        Type::Box(inner) => (ty::tokens(inner), quote!(Box::new(value))),
        Type::Opaque(inner) => (ty::tokens(inner), quote!(runtime::Opaque::new(value))),
        ty => (ty::tokens(ty), quote!(value)),
    };
    quote! {
        impl From<#taken> for #name {
            fn from(value: #taken) -> Self {
                Self::#variant_(#value)
            }
        }
    }
}

fn rule(variant: &UnionVariant) -> String {
    match &variant.rule {
        UnionRule::Tags {
            tags,
            json,
            default,
        } => {
            let json = if *json { "json " } else { "" };
            let default = if *default { "default " } else { "" };
            format!("{json}{default}{}", alternatives(tags))
        }
        UnionRule::Shape {
            types,
            constants,
            required,
            values,
        } => {
            let constants = constants.iter().map(self::constants);
            let required = required
                .iter()
                .map(|property| format!("has {}", quoted(property)));
            let rules: Vec<_> = constants.chain(required).collect();
            let rules = if rules.is_empty() {
                String::new()
            } else {
                format!(" {{ {} }}", rules.join(", "))
            };
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(" [{}]", alternatives(values))
            };
            format!("{}{rules}{values}", types.join(" + "))
        }
    }
}

/// A member and the constants that it may be.
pub(super) fn constants((property, values): &(String, Constants)) -> String {
    match values {
        Constants::Strings(texts) => format!("{} = {}", quoted(property), alternatives(texts)),
        Constants::Json(values) => format!("{} = json {}", quoted(property), alternatives(values)),
    }
}

pub(super) fn alternatives(values: &[String]) -> String {
    let values: Vec<_> = values.iter().map(|value| quoted(value)).collect();
    values.join(" | ")
}

fn alias(alias: &Alias, chunks: &mut Vec<Chunk>) {
    let (docs, name, ty) = (
        docs(&alias.docs),
        ident(&alias.ident),
        ty::tokens(&alias.ty),
    );
    chunks.push(Chunk::Items(vec![quote!(#docs pub type #name = #ty;)]));
}

//! Files of `types/`: each item with its wire table.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::quoted;
use super::{Chunk, Table, docs, ident, ty};
use crate::rust::{
    Alias, Enum, Field, Item, Presence, Struct, Traits, Type, TypeFile, Union, UnionRule,
    UnionVariant, WireValue,
};

pub(super) fn file(file: &TypeFile, chunks: &mut Vec<Chunk>) {
    if !file.uses.is_empty() {
        let uses = file.uses.iter().map(ident);
        chunks.push(Chunk::Items(vec![quote!(use super::{#(#uses),*};)]));
    }
    for item in &file.items {
        match item {
            Item::Struct(struct_) => self::struct_(struct_, chunks),
            Item::Enum(enum_) => self::enum_(enum_, chunks),
            Item::Union(union) => self::union(union, chunks),
            Item::Alias(alias) => self::alias(alias, chunks),
        }
    }
}

fn struct_(struct_: &Struct, chunks: &mut Vec<Chunk>) {
    let docs_ = docs(&struct_.docs);
    let name = ident(&struct_.ident);
    let fields = struct_.fields.iter().map(|field| {
        let (docs, name, ty) = (
            docs(&field.docs),
            ident(&field.ident),
            ty::tokens(&field.ty),
        );
        quote!(#docs pub #name: #ty,)
    });
    let rest = struct_.rest.iter().map(|rest| {
        let (docs, name, ty) = (docs(&rest.docs), ident(&rest.ident), ty::tokens(&rest.ty));
        quote!(#docs pub #name: runtime::Map<#ty>,)
    });
    chunks.push(Chunk::Items(vec![quote! {
        #docs_
        pub struct #name { #(#fields)* #(#rest)* }
    }]));
    chunks.push(Chunk::Table(object(struct_)));
    let required: Vec<_> = struct_.arguments().collect();
    if !required.is_empty() {
        chunks.push(Chunk::Items(vec![new(struct_, &required)]));
    }
}

fn new(struct_: &Struct, required: &[&Field]) -> TokenStream {
    let name = ident(&struct_.ident);
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), ty::tokens(&field.ty));
        if takes_into(field) {
            quote!(#name: impl Into<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    let values = required.iter().map(|field| {
        let name = ident(&field.ident);
        if takes_into(field) {
            quote!(#name: #name.into())
        } else {
            quote!(#name)
        }
    });
    let all = required.len() == struct_.fields.len() && struct_.rest.is_none();
    let others = if all {
        quote!()
    } else {
        quote!(..runtime::vacant())
    };
    let line = if all {
        " Takes all members."
    } else {
        " Takes the required members; the others are absent."
    };
    quote! {
        impl #name {
            #[doc = #line]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #others }
            }
        }
    }
}

/// Text is handed over as it is at hand.
fn takes_into(field: &Field) -> bool {
    matches!(field.ty, Type::String | Type::Secret)
}

fn object(struct_: &Struct) -> Table {
    let fields = struct_.fields.iter().map(|field| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
        };
        format!("{presence} {} {},", field.ident, quoted(&field.wire_name))
    });
    let rest = struct_
        .rest
        .iter()
        .map(|rest| format!("rest {},", rest.ident));
    Table {
        name: "object",
        head: format!("{}{}", struct_.ident, traits(struct_.traits)),
        rows: Some(fields.chain(rest).collect()),
        tail: String::new(),
    }
}

fn traits(traits: Traits) -> String {
    let Traits {
        default,
        copy,
        eq,
        hash,
        ord,
    } = traits;
    let traits = [
        (copy, "Copy"),
        (default, "Default"),
        (eq, "Eq"),
        (hash, "Hash"),
        (ord, "Ord"),
    ];
    let set: Vec<_> = traits
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, name)| *name)
        .collect();
    if set.is_empty() {
        String::new()
    } else {
        format!(": {}", set.join(", "))
    }
}

fn enum_(enum_: &Enum, chunks: &mut Vec<Chunk>) {
    let docs_ = docs(&enum_.docs);
    let (name, unknown) = (ident(&enum_.ident), ident(&enum_.unknown));
    let variants = enum_.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.ident));
        quote!(#docs #name,)
    });
    let (macro_, content) = match enum_.variants.first().map(|variant| &variant.value) {
        Some(WireValue::String(_)) | None => ("string_enum", quote!(String)),
        Some(WireValue::Integer(_)) => ("integer_enum", quote!(i64)),
        Some(WireValue::Json(_)) => ("json_enum", quote!(runtime::Json)),
    };
    chunks.push(Chunk::Items(vec![quote! {
        #docs_
        pub enum #name {
            #(#variants)*
            #[doc = " A value that the description does not name."]
            #unknown(#content),
        }
    }]));
    let rows = enum_.variants.iter().map(|variant| {
        let value = match &variant.value {
            WireValue::String(text) | WireValue::Json(text) => quoted(text),
            WireValue::Integer(integer) => integer.to_string(),
        };
        format!("{} {value},", variant.ident)
    });
    chunks.push(Chunk::Table(Table {
        name: macro_,
        head: enum_.ident.to_string(),
        rows: Some(rows.collect()),
        tail: format!("else {}", enum_.unknown),
    }));
}

fn union(union: &Union, chunks: &mut Vec<Chunk>) {
    let docs_ = docs(&union.docs);
    let (name, unknown) = (ident(&union.ident), ident(&union.unknown));
    let variants = union.variants.iter().map(|variant| {
        let (docs, name, ty) = (
            docs(&variant.docs),
            ident(&variant.ident),
            ty::tokens(&variant.ty),
        );
        quote!(#docs #name(#ty),)
    });
    chunks.push(Chunk::Items(vec![quote! {
        #docs_
        pub enum #name {
            #(#variants)*
            #[doc = " A value that fits nothing the description names."]
            #unknown(runtime::Json),
        }
    }]));
    let tag = union
        .tag
        .as_ref()
        .map_or_else(String::new, |tag| format!(" on {}", quoted(tag)));
    chunks.push(Chunk::Table(Table {
        name: "union",
        head: format!("{}{}{tag}", union.ident, traits(union.traits)),
        rows: Some(union.variants.iter().map(rule).collect()),
        tail: format!("else {}", union.unknown),
    }));
    for variant in union.variants.iter().filter(|variant| variant.from) {
        chunks.push(Chunk::Items(vec![from(union, variant)]));
    }
}

fn from(union: &Union, variant: &UnionVariant) -> TokenStream {
    let (name, variant_) = (ident(&union.ident), ident(&variant.ident));
    let (taken, value) = match &variant.ty {
        Type::Box(inner) => (ty::tokens(inner), quote!(Box::new(value))),
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
    let rule = match &variant.rule {
        UnionRule::Tags {
            tags,
            written,
            default,
        } => {
            let write = if *written { "write " } else { "" };
            let default = if *default { "default " } else { "" };
            format!("{write}{default}{}", alternatives(tags))
        }
        UnionRule::Shape {
            types,
            constants,
            required,
            values,
        } => {
            let constants = constants.iter().map(|(property, values)| {
                format!("{} = {}", quoted(property), alternatives(values))
            });
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
    };
    format!("{} {rule},", variant.ident)
}

fn alternatives(values: &[String]) -> String {
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

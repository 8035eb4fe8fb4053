//! Types as tokens and, in tables, as text.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::tokens::ident;
use crate::rust::{InText, Passing, TimeLibrary, Type};

pub(super) fn tokens(ty: &Type) -> TokenStream {
    match ty {
        Type::Unit => quote!(()),
        Type::Bool | Type::F32 | Type::F64 | Type::String => of_rust(ty),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => of_rust(ty),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => of_rust(ty),
        Type::BigInteger => quote!(runtime::BigInteger),
        Type::Decimal => quote!(runtime::Decimal),
        Type::DateTime(library) => of_library(*library, "DateTime"),
        Type::Date(library) => of_library(*library, "Date"),
        Type::Time(library) => of_library(*library, "Time"),
        Type::Duration => quote!(runtime::Duration),
        Type::Uuid => quote!(runtime::Uuid),
        Type::Ipv4 => quote!(runtime::Ipv4),
        Type::Ipv6 => quote!(runtime::Ipv6),
        Type::Base64 => quote!(runtime::Base64),
        Type::Base64Url => quote!(runtime::Base64Url),
        Type::InText(InText::Always, inner) => wrapped(quote!(runtime::Spelled), inner),
        Type::InText(InText::Sometimes, inner) => wrapped(quote!(runtime::Numeric), inner),
        Type::Secret => quote!(runtime::Secret),
        Type::Bytes => quote!(runtime::Bytes),
        Type::Text => quote!(runtime::Text),
        Type::File => quote!(runtime::File),
        Type::Parts => quote!(runtime::Parts),
        Type::Value => quote!(runtime::Value),
        Type::Object => quote!(runtime::Object),
        Type::Named(name) | Type::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Event(inner) => wrapped(quote!(runtime::Event), inner),
        Type::Events(inner) => wrapped(quote!(runtime::Events), inner),
        Type::Lines(inner) => wrapped(quote!(runtime::Lines), inner),
        Type::Option(inner) => wrapped(quote!(Option), inner),
        Type::Maybe(inner) => wrapped(quote!(runtime::Maybe), inner),
        Type::Vec(inner) => wrapped(quote!(Vec), inner),
        Type::Map(inner) => wrapped(quote!(runtime::Map), inner),
        Type::Box(inner) => wrapped(quote!(Box), inner),
        Type::Opaque(inner) => wrapped(quote!(runtime::Opaque), inner),
        Type::Tuple(members) => tuple(members),
        Type::Longer(head, rest) => {
            let (head, rest) = (tokens(head), tokens(rest));
            quote!(runtime::Tuple<#head, #rest>)
        }
    }
}

/// A type of Rust's prelude, whose name for people is its name.
fn of_rust(ty: &Type) -> TokenStream {
    let name = format_ident!("{}", ty.to_string());
    quote!(#name)
}

fn tuple(members: &[Type]) -> TokenStream {
    let members = members.iter().map(tokens);
    quote!((#(#members,)*))
}

fn wrapped(wrapper: TokenStream, inner: &Type) -> TokenStream {
    let inner = tokens(inner);
    quote!(#wrapper<#inner>)
}

/// The type of an argument, as rustfmt would write it.
pub(super) fn argument(ty: &Type, passing: Passing) -> String {
    match (passing, ty) {
        (Passing::Str, _) => "&str".to_owned(),
        (Passing::Slice, Type::Vec(item)) => format!("&[{}]", text(item)),
        (Passing::Value, ty) => text(ty),
        (Passing::Into, ty) => format!("impl Into<{}>", text(ty)),
        (Passing::Text, Type::Vec(item)) => format!("impl runtime::Argument<[{}]>", text(item)),
        (Passing::Text, ty) => format!("impl runtime::Argument<{}>", text(ty)),
        (Passing::Reference | Passing::Slice, ty) => format!("&{}", text(ty)),
    }
}

/// As rustfmt would write it.
pub(super) fn text(ty: &Type) -> String {
    match ty {
        Type::Event(inner) => format!("runtime::Event<{}>", text(inner)),
        Type::Events(inner) => format!("runtime::Events<{}>", text(inner)),
        Type::Lines(inner) => format!("runtime::Lines<{}>", text(inner)),
        Type::Option(inner) => format!("Option<{}>", text(inner)),
        Type::Maybe(inner) => format!("runtime::Maybe<{}>", text(inner)),
        Type::Vec(inner) => format!("Vec<{}>", text(inner)),
        Type::Map(inner) => format!("runtime::Map<{}>", text(inner)),
        Type::Box(inner) => format!("Box<{}>", text(inner)),
        Type::Opaque(inner) => format!("runtime::Opaque<{}>", text(inner)),
        Type::Tuple(members) => {
            let comma = if members.len() == 1 { "," } else { "" };
            let members: Vec<_> = members.iter().map(text).collect();
            format!("({}{comma})", members.join(", "))
        }
        Type::Longer(head, rest) => format!("runtime::Tuple<{}, {}>", text(head), text(rest)),
        other => tokens(other).to_string().replace(' ', ""),
    }
}

/// The type of that name where `runtime` has the library.
fn of_library(library: TimeLibrary, name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    match library {
        TimeLibrary::Time => quote!(runtime::#name),
        TimeLibrary::Chrono => quote!(runtime::chrono::#name),
        TimeLibrary::Jiff => quote!(runtime::jiff::#name),
    }
}

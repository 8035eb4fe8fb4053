//! Files of `operations/`: a struct with a method for each operation of the group.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::table::quoted;
use super::{Chunk, Row, Table, body, docs, docs_of_method, ident, literal, ty};
use crate::rust::{
    Argument, ArgumentPlace, Docs, Group, Ident, Operation, Outcome, Pages, Passing, Requirement,
    Setter, StyleName, Type,
};

pub(super) fn group(group: &Group, chunks: &mut Vec<Chunk>) {
    chunks.push(super::module::module_docs(&group.docs));
    chunks.push(Chunk::Items(imports(group)));
    let (docs, name) = (docs(&group.docs), ident(&group.ident));
    chunks.push(Chunk::Items(vec![quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #name<'c> { client: &'c runtime::Client }
    }]));
    let methods = group
        .operations
        .iter()
        .map(|operation| method(group, operation));
    chunks.push(Chunk::Items(vec![quote! {
        impl<'c> #name<'c> {
            pub(in super::super) fn new(client: &'c runtime::Client) -> Self {
                Self { client }
            }
            #(#methods)*
        }
    }]));
    let mut outcomes = BTreeSet::new();
    for operation in &group.operations {
        if let Some(call) = &operation.call {
            self::call(group, operation, call, chunks);
        }
        for outcome in [&operation.success, &operation.error] {
            self::outcome(outcome, &mut outcomes, chunks);
        }
    }
    let constants = group.operations.iter().map(constant);
    chunks.push(Chunk::Table(Table {
        name: "operations",
        rows: Some(constants.collect()),
        ..Table::default()
    }));
}

fn imports(group: &Group) -> Vec<TokenStream> {
    let any = |has: fn(&Operation) -> bool| group.operations.iter().any(has);
    let names = [
        (any(|operation| operation.call.is_none()), "Call"),
        (any(has_style), "Style"),
    ];
    let used = names
        .iter()
        .filter(|(used, name)| *used && !group.qualified.contains(name));
    let names: Vec<_> = used.map(|(_, name)| format_ident!("{name}")).collect();
    let mut imports = match names.is_empty() {
        true => Vec::new(),
        false => vec![quote!(use runtime::{#(#names),*};)],
    };
    if !group.uses.is_empty() {
        let uses = group.uses.iter().map(ident);
        imports.insert(0, quote!(use super::super::types::{#(#uses),*};));
    }
    imports
}

/// A name of runtime, with its path where a type of the API has it too.
fn from_runtime(group: &Group, name: &str) -> TokenStream {
    let ident = format_ident!("{name}");
    if group.qualified.contains(&name) {
        quote!(runtime::#ident)
    } else {
        quote!(#ident)
    }
}

fn has_style(operation: &Operation) -> bool {
    operation.arguments.iter().any(|argument| {
        matches!(
            argument.place,
            ArgumentPlace::Path(..) | ArgumentPlace::Query(..)
        )
    }) || operation.body.as_ref().is_some_and(body::has_style)
}

/// What every call of the operation shares.
fn constant(operation: &Operation) -> Row {
    let strings = [
        operation.name.as_str(),
        &operation.http_method,
        &operation.path,
    ];
    let requirements = operation.security.iter().map(requirement);
    let requirements: Vec<_> = requirements.collect();
    let security =
        (!requirements.is_empty()).then(|| format!("security(&[{}])", requirements.join(", ")));
    let accept = operation
        .accept
        .iter()
        .map(|media_type| format!("accept({})", quoted(media_type)));
    let base_url = operation
        .base_url
        .iter()
        .map(|url| format!("base_url({})", quoted(url)));
    let strings = strings.iter().map(|text| quoted(text));
    let settings = security.into_iter().chain(accept).chain(base_url);
    let words: Vec<_> = std::iter::once(operation.constant.to_string())
        .chain(strings)
        .chain(settings)
        .collect();
    format!("{},", words.join(" ")).into()
}

fn requirement(requirement: &Requirement) -> String {
    let schemes = requirement.schemes.iter().map(|(scheme, scopes)| {
        let scopes: Vec<_> = scopes.iter().map(|scope| quoted(scope)).collect();
        format!("({}, &[{}])", quoted(scheme), scopes.join(", "))
    });
    format!("&[{}]", schemes.collect::<Vec<_>>().join(", "))
}

fn method(group: &Group, operation: &Operation) -> TokenStream {
    let docs = docs_of_method(&operation.docs);
    let (name, constant) = (ident(&operation.method), ident(&operation.constant));
    let body = operation.body.as_ref().filter(|body| body.required);
    let arguments = operation.arguments.iter().map(|argument| {
        let (name, ty) = (
            ident(&argument.ident),
            ty::argument(&argument.ty, argument.passing),
        );
        quote!(#name: #ty)
    });
    let body_argument = body.iter().map(|body| {
        let (name, ty) = (ident(&body.ident), ty::argument(&body.ty, body.passing));
        quote!(#name: #ty)
    });
    let arguments = arguments.chain(body_argument);
    let (result, made) = match &operation.call {
        Some(call) => {
            let call = ident(call);
            (quote!(#call), quote!(#call { request }))
        }
        None => {
            let (success, error) = (result(&operation.success), result(&operation.error));
            let call = from_runtime(group, "Call");
            (quote!(#call<#success, #error>), quote!(#call::new(request)))
        }
    };
    let settings = operation.arguments.iter().map(|argument| {
        let call = set(group, argument, &ident(&argument.ident));
        quote!(request.#call;)
    });
    let settings: Vec<_> = settings
        .chain(body.iter().map(|body| {
            let call = body::set(group, body, &ident(&body.ident));
            quote!(request.#call;)
        }))
        .collect();
    let mutable = (!settings.is_empty()).then(|| quote!(mut));
    quote! {
        #docs
        pub fn #name(&self, #(#arguments),*) -> #result {
            let #mutable request = self.client.request(&#constant);
            #(#settings)*
            #made
        }
    }
}

/// The call of the request's setter for a parameter.
fn set(group: &Group, argument: &Argument, value: &proc_macro2::Ident) -> TokenStream {
    let name = literal(&argument.wire_name);
    let value = borrowed(value, argument.passing);
    match argument.place {
        ArgumentPlace::Path(style, explode) => {
            let style = self::style(group, style);
            quote!(path(#name, #style, #explode, #value))
        }
        ArgumentPlace::Query(style, explode, reserved) => {
            let style = self::style(group, style);
            quote!(query(#name, #style, #explode, #reserved, #value))
        }
        ArgumentPlace::Header(explode) => quote!(header(#name, #explode, #value)),
        ArgumentPlace::Cookie(explode) => quote!(cookie(#name, #explode, #value)),
        ArgumentPlace::QueryJson => quote!(query_json(#name, #value)),
        ArgumentPlace::HeaderJson => quote!(header_json(#name, #value)),
        ArgumentPlace::PathJson => quote!(path_json(#name, #value)),
        ArgumentPlace::CookieJson => quote!(cookie_json(#name, #value)),
    }
}

pub(super) fn borrowed(value: &proc_macro2::Ident, passing: Passing) -> TokenStream {
    match passing {
        Passing::Value | Passing::Str | Passing::Slice => quote!(&#value),
        Passing::Reference => quote!(#value),
        Passing::Into => quote!(&#value.into()),
    }
}

pub(super) fn style(group: &Group, style: StyleName) -> TokenStream {
    let name = match style {
        StyleName::Simple => quote!(Simple),
        StyleName::Label => quote!(Label),
        StyleName::Matrix => quote!(Matrix),
        StyleName::Form => quote!(Form),
        StyleName::SpaceDelimited => quote!(SpaceDelimited),
        StyleName::PipeDelimited => quote!(PipeDelimited),
        StyleName::TabDelimited => quote!(TabDelimited),
        StyleName::DeepObject => quote!(DeepObject),
    };
    let style = from_runtime(group, "Style");
    quote!(#style::#name)
}

fn call(group: &Group, operation: &Operation, call: &Ident, chunks: &mut Vec<Chunk>) {
    let (success, error) = (
        result_text(&operation.success),
        result_text(&operation.error),
    );
    let line = format!("Call of [`{}::{}`].", group.ident, operation.method);
    chunks.push(Chunk::Table(Table {
        name: "call",
        docs: vec![line],
        head: format!("pub struct {call} -> {success}, {error}"),
        rows: Some(operation.setters.iter().map(parameter).collect()),
        ..Table::default()
    }));
    if let Some(pages) = &operation.pages {
        chunks.push(Chunk::Table(self::pages(call, pages, &success, &error)));
    }
    if let Some(stream) = &operation.stream {
        chunks.push(Chunk::Table(body::stream(call, stream, &error)));
    }
    let body = operation.body.iter().filter(|body| !body.required);
    for body in body {
        let (name, value) = (ident(call), format_ident!("value"));
        let call = body::set(group, body, &value);
        let setter = setter(&body.docs, &body.ident, &body.ty, body.passing, &call);
        chunks.push(Chunk::Items(vec![quote!(impl #name { #setter })]));
    }
}

/// A row of a call: an optional parameter.
fn parameter(setter: &Setter) -> Row {
    let argument = &setter.argument;
    let place = match argument.place {
        ArgumentPlace::Query(StyleName::Form, true, false) => "query".to_owned(),
        ArgumentPlace::Query(style, explode, reserved) => {
            format!("query({style:?}, {explode}, {reserved})")
        }
        ArgumentPlace::Path(style, explode) => format!("path({style:?}, {explode})"),
        ArgumentPlace::Header(false) => "header".to_owned(),
        ArgumentPlace::Header(true) => "header(true)".to_owned(),
        ArgumentPlace::Cookie(true) => "cookie".to_owned(),
        ArgumentPlace::Cookie(false) => "cookie(false)".to_owned(),
        ArgumentPlace::QueryJson => "query_json".to_owned(),
        ArgumentPlace::HeaderJson => "header_json".to_owned(),
        ArgumentPlace::PathJson => "path_json".to_owned(),
        ArgumentPlace::CookieJson => "cookie_json".to_owned(),
    };
    let name = super::table::named(&argument.ident, &argument.wire_name);
    let ty = ty::argument_text(&argument.ty, argument.passing);
    Row {
        deprecated: setter.docs.deprecated,
        ..Row::new(&setter.docs, format!("{place} {name}: {ty},"))
    }
}

fn setter(
    docs: &Docs,
    name: &Ident,
    ty: &Type,
    passing: Passing,
    call: &TokenStream,
) -> TokenStream {
    let (docs, name, ty) = (docs_of_method(docs), ident(name), ty::argument(ty, passing));
    quote! {
        #docs
        pub fn #name(mut self, value: #ty) -> Self {
            self.request.#call;
            self
        }
    }
}

fn pages(call: &Ident, pages: &Pages, page: &str, error: &str) -> Table {
    Table {
        name: "pages",
        head: format!("{call}: {page} => {}, {error}", ty::text(&pages.item)),
        rows: Some(vec![
            format!(
                "next |page| page.{},",
                path(&pages.next, ".as_deref()", ".as_str().into()")
            )
            .into(),
            format!(
                "items |page| page.{},",
                path(&pages.items, ".unwrap_or_default()", "")
            )
            .into(),
        ]),
        ..Table::default()
    }
}

/// Fields one after the other; what the last one gets behind it where it may be absent, or not.
fn path(fields: &[(Ident, bool)], optional: &str, always: &str) -> String {
    let takes = always.is_empty();
    let mut path = String::new();
    for (index, (field, absent)) in fields.iter().enumerate() {
        let last = index + 1 == fields.len();
        let behind = match (last, absent) {
            (true, true) => optional,
            (true, false) => always,
            // A closure that takes the page gives a vector, so `?` cannot be used in it.
            (false, true) if takes => ".unwrap_or_else(runtime::vacant)",
            (false, true) => ".as_ref()?",
            (false, false) => "",
        };
        let dot = if index == 0 { "" } else { "." };
        path.push_str(&format!("{dot}{field}{behind}"));
    }
    path
}

fn result(outcome: &Outcome) -> TokenStream {
    match outcome {
        Outcome::One(ty) => ty::tokens(ty),
        Outcome::ByStatus { ident: name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

fn result_text(outcome: &Outcome) -> String {
    match outcome {
        Outcome::One(ty) => ty::text(ty),
        Outcome::ByStatus { ident, .. } => ident.to_string(),
    }
}

/// An enum that several operations have is declared once.
fn outcome<'a>(outcome: &'a Outcome, declared: &mut BTreeSet<&'a Ident>, chunks: &mut Vec<Chunk>) {
    let Outcome::ByStatus {
        ident: name,
        docs: about,
        variants,
    } = outcome
    else {
        return;
    };
    if !declared.insert(name) {
        return;
    }
    let rows = variants.iter().map(|variant| {
        let (name, body) = (&variant.ident, ty::text(&variant.ty));
        let row = format!("{name}({body}) {},", quoted(&variant.status));
        Row::new(&variant.docs, row)
    });
    chunks.push(Chunk::Table(Table {
        name: "by_status",
        docs: about.lines.clone(),
        head: format!("pub enum {name}"),
        rows: Some(rows.collect()),
        ..Table::default()
    }));
}

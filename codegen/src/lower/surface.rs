//! The public API of what was lowered, with one line for each item, and the lints that it violates.

use crate::hidden::spelled_out;
use crate::rust::{
    Api, Argument, Enum, Group, Headers, Ident, Item, Operation, Outcome, Passing, Presence,
    Struct, SurfaceLine, Type, Union,
};

/// Sorted by path.
pub(super) fn lines(api: &Api) -> Vec<SurfaceLine> {
    let mut lines = Vec::new();
    for item in api.types.iter().flat_map(|file| &file.items) {
        self::item(item, &mut lines);
    }
    for group in &api.groups {
        for operation in &group.operations {
            self::operation(group, operation, &mut lines);
        }
    }
    if let Some(headers) = &api.headers {
        self::headers(headers, &mut lines);
    }
    lines.sort_by(|one, other| (&one.path, &one.pointer).cmp(&(&other.path, &other.pointer)));
    lines
}

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

fn line(pointer: &str, path: String, signature: impl Into<String>) -> SurfaceLine {
    SurfaceLine {
        pointer: spelled_out(pointer),
        path,
        signature: spelled_out(&signature.into()),
    }
}

fn headers(headers: &Headers, lines: &mut Vec<SurfaceLine>) {
    for method in &headers.methods {
        let path = format!("{}::{}", headers.ident, method.ident);
        let signature = format!("fn(&self) -> {}", method.ty);
        lines.push(line(&method.pointer, path, signature));
    }
}

fn item(item: &Item, lines: &mut Vec<SurfaceLine>) {
    let path = format!("types::{}", item.ident());
    match item {
        Item::Struct(struct_) => self::struct_(struct_, &path, lines),
        Item::Enum(enum_) => self::enum_(enum_, &path, lines),
        Item::Union(union) => self::union(union, &path, lines),
        Item::Alias(alias) => lines.push(line(&alias.pointer, path, format!("= {}", alias.ty))),
    }
}

fn struct_(struct_: &Struct, path: &str, lines: &mut Vec<SurfaceLine>) {
    let pointer = &struct_.pointer;
    lines.push(line(pointer, path.to_owned(), "struct"));
    for field in &struct_.fields {
        let optional = if field.presence != Presence::Required {
            ", may be absent"
        } else {
            ""
        };
        let signature = format!("{}{optional}", field.ty);
        lines.push(line(
            &field.pointer,
            format!("{path}::{}", field.ident),
            signature,
        ));
    }
    if let Some(rest) = &struct_.rest {
        lines.push(line(
            pointer,
            format!("{path}::{}", rest.ident),
            format!("Map<{}>", rest.ty),
        ));
    }
}

fn enum_(enum_: &Enum, path: &str, lines: &mut Vec<SurfaceLine>) {
    lines.push(line(&enum_.pointer, path.to_owned(), "enum"));
    for variant in &enum_.variants {
        lines.push(line(
            &enum_.pointer,
            format!("{path}::{}", variant.ident),
            variant.value.json(),
        ));
    }
}

fn union(union: &Union, path: &str, lines: &mut Vec<SurfaceLine>) {
    lines.push(line(&union.pointer, path.to_owned(), "union"));
    for variant in &union.variants {
        lines.push(line(
            &union.pointer,
            format!("{path}::{}", variant.ident),
            variant.ty.to_string(),
        ));
    }
}

fn operation(group: &Group, operation: &Operation, lines: &mut Vec<SurfaceLine>) {
    let path = format!("operations::{}::{}", group.ident, operation.method);
    let body = operation.body.as_ref();
    let mut arguments = vec!["&self".to_owned()];
    arguments.extend(operation.arguments.iter().map(argument));
    let required = body.filter(|body| body.required);
    arguments.extend(required.map(|body| passed(&body.ident, &body.ty, body.passing)));
    let signature = format!(
        "fn({}) -> Call<{}, {}>",
        arguments.join(", "),
        outcome(&operation.success),
        outcome(&operation.error),
    );
    lines.push(line(&operation.pointer, path.clone(), signature));
    for setter in &operation.setters {
        let Argument { ident, pointer, .. } = &setter.argument;
        let signature = format!("fn(self, {}) -> Self", argument(&setter.argument));
        lines.push(line(pointer, format!("{path}().{ident}"), signature));
    }
    bodies(group, operation, &path, lines);
    for stream in operation.stream.iter().chain(&operation.others) {
        let error = outcome(&operation.error);
        lines.push(line(
            &operation.pointer,
            format!("{path}().{}", stream.method),
            format!("fn(self) -> Call<{}, {error}>", stream.ty),
        ));
    }
    if let Some(pages) = &operation.pages {
        let (method, signature) = match &pages.item {
            Some(item) => ("items", format!("fn(self) -> Items<{item}>")),
            None => ("pages", "fn(self) -> Pages".to_owned()),
        };
        lines.push(line(
            &operation.pointer,
            format!("{path}().{method}"),
            signature,
        ));
    }
}

/// Bodies that are not an argument of the operation's own method.
fn bodies(group: &Group, operation: &Operation, path: &str, lines: &mut Vec<SurfaceLine>) {
    let others = operation.other_bodies.iter();
    for (method, body) in others.clone().filter(|(_, body)| body.required) {
        let path = format!("operations::{}::{method}", group.ident);
        let body_argument = passed(&body.ident, &body.ty, body.passing);
        lines.push(line(
            &body.pointer,
            path,
            format!("fn(&self, .., {body_argument}) -> Call"),
        ));
    }
    let others = others.map(|(_, body)| body);
    for body in operation
        .body
        .iter()
        .chain(others)
        .filter(|body| !body.required)
    {
        let signature = format!(
            "fn(self, {}) -> Self",
            passed(&body.ident, &body.ty, body.passing)
        );
        lines.push(line(
            &body.pointer,
            format!("{path}().{}", body.ident),
            signature,
        ));
    }
}

fn argument(argument: &Argument) -> String {
    passed(&argument.ident, &argument.ty, argument.passing)
}

fn passed(ident: &Ident, ty: &Type, passing: Passing) -> String {
    match (passing, ty) {
        (Passing::Str, _) => format!("{ident}: &str"),
        (Passing::Slice, Type::Vec(item)) => format!("{ident}: &[{item}]"),
        (Passing::Value, ty) => format!("{ident}: {ty}"),
        (Passing::Into, ty) => format!("{ident}: impl Into<{ty}>"),
        (Passing::Reference | Passing::Slice, ty) => format!("{ident}: &{ty}"),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::One(ty) => ty.to_string(),
        Outcome::ByStatus { variants, .. } => {
            let bodies = variants
                .iter()
                .map(|variant| format!("{}: {}", variant.status, variant.ty));
            bodies.collect::<Vec<_>>().join(" | ")
        }
    }
}

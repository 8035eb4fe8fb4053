//! Small descriptions, resolved, and shown with one line for each definition.

mod hostile;
mod objects;
mod operations;
mod places;
mod scalars;
mod unions;

use crate::api::{Additional, Api, Kind, Recognition, Scalar, Shape, TypeId, Use};
use crate::diagnostics::Diagnostics;
use crate::document::{Input, load, on_big_stack};
use crate::settings::Settings;

/// Resolves a whole description, and gives the kinds of its reports.
fn resolve(text: &str, settings: &str) -> (Api, Vec<&'static str>) {
    on_big_stack(|| {
        let settings = Settings::parse("settings.toml", settings, &mut Diagnostics::default());
        let mut diagnostics = Diagnostics::default();
        let document = load(&Input::new("test.yaml", text), &mut diagnostics).unwrap();
        let before = diagnostics.iter().count();
        let settings = settings.unwrap();
        let resolved = super::resolve(&document, &settings, &mut diagnostics);
        let api = crate::passes::run(resolved, &settings, &mut diagnostics);
        let kinds = diagnostics
            .iter()
            .skip(before)
            .map(|report| report.kind)
            .collect();
        (api, kinds)
    })
}

/// Resolves component schemas, given as YAML without indentation.
fn schemas(schemas: &str) -> (Api, Vec<&'static str>) {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    resolve(&format!("{head}{indented}"), "")
}

/// Shows one component. Fails when anything was reported.
fn shown(text: &str, component: &str) -> String {
    let (api, reports) = schemas(text);
    assert!(reports.is_empty(), "{reports:?}");
    show(&api, component)
}

fn show(api: &Api, component: &str) -> String {
    let pointer = format!("/components/schemas/{component}");
    let mut all = api.types.iter();
    let (id, _) = all
        .find(|(_, definition)| definition.origin.pointer == pointer)
        .unwrap();
    definition(api, id)
}

fn used(api: &Api, used: Use) -> String {
    let definition_of = &api.types[used.ty];
    let mark = if used.nullable { "?" } else { "" };
    match definition_of.origin.steps.as_slice() {
        [crate::api::Step::Component(key)] => format!("{key}{mark}"),
        _ => format!("{}{mark}", definition(api, used.ty)),
    }
}

fn definition(api: &Api, id: TypeId) -> String {
    match &api.types[id].kind {
        Kind::Any => "any".to_owned(),
        Kind::Untyped(_) => "untyped".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Scalar(Scalar::Boolean) => "boolean".to_owned(),
        Kind::Scalar(Scalar::Integer(format, _)) => format!("integer {format:?}"),
        Kind::Scalar(Scalar::Number(format)) => format!("number {format:?}"),
        Kind::Scalar(Scalar::String(format)) => format!("string {format:?}"),
        Kind::Scalar(Scalar::NumberOrText(_)) => "number or text".to_owned(),
        Kind::Enumeration(enumeration) => {
            let values: Vec<_> = enumeration
                .values
                .iter()
                .map(|value| value.value.to_string())
                .collect();
            let open = if enumeration.open { " | .." } else { "" };
            format!("enum({}{open})", values.join(" | "))
        }
        Kind::Array { items, .. } => format!("[{}]", used(api, *items)),
        Kind::Tuple {
            members,
            required,
            rest,
        } => {
            let members = members.iter().enumerate().map(|(index, member)| {
                let mark = if index < *required { "" } else { "?" };
                used(api, *member) + mark
            });
            let mut parts: Vec<_> = members.collect();
            parts.extend(rest.map(|rest| format!("..{}", used(api, rest))));
            format!("({})", parts.join(", "))
        }
        Kind::Object(object) => {
            let mut parts: Vec<_> = object
                .fields
                .iter()
                .map(|field| {
                    let mark = if field.required { "" } else { "?" };
                    format!("{}{mark}: {}", field.wire_name, used(api, field.ty))
                })
                .collect();
            match object.additional {
                Additional::Typed(values) => parts.push(format!("..{}", used(api, values))),
                Additional::Any => parts.push("..".to_owned()),
                Additional::Unspecified | Additional::Forbidden => {}
            }
            format!("{{{}}}", parts.join(", "))
        }
        Kind::Map(values) => format!("map {}", used(api, *values)),
        Kind::Union(union) => {
            let variants: Vec<_> = union
                .variants
                .iter()
                .enumerate()
                .map(|(index, variant)| {
                    let told = match &union.recognition {
                        None => String::new(),
                        Some(Recognition::Discriminator(discriminator)) => {
                            let tags = discriminator.tags.iter();
                            let tags = tags.filter(|(_, variant)| **variant == index);
                            let tags: Vec<_> = tags.map(|(tag, _)| tag.as_str()).collect();
                            tags.join("|")
                        }
                        Some(Recognition::Shapes(shapes)) => shape(shapes.get(index).unwrap()),
                    };
                    format!("{} {} <{told}>", variant.name, used(api, variant.ty))
                })
                .collect();
            let on = match &union.recognition {
                Some(Recognition::Discriminator(discriminator)) => {
                    format!(" on {}", discriminator.property)
                }
                Some(Recognition::Shapes(_)) | None => String::new(),
            };
            format!("union{on}({})", variants.join(", "))
        }
        Kind::Alias(target) => format!("= {}", used(api, *target)),
    }
}

fn shape(shape: &Shape) -> String {
    let types = [
        (shape.object, "object"),
        (shape.array, "array"),
        (shape.string, "string"),
        (shape.number, "number"),
        (shape.integer, "integer"),
        (shape.boolean, "boolean"),
        (shape.null, "null"),
    ];
    let mut parts: Vec<_> = types
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, name)| (*name).to_owned())
        .collect();
    parts.extend(
        shape
            .constants
            .iter()
            .map(|(name, all)| format!("{name}={}", all.join("|"))),
    );
    parts.extend(shape.required.iter().map(|name| format!("has {name}")));
    parts.join(" ")
}

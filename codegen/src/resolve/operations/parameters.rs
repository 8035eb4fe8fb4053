//! Parameters: inherited from path items, overridden by operations, and matched with the path
//! template.

use indexmap::IndexMap;

use crate::api::{Docs, Location, Parameter, Step, Style, Use, Values, WireFormat};
use crate::document::{Node, is_token, pointer};
use crate::openapi::TypeSet;
use crate::openapi::{self, Content, Schema};
use crate::resolve::definitions::Definitions;
use crate::resolve::definitions::docs;
use crate::resolve::definitions::objects;
use crate::resolve::flat;
use crate::resolve::operations::bodies::{self, Unsupported};
use crate::resolve::operations::encodings;
use crate::resolve::operations::media_types;
use crate::resolve::source::Source;
use crate::resolve::source::place::Place;
use crate::resolve::source::targets;
use crate::resolve::source::targets::Target;

/// A list of parameters and its place.
#[derive(Debug, Clone)]
pub struct Listed<'d> {
    pub pointer: String,
    pub parameters: &'d [Node],
    /// What their inline schemas are named after.
    pub owner: Step,
}

/// The parameters of an operation. Those of the path come first, in the order of its template.
pub fn all<'d>(
    definitions: &mut Definitions<'d, '_>,
    lists: [Listed<'d>; 2],
    path: &str,
    at: &str,
    owner: &Step,
) -> Result<Vec<Parameter>, Unsupported> {
    let mut all = IndexMap::new();
    for list in lists {
        all.extend(listed(definitions, &list)?);
    }
    let mut ordered: Vec<Parameter> = Vec::with_capacity(all.len());
    for name in template_names(path) {
        let declared = all.shift_remove(&(Location::Path, name.to_owned()));
        if declared.is_none() && ordered.iter().any(|known| known.wire_name == name) {
            continue;
        }
        let parameter =
            declared.unwrap_or_else(|| undeclared_parameter(definitions, name, at, owner));
        ordered.push(parameter);
    }
    for parameter in all.into_values() {
        if parameter.location == Location::Path {
            let message = format!("`{{{}}}` does not occur in the path", parameter.wire_name);
            let place = &parameter.pointer;
            definitions
                .source
                .warn("surplus-path-parameter", place, message, "no parameter");
        } else {
            ordered.push(parameter);
        }
    }
    Ok(ordered)
}

/// The parameters of the lists by place and name. Those of the operation override those of the path
/// item.
fn listed<'d>(
    definitions: &mut Definitions<'d, '_>,
    list: &Listed<'d>,
) -> Result<IndexMap<(Location, String), Parameter>, Unsupported> {
    let mut all = IndexMap::new();
    for (index, parameter) in list.parameters.iter().enumerate() {
        let place = format!("{}/{index}", list.pointer);
        let steps = vec![list.owner.clone()];
        let target = targets::follow(
            &mut definitions.source,
            parameter,
            &place,
            steps,
            "parameter",
        );
        let Some(target) = target else {
            continue;
        };
        if let Some(parameter) = one(definitions, target)? {
            let key = (parameter.location, parameter.wire_name.clone());
            if all.contains_key(&key) {
                let message = format!("`{}` is given twice", parameter.wire_name);
                definitions
                    .source
                    .warn("duplicate-parameter", &place, message, "the last one");
            }
            all.insert(key, parameter);
        }
    }
    Ok(all)
}

fn one<'d>(
    definitions: &mut Definitions<'d, '_>,
    target: Target<openapi::Parameter<'d>>,
) -> Result<Option<Parameter>, Unsupported> {
    let Target {
        item,
        pointer,
        mut steps,
    } = target;
    let (name, location) = (item.name(), location(item));
    if let Some(kind) = headed(location).filter(|_| !is_token(name)) {
        let reason = format!("it requires {name:?}, which cannot be the name of a {kind}");
        return Err(Unsupported { pointer, reason });
    }
    let is_ignored = location == Location::Header && is_reserved(name);
    let Some(values) = values(&mut definitions.source, item, &pointer)?.filter(|_| !is_ignored)
    else {
        return Ok(None);
    };
    if !matches!(steps.as_slice(), [Step::Shared(_)]) {
        steps.push(Step::Parameter(name.to_owned()));
    }
    let mut docs = own_docs(item);
    let ty = match schema(item) {
        Some((keyword, child)) => {
            let place = Place::new(format!("{pointer}/{keyword}"), steps, child);
            let mut all = objects::annotations(&mut definitions.source, &place).docs;
            docs::override_with(&mut all, docs);
            docs = all;
            definitions.use_of(&place)
        }
        None => definitions.any(),
    };
    Ok(Some(Parameter {
        wire_name: name.to_owned(),
        location,
        required: item.is_required() || location == Location::Path,
        ty,
        values,
        docs,
        pointer,
    }))
}

/// How the values are spelled. Nothing when they cannot be sent and are not required.
fn values<'d>(
    source: &mut Source<'d, '_>,
    parameter: openapi::Parameter<'d>,
    pointer: &str,
) -> Result<Option<Values>, Unsupported> {
    if parameter.schema().is_some() {
        return Ok(Some(spelling(parameter)));
    }
    let content = parameter.content();
    let media_type = media_type(&content);
    let whole = location(parameter) == Location::QueryString;
    match media_types::format(media_type) {
        WireFormat::UrlEncoded if whole => {
            let encodings = content.first().map(|(media_type, media)| {
                let at = format!("{pointer}/content/{}", pointer::escape(media_type));
                encodings::encodings(source, *media, &at)
            });
            Ok(Some(Values::Form(encodings.unwrap_or_default())))
        }
        format @ (WireFormat::Json | WireFormat::Text) => Ok(Some(Values::Content(format))),
        _ if parameter.is_required() => {
            let reason = format!(
                "its parameter `{}` has the media type {media_type}, which is not supported",
                parameter.name()
            );
            Err(Unsupported {
                pointer: pointer.to_owned(),
                reason,
            })
        }
        _ => {
            let message = format!("parameters of the media type {media_type} are not supported");
            source.warn("unsupported-parameter", pointer, message, "no parameter");
            Ok(None)
        }
    }
}

fn undeclared_parameter(
    definitions: &mut Definitions<'_, '_>,
    name: &str,
    at: &str,
    owner: &Step,
) -> Parameter {
    let message = format!("`{{{name}}}` of the path is not declared");
    definitions.source.warn_each(
        "undeclared-path-parameter",
        at,
        message,
        "a string parameter",
    );
    let steps = vec![owner.clone(), Step::Parameter(name.to_owned())];
    let ty = text(definitions, &format!("{at}/parameters/{name}"), steps);
    Parameter {
        wire_name: name.to_owned(),
        location: Location::Path,
        required: true,
        ty,
        values: Values::Styled {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        docs: Docs::default(),
        pointer: at.to_owned(),
    }
}

/// A string that is not described by a schema of the document.
pub fn text(definitions: &mut Definitions<'_, '_>, pointer: &str, steps: Vec<Step>) -> Use {
    definitions.synthesize(flat::FlatSchema {
        pointer: pointer.into(),
        steps: steps.into(),
        types: Some(TypeSet::STRING),
        ..flat::FlatSchema::default()
    })
}

/// The kind of a parameter whose name is part of the head of a request.
fn headed(location: Location) -> Option<&'static str> {
    match location {
        Location::Header => Some("header"),
        Location::Cookie => Some("cookie"),
        Location::Path | Location::Query | Location::QueryString => None,
    }
}

/// The schema of a parameter, and its place below the parameter.
fn schema(parameter: openapi::Parameter<'_>) -> Option<(String, Schema<'_>)> {
    match parameter.schema() {
        Some(schema) => Some(("schema".to_owned(), schema)),
        None => bodies::first_schema(&parameter.content()),
    }
}

/// The only media type in the `content` of a parameter.
fn media_type<'d>(content: &Content<'d>) -> &'d str {
    content
        .first()
        .map_or("application/json", |(media_type, _)| media_type)
}

fn own_docs(parameter: openapi::Parameter<'_>) -> Docs {
    Docs {
        description: docs::text(parameter.description()),
        deprecated: parameter.is_deprecated(),
        example: docs::value(parameter.example()),
        ..Docs::default()
    }
}

/// The names in braces, in order.
fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Header parameters of these names are ignored. OpenAPI 3.0.4, section 4.7.12.2.
fn is_reserved(header: &str) -> bool {
    ["accept", "content-type", "authorization"]
        .iter()
        .any(|name| header.eq_ignore_ascii_case(name))
}

fn location(parameter: openapi::Parameter<'_>) -> Location {
    match parameter.location() {
        "querystring" => Location::QueryString,
        "header" => Location::Header,
        "path" => Location::Path,
        "cookie" => Location::Cookie,
        _ => Location::Query,
    }
}

fn spelling(parameter: openapi::Parameter<'_>) -> Values {
    let lists = lists(parameter.collection_formats());
    if !lists.is_empty() {
        return Values::Lists(lists);
    }
    let style = match location(parameter) {
        Location::QueryString => return Values::Form(Vec::new()),
        Location::Query => parameter.style().map_or(Style::Form, query_style),
        Location::Header => Style::Simple,
        Location::Path => path_style(parameter.style()),
        Location::Cookie if parameter.style() == Some("cookie") => Style::Cookie,
        Location::Cookie => Style::Form,
    };
    let is_exploded = matches!(style, Style::Form | Style::DeepObject | Style::Cookie);
    Values::Styled {
        style,
        explode: parameter.explode().unwrap_or(is_exploded),
        allow_reserved: parameter.allows_reserved() && location(parameter) == Location::Query,
    }
}

/// The formats of a list and of the lists in it, in Swagger 2.0.
pub fn lists<'d>(formats: impl Iterator<Item = &'d str>) -> Vec<Style> {
    let style = |format| match format {
        "multi" => Style::Form,
        "ssv" => Style::SpaceDelimited,
        "pipes" => Style::PipeDelimited,
        "tsv" => Style::TabDelimited,
        _ => Style::Simple,
    };
    formats.map(style).collect()
}

pub fn query_style(style: &str) -> Style {
    match style {
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        _ => Style::Form,
    }
}

fn path_style(style: Option<&str>) -> Style {
    match style {
        Some("matrix") => Style::Matrix,
        Some("label") => Style::Label,
        _ => Style::Simple,
    }
}

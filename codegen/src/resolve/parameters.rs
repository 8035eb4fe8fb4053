//! Parameters: inherited from path items, overridden by operations, matched with the template.

use indexmap::{IndexMap, IndexSet};
use openapiv3::{ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

use super::bodies::{self, Unsupported};
use super::place::{Child, Place};
use super::schemas::Schemas;
use crate::api::{Docs, Location, Parameter, Step, Style, Use, Values, WireFormat};
use crate::document::pointer;

/// A list of parameters and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Listed<'d> {
    pub pointer: String,
    pub parameters: &'d [ReferenceOr<openapiv3::Parameter>],
    /// What inline ones are named after.
    pub owner: Step,
}

/// References to references are followed this far.
const MAX_HOPS: usize = 32;

impl<'d> Schemas<'d, '_> {
    /// The parameters of an operation, those of the path first and in the template's order.
    pub fn parameters(
        &mut self,
        lists: [Listed<'d>; 2],
        path: &str,
        at: &str,
        owner: &Step,
    ) -> Result<Vec<Parameter>, Unsupported> {
        let mut all: IndexMap<(Location, String), Parameter> = IndexMap::new();
        for list in lists {
            let mut seen = IndexSet::new();
            for (index, parameter) in list.parameters.iter().enumerate() {
                let place = format!("{}/{index}", list.pointer);
                if let Some(parameter) = self.parameter(parameter, place.clone(), &list.owner)? {
                    let key = (parameter.location, parameter.wire_name.clone());
                    if !seen.insert(key.clone()) {
                        let message = format!("`{}` is given twice", parameter.wire_name);
                        self.warn("duplicate-parameter", &place, message, "the last one");
                    }
                    all.insert(key, parameter);
                }
            }
        }
        let mut ordered = Vec::with_capacity(all.len());
        for name in template_names(path) {
            let key = (Location::Path, name.to_owned());
            ordered.push(match all.shift_remove(&key) {
                Some(parameter) => parameter,
                None if ordered
                    .iter()
                    .any(|known: &Parameter| known.wire_name == name) =>
                {
                    continue;
                }
                None => self.undeclared_parameter(name, at, owner),
            });
        }
        for parameter in all.into_values() {
            if parameter.location == Location::Path {
                let message = format!("`{{{}}}` does not occur in the path", parameter.wire_name);
                self.warn(
                    "surplus-path-parameter",
                    &parameter.pointer,
                    message,
                    "no parameter",
                );
            } else {
                ordered.push(parameter);
            }
        }
        Ok(ordered)
    }

    fn parameter(
        &mut self,
        parameter: &'d ReferenceOr<openapiv3::Parameter>,
        at: String,
        owner: &Step,
    ) -> Result<Option<Parameter>, Unsupported> {
        let (mut found, mut pointer, mut owner) = (parameter, at.clone(), owner.clone());
        for _ in 0..MAX_HOPS {
            match found {
                ReferenceOr::Item(parameter) => {
                    return self.resolved_parameter(parameter, pointer, owner);
                }
                ReferenceOr::Reference { reference } => {
                    let Some((target, next)) = self.references.parameter(reference) else {
                        let message = format!("`{reference}` leads nowhere");
                        self.warn("dangling-ref", &at, message, "no parameter");
                        return Ok(None);
                    };
                    let key = target.rsplit('/').next().unwrap_or_default().to_owned();
                    if target.starts_with("/components/") {
                        owner = Step::Shared(key);
                    }
                    (pointer, found) = (target, next);
                }
            }
        }
        self.warn(
            "cyclic-ref",
            &at,
            "this parameter refers only to itself",
            "no parameter",
        );
        Ok(None)
    }

    fn resolved_parameter(
        &mut self,
        parameter: &'d openapiv3::Parameter,
        pointer: String,
        owner: Step,
    ) -> Result<Option<Parameter>, Unsupported> {
        let data = parameter.parameter_data_ref();
        let location = location(parameter);
        if location == Location::Header && is_reserved(&data.name) {
            return Ok(None);
        }
        let (place, values) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (
                Some(("schema".to_owned(), Child::from(schema))),
                spelling(parameter),
            ),
            ParameterSchemaOrContent::Content(content) => {
                let first = content.first();
                let media_type = first.map_or("application/json", |(media_type, _)| media_type);
                let format = bodies::format(media_type);
                if !matches!(format, WireFormat::Json | WireFormat::Text) {
                    if !data.required {
                        let message = format!("parameters of {media_type} cannot be sent yet");
                        self.warn("unsupported-parameter", &pointer, message, "no parameter");
                        return Ok(None);
                    }
                    let reason = format!("its parameter `{}` is {media_type}", data.name);
                    return Err(Unsupported { pointer, reason });
                }
                let schema = first.and_then(|(_, media)| media.schema.as_ref());
                let keyword = format!("content/{}/schema", pointer::escape(media_type));
                (
                    schema.map(|schema| (keyword, Child::from(schema))),
                    Values::Content(format),
                )
            }
        };
        let named = match owner {
            Step::Shared(_) => vec![owner],
            owner => vec![owner, Step::Parameter(data.name.clone())],
        };
        let mut docs = own_docs(data);
        let ty = match place {
            Some((keyword, child)) => {
                let place = Place::new(format!("{pointer}/{keyword}"), named, child);
                let mut all = self.annotations(&place).docs;
                super::docs::override_with(&mut all, docs);
                docs = all;
                self.use_of(&place)
            }
            None => self.any(),
        };
        Ok(Some(Parameter {
            wire_name: data.name.clone(),
            location,
            required: data.required || location == Location::Path,
            ty,
            values,
            docs,
            pointer,
        }))
    }

    fn undeclared_parameter(&mut self, name: &str, at: &str, owner: &Step) -> Parameter {
        let message = format!("`{{{name}}}` of the path is not declared");
        self.warn_each(
            "undeclared-path-parameter",
            at,
            message,
            "a string parameter",
        );
        let steps = vec![owner.clone(), Step::Parameter(name.to_owned())];
        let ty = self.text(&format!("{at}/parameters/{name}"), steps);
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

    /// A string that no schema of the document describes.
    fn text(&mut self, pointer: &str, steps: Vec<Step>) -> Use {
        self.synthesize(super::merged::Merged {
            pointer: pointer.into(),
            steps: steps.into(),
            types: Some(super::types::TypeSet::STRING),
            ..super::merged::Merged::default()
        })
    }
}

fn own_docs(data: &ParameterData) -> Docs {
    Docs {
        description: super::docs::text(data.description.as_deref()),
        deprecated: data.deprecated.unwrap_or_default(),
        example: data.example.as_ref().map(ToString::to_string),
        ..Docs::default()
    }
}

/// Names in braces, in order.
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

fn location(parameter: &openapiv3::Parameter) -> Location {
    match parameter {
        openapiv3::Parameter::Query { parameter_data, .. } => {
            match parameter_data.extensions.get("x-oas-querystring") {
                Some(Value::Bool(true)) => Location::QueryString,
                _ => Location::Query,
            }
        }
        openapiv3::Parameter::Header { .. } => Location::Header,
        openapiv3::Parameter::Path { .. } => Location::Path,
        openapiv3::Parameter::Cookie { .. } => Location::Cookie,
    }
}

fn spelling(parameter: &openapiv3::Parameter) -> Values {
    let explode = parameter.parameter_data_ref().explode;
    let tabs = parameter
        .parameter_data_ref()
        .extensions
        .get("x-oas-collection-format");
    let (style, allow_reserved) = match parameter {
        openapiv3::Parameter::Query {
            style,
            allow_reserved,
            ..
        } => (query_style(style), *allow_reserved),
        openapiv3::Parameter::Header { .. } => (Style::Simple, false),
        openapiv3::Parameter::Path { style, .. } => (path_style(style), false),
        openapiv3::Parameter::Cookie { .. } => (Style::Form, false),
    };
    let style = if tabs.is_some() {
        Style::TabDelimited
    } else {
        style
    };
    let explode = explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    Values::Styled {
        style,
        explode,
        allow_reserved,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}

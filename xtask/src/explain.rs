//! `cargo xtask explain`: why an item has its name and its type.

use codegen::Stages;
use codegen::api::{
    Api, IntegerFormat, Kind, Numeric, Operation, Recognition, Scalar, Step, StringFormat, TypeDef,
    TypeId, label, visit,
};
use codegen::diagnostics::{Diagnostics, Origins, nearest};
use codegen::rust::SurfaceLine;

use crate::failure::{Failure, Result};
use crate::generate::{Selection, Spec};

/// What is to be explained.
#[derive(Debug)]
pub struct Options {
    /// A JSON pointer, or a path of Rust such as `types::Pet::name`.
    pub what: String,
    /// Where it is looked for.
    pub selection: Selection,
}

/// The reasons, item by item.
///
/// # Errors
/// Unreadable descriptions (2), and nothing of this name (1), with what is near.
pub fn explain(options: &Options) -> Result<String> {
    let specs = options.selection.read()?;
    let (mut text, mut near) = (String::new(), Vec::new());
    for spec in &specs {
        let mut diagnostics = Diagnostics::default();
        let stages = codegen::stages(&spec.input(true), &spec.settings, &mut diagnostics);
        let Some(stages) = stages else {
            return Err(Failure::error(diagnostics.render(None)));
        };
        let view = View {
            spec,
            stages: &stages,
            diagnostics: &diagnostics,
        };
        let found: Vec<_> = stages
            .rust
            .surface
            .iter()
            .filter(|line| view.is_meant(line, &options.what))
            .collect();
        text.extend(found.iter().map(|line| view.item(line)));
        near.extend(view.near(&options.what));
    }
    if !text.is_empty() {
        return Ok(text);
    }
    let best = nearest(&options.what, near.iter().map(String::as_str));
    let help = best.map(|best| format!("; did you mean `{best}`?"));
    Err(Failure::answer(format!(
        "nothing is called `{}`{}",
        options.what,
        help.unwrap_or_else(
            || ": give a JSON pointer or a path such as `types::Pet::name`".to_owned()
        )
    )))
}

struct View<'a> {
    spec: &'a Spec,
    stages: &'a Stages,
    diagnostics: &'a Diagnostics,
}

impl View<'_> {
    /// By its path, by the end of its path, or by the pointer of any schema that it stands for.
    fn is_meant(&self, line: &SurfaceLine, what: &str) -> bool {
        let what = what.trim_start_matches('#');
        if what.starts_with('/') {
            return line.pointer == what
                || self.places(&line.pointer).iter().any(|one| one == what);
        }
        let end = line.path.strip_suffix(what);
        end.is_some_and(|before| before.is_empty() || before.ends_with("::"))
    }

    fn near(&self, what: &str) -> Vec<String> {
        let lines = self.stages.rust.surface.iter();
        let name = |line: &SurfaceLine| match what.starts_with('/') {
            true => line.pointer.clone(),
            false if what.contains("::") => line.path.clone(),
            false => line.path.rsplit("::").next().unwrap_or_default().to_owned(),
        };
        lines.map(name).collect()
    }

    /// All schemas that became one type.
    fn places(&self, pointer: &str) -> Vec<String> {
        let id = self.type_at(pointer);
        let places = id.map(|id| self.stages.api.places(id)).unwrap_or_default();
        places.into_iter().map(str::to_owned).collect()
    }

    fn type_at(&self, pointer: &str) -> Option<TypeId> {
        let mut types = self.stages.api.types.iter();
        types
            .find(|(_, ty)| ty.origin.pointer == pointer)
            .map(|(id, _)| id)
    }

    fn item(&self, line: &SurfaceLine) -> String {
        let mut text = format!("{}: {}\n", line.path, line.signature);
        let origin = self.stages.document.tree.nearest(&line.pointer);
        let position = self.diagnostics.sources.locate(origin);
        let file = self.diagnostics.sources.get(origin.file);
        if let (Some(at), Some(file)) = (position, file) {
            text.push_str(&format!(
                "  from {} at {}:{}:{}\n",
                line.pointer, file.name, at.line, at.column
            ));
        }
        let mut operations = self.stages.api.operations.iter();
        let operation = operations.find(|one| one.pointer == line.pointer);
        let reasons = match (operation, self.type_at(&line.pointer)) {
            (Some(operation), _) => self.operation(operation),
            (None, Some(id)) => self.ty(id),
            (None, None) => self.member(&line.pointer),
        };
        text.extend(reasons.into_iter().map(|reason| format!("  {reason}\n")));
        text
    }

    fn operation(&self, operation: &Operation) -> Vec<String> {
        let renamed = self.spec.settings.operation_name(operation.into());
        let by = match (renamed, &operation.operation_id) {
            (Some(name), _) => format!("the settings call it `{name}`: [rename.operations]"),
            (None, Some(id)) => format!("named after its operationId `{id}`"),
            (None, None) => {
                "it has no operationId: named after its summary, or its method and path".to_owned()
            }
        };
        let group = format!(
            "in the group `{}`: the tag, the first part of the path, or what [groups] says; words of the group are left out of the method",
            operation.group
        );
        vec![by, group, format!("pages: {}", pages(operation))]
    }

    fn ty(&self, id: TypeId) -> Vec<String> {
        let ty = &self.stages.api.types[id];
        let mut reasons = vec![self.name(ty), kind(&self.stages.api, &ty.kind)];
        let places = self.stages.api.places(id);
        if places.len() > 1 {
            reasons.push(format!(
                "{} schemas are equal and share it: {}",
                places.len(),
                places.join(", ")
            ));
        }
        let reach = visit::Reach::of(&self.stages.api);
        reasons.push(
            match (reach.requests.contains(id), reach.responses.contains(id)) {
                (true, true) => "sent and received: absent and null are told apart".to_owned(),
                (true, false) => "only sent".to_owned(),
                (false, true) => "only received: absent and null are read alike".to_owned(),
                (false, false) => "no operation uses it".to_owned(),
            },
        );
        reasons
    }

    fn name(&self, ty: &TypeDef) -> String {
        if let Some(name) = self.spec.settings.type_name(ty.into()) {
            return format!("the settings call it `{name}`: [rename.types]");
        }
        match ty.origin.steps.as_slice() {
            [Step::Component(name)] => format!("named after its component `{name}`"),
            steps => format!("an inline schema, named after its place `{}`", label(steps)),
        }
    }

    /// A field or parameter.
    fn member(&self, pointer: &str) -> Vec<String> {
        let api = &self.stages.api;
        let types = api.types.iter();
        let mut objects = types.filter_map(|(_, ty)| match &ty.kind {
            Kind::Object(object) => object.fields.iter().find(|field| field.pointer == pointer),
            _ => None,
        });
        if let Some(field) = objects.next() {
            let presence = match (field.required, field.ty.nullable) {
                (true, false) => "required, and never null",
                (true, true) => "required, and may be null",
                (false, false) => "may be absent: it is not in `required`",
                (false, true) => "may be absent, and may be null",
            };
            let name = format!("the member `{}`", field.wire_name);
            return vec![
                name,
                presence.to_owned(),
                kind(api, &api.types[field.ty.ty].kind),
            ];
        }
        let mut parameters = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        match parameters.find(|parameter| parameter.pointer == pointer) {
            Some(one) => {
                let name = format!("the parameter `{}` ({:?})", one.wire_name, one.location);
                let required = if one.required {
                    "required: an argument"
                } else {
                    "not required: a setter of the call"
                };
                vec![
                    name,
                    required.to_owned(),
                    kind(api, &api.types[one.ty.ty].kind),
                ]
            }
            None => Vec::new(),
        }
    }
}

fn pages(operation: &Operation) -> String {
    match operation.pagination() {
        Some(pages) => format!("next by {}; {}", pages.next, pages.evidence),
        None => "none; `cargo xtask pages` tells what is missing".to_owned(),
    }
}

/// Why a definition has its kind of type.
fn kind(api: &Api, kind: &Kind) -> String {
    match kind {
        Kind::Any => "any JSON: the schema says nothing of its values".to_owned(),
        Kind::Untyped(reason) => format!("any JSON: {reason}"),
        Kind::Null => "only null".to_owned(),
        Kind::Scalar(scalar) => self::scalar(*scalar),
        Kind::Enumeration(values) => format!(
            "{} fixed values: an enum that keeps unknown ones",
            values.values.len()
        ),
        Kind::Array { .. } => "a list: `Vec`".to_owned(),
        Kind::Tuple { .. } => "a list of fixed items: `prefixItems`".to_owned(),
        Kind::Object(object) => format!(
            "an object with {} declared members: a struct",
            object.fields.len()
        ),
        Kind::Map(_) => "an object without declared members: a map".to_owned(),
        Kind::Union(union) => {
            let by = match &union.recognition {
                Some(Recognition::Discriminator(by)) => format!("by the member `{}`", by.property),
                Some(Recognition::Shapes(_)) => "by their shapes".to_owned(),
                None => "by trial".to_owned(),
            };
            format!(
                "a union of {} variants, told apart {by}",
                union.variants.len()
            )
        }
        Kind::Alias(target) => format!(
            "another name for `{}`",
            label(&api.types[target.ty].origin.steps)
        ),
    }
}

fn scalar(scalar: Scalar) -> String {
    match scalar {
        Scalar::Boolean => "a boolean".to_owned(),
        Scalar::Integer(IntegerFormat::Unspecified, bounds) => {
            match (bounds.minimum, bounds.maximum) {
                (None, None) => "an integer without a format: 64 bits".to_owned(),
                _ => "an integer without a format: 64 bits, or as its bounds say".to_owned(),
            }
        }
        Scalar::Integer(format, _) => format!("an integer of the format {format:?}"),
        Scalar::Number(format) => format!("a number, format {format:?}"),
        Scalar::String(StringFormat::Plain) => {
            "a string without a format that has a type, or whose values differ from it".to_owned()
        }
        Scalar::String(format) => format!("a string of the format {format:?}"),
        Scalar::NumberOrText(Numeric::Integer(..)) => {
            "an integer that may be written as a string".to_owned()
        }
        Scalar::NumberOrText(Numeric::Number(_)) => {
            "a number that may be written as a string".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(what: &str) -> Result<String> {
        explain(&Options {
            what: what.to_owned(),
            selection: Selection {
                api: Some("smartcar-management".to_owned()),
                spec: None,
                workspace: crate::workspace(),
            },
        })
    }

    #[test]
    fn a_path_and_a_pointer_lead_to_the_same_reasons() {
        let by_path = explained("types::VehicleMode").unwrap();
        assert!(
            by_path.contains("the settings call it `VehicleMode`: [rename.types]"),
            "{by_path}"
        );
        assert!(
            by_path.contains("at specs/smartcar-management.yaml:"),
            "{by_path}"
        );
        let by_pointer = explained("/paths/~1subscriptions/get/parameters/3/schema").unwrap();
        assert!(by_pointer.starts_with(&by_path), "{by_pointer}");
        let field = explained("VehicleSummary::year").unwrap();
        assert!(
            field.contains("an integer without a format: 64 bits"),
            "{field}"
        );
    }

    #[test]
    fn what_is_near_is_named() {
        let failure = explained("types::VehicleSumary").unwrap_err();
        assert_eq!(failure.code, 1);
        assert!(
            failure
                .message
                .contains("did you mean `types::VehicleSummary`?"),
            "{failure}"
        );
    }
}

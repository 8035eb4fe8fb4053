//! The inputs of a request that may choose a page: parameters of the query and members of a JSON
//! body.

use crate::api::{Docs, Location, Operation, Place, Types, Use, Values, WireFormat};

use super::names::plain;
use super::page::{Shape, fields, shape};

/// One input of a request.
pub(super) struct Input<'t> {
    pub(super) place: Place,
    /// Its name. In a body, with the names of the objects that contain it.
    pub(super) name: String,
    pub(super) ty: Use,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) docs: &'t Docs,
}

impl Input<'_> {
    /// Its description in the document, in lower case and without backquotes.
    pub(super) fn about(&self) -> String {
        let about = self.docs.description.as_deref().unwrap_or_default();
        about.to_ascii_lowercase().replace('`', "")
    }

    /// Whether it is deprecated, or needs another parameter.
    pub(super) fn is_poor(&self) -> bool {
        let about = self.about();
        let words = ["deprecated", "requires ordering", "requires sorting"];
        self.docs.deprecated || words.iter().any(|words| about.contains(words))
    }

    pub(super) fn shown(&self) -> String {
        match &self.place {
            Place::Query(name) => format!("parameter `{name}`"),
            Place::Body(path) => format!("member `{}` of the body", path.join(".")),
        }
    }
}

/// All inputs, those of the query first.
pub(super) fn inputs<'t>(types: &'t Types, operation: &'t Operation) -> Vec<Input<'t>> {
    let mut inputs = Vec::new();
    for parameter in &operation.parameters {
        let is_plain = matches!(parameter.values, Values::Styled { .. });
        if parameter.location != Location::Query || !is_plain {
            continue;
        }
        let (name, docs) = (&parameter.wire_name, &parameter.docs);
        let place = Place::Query(name.clone());
        inputs.push(input(types, place, plain(name), parameter.ty, docs));
        if let Some(last) = inputs.last_mut() {
            last.required = parameter.required;
        }
    }
    let content = operation
        .body
        .as_ref()
        .and_then(|body| body.content.first());
    let content = content.filter(|content| content.format == WireFormat::Json);
    let Some(body) = content.and_then(|content| content.ty) else {
        return inputs;
    };
    for field in fields(types, body.ty) {
        let place = Place::Body(vec![field.wire_name.clone()]);
        let name = plain(&field.wire_name);
        inputs.push(input(types, place, name.clone(), field.ty, &field.docs));
        for inner in fields(types, field.ty.ty) {
            let path = vec![field.wire_name.clone(), inner.wire_name.clone()];
            let holder = match name.as_str() {
                "page" | "cursor" => &*name,
                _ => "",
            };
            let name = format!("{holder}{}", plain(&inner.wire_name));
            inputs.push(input(types, Place::Body(path), name, inner.ty, &inner.docs));
        }
    }
    inputs
}

fn input<'t>(types: &Types, place: Place, name: String, ty: Use, docs: &'t Docs) -> Input<'t> {
    Input {
        place,
        name,
        ty,
        shape: shape(types, ty),
        required: false,
        docs,
    }
}

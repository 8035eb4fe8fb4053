//! Types: objects, enumerations, unions and components under a label, all others where they are
//! used.

use std::iter::once;

use crate::api::{
    Additional, Api, EnumValue, Enumeration, Field, Kind, Numeric, Object, Recognition, Scalar,
    Shape, Step, TypeId, Union, Use,
};

/// The types of an API, and how those of inline schemas are shown.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub api: &'a Api,
    /// In the place of their use. Otherwise objects, enumerations and unions have a label.
    pub inline: bool,
}

impl View<'_> {
    /// Whether a type is shown on its own.
    pub(super) fn has_label(self, id: TypeId) -> bool {
        let ty = &self.api.types[id];
        let is_item = matches!(
            ty.kind,
            Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_)
        );
        ty.component().is_some() || is_item && !self.inline
    }
}

/// The label of a type, its places and its definition.
pub(super) fn definition(view: View<'_>, id: TypeId) -> String {
    let ty = &view.api.types[id];
    let lines = match &ty.kind {
        Kind::Object(object) => self::object(view, object),
        Kind::Union(union) => self::union(view, union),
        kind => vec![self::kind(view, kind)],
    };
    let places = view.api.places(id).join(", ");
    let head = format!("{}  {places}\n", label(&ty.origin.steps));
    lines
        .iter()
        .fold(head, |text, line| text + "  " + line + "\n")
}

/// The type of a use, with `?` where it may be null.
pub(super) fn used(view: View<'_>, used: Use) -> String {
    let ty = &view.api.types[used.ty];
    let text = match view.has_label(used.ty) {
        true => label(&ty.origin.steps),
        false => kind(view, &ty.kind),
    };
    text + if used.nullable { "?" } else { "" }
}

/// A definition on one line.
pub(super) fn kind(view: View<'_>, kind: &Kind) -> String {
    match kind {
        Kind::Any => "any".to_owned(),
        Kind::Untyped(reason) => format!("any, since {reason}"),
        Kind::Null => "null".to_owned(),
        Kind::Scalar(scalar) => self::scalar(*scalar),
        Kind::Enumeration(enumeration) => self::enumeration(enumeration),
        Kind::Array { items, unique } => {
            let unique = if *unique { "unique " } else { "" };
            format!("[{unique}{}]", used(view, *items))
        }
        Kind::Tuple {
            members,
            required,
            rest,
        } => {
            let members = members.iter().enumerate().map(|(index, member)| {
                let mark = if index < *required { "" } else { " or nothing" };
                used(view, *member) + mark
            });
            let rest = rest.map(|rest| format!("..{}", used(view, rest)));
            let parts: Vec<_> = members.chain(rest).collect();
            format!("({})", parts.join(", "))
        }
        Kind::Object(object) => format!("{{{}}}", self::object(view, object).join(", ")),
        Kind::Map(values) => format!("{{..{}}}", used(view, *values)),
        Kind::Union(union) => format!("union({})", self::union(view, union).join("; ")),
        Kind::Alias(target) => format!("= {}", used(view, *target)),
    }
}

fn scalar(scalar: Scalar) -> String {
    match scalar {
        Scalar::Boolean => "boolean".to_owned(),
        Scalar::Integer(format, bounds) => {
            let bound = |bound: Option<i128>| bound.map_or_else(String::new, |at| at.to_string());
            let (least, most) = (bound(bounds.minimum), bound(bounds.maximum));
            let range = match (least.as_str(), most.as_str()) {
                ("", "") => String::new(),
                _ => format!(" {least}..={most}"),
            };
            format!("integer {format:?}{range}")
        }
        Scalar::Number(format) => format!("number {format:?}"),
        Scalar::String(format) => format!("string {format:?}"),
        Scalar::NumberOrText(Numeric::Integer(format, bounds)) => {
            format!("{} or text", self::scalar(Scalar::Integer(format, bounds)))
        }
        Scalar::NumberOrText(Numeric::Number(format)) => format!("number {format:?} or text"),
    }
}

fn enumeration(enumeration: &Enumeration) -> String {
    let values = enumeration.values.iter().map(EnumValue::json);
    let open = enumeration.open.then(|| "..".to_owned());
    let values: Vec<_> = values.chain(open).collect();
    values.join(" | ")
}

fn object(view: View<'_>, object: &Object) -> Vec<String> {
    let fields = object.fields.iter().map(|one| field(view, one));
    let additional = match object.additional {
        Additional::Unspecified => None,
        Additional::Forbidden => Some("nothing else".to_owned()),
        Additional::Any => Some("..any".to_owned()),
        Additional::Typed(values) => Some(format!("..{}", used(view, values))),
    };
    let divided = object.divided.then(|| "for responses only".to_owned());
    fields.chain(additional).chain(divided).collect()
}

fn field(view: View<'_>, field: &Field) -> String {
    let mark = if field.required { "" } else { "?" };
    let direction = match (field.read_only, field.write_only) {
        (true, false) => "  read-only",
        (false, true) => "  write-only",
        (false, false) | (true, true) => "",
    };
    let ty = used(view, field.ty);
    format!("{}{mark}: {ty}{direction}", field.wire_name)
}

fn union(view: View<'_>, union: &Union) -> Vec<String> {
    let by = match &union.recognition {
        Some(Recognition::Discriminator(discriminator)) => format!("by {}", discriminator.property),
        Some(Recognition::Shapes(_)) => "by shape".to_owned(),
        None => "not told apart".to_owned(),
    };
    let variants = union.variants.iter().enumerate().map(|(index, variant)| {
        let ty = used(view, variant.ty);
        let told = match &union.recognition {
            Some(Recognition::Discriminator(discriminator)) => {
                let tags = discriminator.tags.iter();
                let tags = tags.filter(|(_, of)| **of == index);
                let tags: Vec<_> = tags.map(|(tag, _)| tag.as_str()).collect();
                let default = discriminator.default == Some(index);
                tags.join(" | ") + if default { " and others" } else { "" }
            }
            Some(Recognition::Shapes(shapes)) => shapes.get(index).map_or_else(String::new, shape),
            None => String::new(),
        };
        format!("{}: {ty}  if {told}", variant.name)
    });
    once(by).chain(variants).collect()
}

fn shape(shape: &Shape) -> String {
    let types = [
        (shape.null, "null"),
        (shape.boolean, "boolean"),
        (shape.integer, "integer"),
        (shape.number, "number"),
        (shape.string, "string"),
        (shape.array, "array"),
        (shape.object, "object"),
    ];
    let types = types.iter().filter(|(is_set, _)| *is_set);
    let types = types.map(|(_, name)| (*name).to_owned());
    let types: Vec<_> = types.collect();
    let constants = shape.constants.iter();
    let constants = constants.map(|(name, all)| format!("{name} = {}", all.join(" | ")));
    let required = shape.required.iter().map(|name| format!("has {name}"));
    let values = shape.values.iter().map(|value| format!("is {value:?}"));
    let parts = once(types.join(" | "))
        .chain(constants)
        .chain(required)
        .chain(values);
    parts.collect::<Vec<_>>().join(", ")
}

/// `Pet.owner.address`, `list_pets.200[]`.
pub fn label(steps: &[Step]) -> String {
    let mut label = String::new();
    for step in steps {
        let (before, word) = match step {
            Step::Component(name)
            | Step::Operation(name)
            | Step::Shared(name)
            | Step::Message(name)
            | Step::Property(name)
            | Step::Parameter(name)
            | Step::Header(name)
            | Step::Response(name) => (".", name.clone()),
            Step::Variant(name) => ("|", name.clone()),
            Step::Item => ("", "[]".to_owned()),
            Step::Value => ("", "{}".to_owned()),
            Step::Member(index) => (".", index.to_string()),
            Step::Part(index) => ("&", index.to_string()),
            Step::RequestBody => (".", "request".to_owned()),
            Step::Payload => (".", "payload".to_owned()),
        };
        if !label.is_empty() {
            label.push_str(before);
        }
        label.push_str(&word);
    }
    label
}

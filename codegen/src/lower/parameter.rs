//! Parameters as arguments of methods and as setters of calls.

use crate::api::visit::resolved;
use crate::api::{self, Kind, Location, Style, Use, Values, WireFormat};
use crate::lock::MemberKind;
use crate::rust::{Argument, ArgumentPlace, Ident, InText, Passing, Role, Scope, StyleName, Type};

use super::context::Context;

/// Methods of all calls and of pages, the setter of the body, and names that look like operators.
const CALL_METHODS: &[&str] = &[
    "accept",
    "add",
    "anonymous",
    "bitand",
    "bitor",
    "bitxor",
    "blocking",
    "body",
    "body_bytes",
    "body_json",
    "chunks",
    "clone",
    "decode",
    "div",
    "events",
    "fmt",
    "from",
    "header",
    "into_future",
    "items",
    "lines",
    "mul",
    "new",
    "pages",
    "query",
    "raw",
    "rem",
    "response",
    "retry",
    "send",
    "shl",
    "stream",
    "shr",
    "sub",
    "timeout",
];

/// The parameters in their order. The names of the required ones do not depend on the others.
pub(super) fn arguments(context: &Context<'_>, operation: &api::Operation) -> Vec<Argument> {
    let parameters = &operation.parameters;
    let mut scope = Scope::default();
    let mut idents: Vec<Option<Ident>> = vec![None; parameters.len()];
    for required in [true, false] {
        if !required {
            CALL_METHODS.iter().for_each(|method| scope.reserve(method));
        }
        let wanted = parameters
            .iter()
            .enumerate()
            .filter(|(_, one)| one.required == required);
        let (indexes, candidates): (Vec<_>, Vec<_>) = wanted
            .map(|(index, parameter)| (index, candidates(context, operation, parameter)))
            .unzip();
        for (index, ident) in indexes
            .into_iter()
            .zip(scope.claim_all(Role::Method, candidates))
        {
            if let Some(slot) = idents.get_mut(index) {
                *slot = Some(ident);
            }
        }
    }
    let named = parameters.iter().zip(idents);
    named
        .filter_map(|(parameter, ident)| Some(argument(context, parameter, ident?)))
        .collect()
}

fn candidates(
    context: &Context<'_>,
    operation: &api::Operation,
    parameter: &api::Parameter,
) -> impl Iterator<Item = String> {
    let wire_name = &parameter.wire_name;
    let renamed = context
        .settings
        .parameter_name(operation.into(), &operation.name, wire_name);
    let key = parameter_key(parameter);
    let lock = &context.settings.lock;
    let locked = lock.member(MemberKind::Parameter, &operation.pointer, &key);
    let name = renamed.or(locked).unwrap_or(wire_name);
    let location = location(parameter);
    let place = if location == name {
        "parameter"
    } else {
        location
    };
    [name.to_owned(), format!("{name} {place}")].into_iter()
}

/// The key of a parameter in the lock.
pub(super) fn parameter_key(parameter: &api::Parameter) -> String {
    format!("{} {}", location(parameter), parameter.wire_name)
}

/// Where a parameter stands, in one word.
fn location(parameter: &api::Parameter) -> &'static str {
    match parameter.location {
        Location::Path => "path",
        Location::Query | Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn argument(context: &Context<'_>, parameter: &api::Parameter, ident: Ident) -> Argument {
    let ty = Use {
        nullable: false,
        ..parameter.ty
    };
    let is_text = context.is_text(ty);
    let (ty, passing) = context.passed(ty);
    let passing = if is_text { Passing::Text } else { passing };
    Argument {
        ident,
        pointer: parameter.pointer.clone(),
        ty,
        passing,
        wire_name: parameter.wire_name.clone(),
        place: place(parameter),
    }
}

impl Context<'_> {
    /// An enum of texts, or a list of texts or of such enums.
    fn is_text(&self, use_: Use) -> bool {
        let target = resolved(&self.api.types, use_);
        match &self.api.types[target.ty].kind {
            Kind::Array { items, .. } if !target.nullable && !items.nullable => {
                self.ty(*items) == Type::String || self.is_text_enum(*items)
            }
            _ => !target.nullable && self.is_text_enum(use_),
        }
    }

    fn is_text_enum(&self, use_: Use) -> bool {
        let target = resolved(&self.api.types, use_);
        match &self.api.types[target.ty].kind {
            Kind::Enumeration(enumeration) => {
                let mut values = enumeration.values.iter();
                !target.nullable && values.all(|value| value.value.is_string())
            }
            _ => false,
        }
    }

    /// How a value is passed. Aliases of plain types do not show in arguments.
    pub(super) fn passed(&self, use_: Use) -> (Type, Passing) {
        let target = resolved(&self.api.types, use_);
        let named = matches!(
            self.api.types[target.ty].kind,
            Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_)
        );
        let shown = if named || target.nullable {
            use_
        } else {
            target
        };
        let ty = match (named, self.names.ty(shown.ty)) {
            (false, Some(_)) => self.definition(shown.ty),
            _ => self.ty(shown),
        };
        // A value that is only sent need not be read from text.
        let ty = match ty {
            Type::InText(InText::Sometimes, number) => *number,
            ty => ty,
        };
        let passing = match &ty {
            Type::String => Passing::Str,
            Type::Vec(_) => Passing::Slice,
            Type::Named(_) if matches!(self.api.types[target.ty].kind, Kind::Enumeration(_)) => {
                Passing::Value
            }
            ty if is_small(ty) => Passing::Value,
            _ => Passing::Reference,
        };
        (ty, passing)
    }
}

fn is_small(ty: &Type) -> bool {
    match ty {
        Type::Unit
        | Type::Bool
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::F32
        | Type::F64
        | Type::DateTime(_)
        | Type::Date(_)
        | Type::Time(_)
        | Type::Duration
        | Type::Uuid
        | Type::Ipv4
        | Type::Ipv6
        | Type::InText(..) => true,
        Type::String
        | Type::BigInteger
        | Type::Decimal
        | Type::Base64
        | Type::Base64Url
        | Type::Secret
        | Type::Bytes
        | Type::Text
        | Type::File
        | Type::Parts
        | Type::Event(_)
        | Type::Events(_)
        | Type::Lines(_)
        | Type::Value
        | Type::Object
        | Type::Named(_)
        | Type::Local(_)
        | Type::Option(_)
        | Type::Maybe(_)
        | Type::Vec(_)
        | Type::Map(_)
        | Type::Box(_)
        | Type::Opaque(_)
        | Type::Tuple(_)
        | Type::Longer(..) => false,
    }
}

fn place(parameter: &api::Parameter) -> ArgumentPlace {
    let (style, explode, reserved) = match &parameter.values {
        Values::Styled {
            style,
            explode,
            allow_reserved,
        } => (*style, *explode, *allow_reserved),
        Values::Lists(styles) => return lists_place(parameter.location, styles),
        Values::Form(encodings) => {
            let encodings = encodings.iter().map(super::form::encoding);
            return ArgumentPlace::QueryStringForm(encodings.collect());
        }
        Values::Content(WireFormat::Json) => return json_place(parameter.location),
        Values::Content(_) if parameter.location == Location::QueryString => {
            return ArgumentPlace::QueryStringText;
        }
        Values::Content(_) => (default_style(parameter.location), true, false),
    };
    match parameter.location {
        Location::Path => ArgumentPlace::Path(style_name(style), explode),
        Location::Query => ArgumentPlace::Query(style_name(style), explode, reserved),
        Location::QueryString => ArgumentPlace::QueryStringForm(Vec::new()),
        Location::Header => ArgumentPlace::Header(explode),
        Location::Cookie if style == Style::Cookie => ArgumentPlace::CookiePlain(explode),
        Location::Cookie => ArgumentPlace::Cookie(explode),
    }
}

fn lists_place(location: Location, styles: &[Style]) -> ArgumentPlace {
    let styles = styles.iter().copied().map(style_name).collect();
    match location {
        Location::Path => ArgumentPlace::PathLists(styles),
        Location::Header => ArgumentPlace::HeaderLists(styles),
        // Swagger 2.0 has no cookies.
        Location::Query | Location::QueryString | Location::Cookie => {
            ArgumentPlace::QueryLists(styles)
        }
    }
}

fn json_place(location: Location) -> ArgumentPlace {
    match location {
        Location::Path => ArgumentPlace::PathJson,
        Location::Query => ArgumentPlace::QueryJson,
        Location::QueryString => ArgumentPlace::QueryStringJson,
        Location::Header => ArgumentPlace::HeaderJson,
        Location::Cookie => ArgumentPlace::CookieJson,
    }
}

fn default_style(location: Location) -> Style {
    match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::QueryString | Location::Cookie => Style::Form,
    }
}

pub(super) fn style_name(style: Style) -> StyleName {
    match style {
        Style::Simple => StyleName::Simple,
        Style::Label => StyleName::Label,
        Style::Matrix => StyleName::Matrix,
        // The place of a cookie says that it is not encoded.
        Style::Form | Style::Cookie => StyleName::Form,
        Style::SpaceDelimited => StyleName::SpaceDelimited,
        Style::PipeDelimited => StyleName::PipeDelimited,
        Style::TabDelimited => StyleName::TabDelimited,
        Style::DeepObject => StyleName::DeepObject,
    }
}

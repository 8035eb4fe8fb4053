//! Short values for the arguments of examples.

use super::Operations;
use crate::rust::{Ident, Item, Passing, Role, Scope, Type, Value};

impl Operations<'_> {
    /// A value that can be written shortly: a text is its own name.
    pub(super) fn value(&self, name: &str, ty: &Type) -> Option<Value> {
        let literal = match ty {
            Type::String => format!(
                "\"{}\"",
                name.trim_start_matches("r#").trim_end_matches('_')
            ),
            Type::Bool => "true".to_owned(),
            Type::F32 | Type::F64 => "1.0".to_owned(),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => "1".to_owned(),
            Type::U8 | Type::U16 | Type::U32 | Type::U64 => "1".to_owned(),
            Type::Named(ident) => {
                let Item::Enum(enum_) = self.items.get(ident)? else {
                    return None;
                };
                let variant = enum_.variants.first()?;
                return Some(Value::Variant(ident.clone(), variant.ident.clone()));
            }
            _ => return None,
        };
        Some(Value::Literal(literal))
    }
}

/// The function of the example takes the value.
pub(super) fn given(ident: &Ident, ty: &Type, passing: Passing, names: &mut Scope) -> Value {
    // A parameter of a function need not be as general.
    let passing = match (passing, ty) {
        (Passing::Text, Type::Vec(_)) => Passing::Slice,
        (Passing::Text, _) => Passing::Value,
        (passing, _) => passing,
    };
    let candidates = [ident.to_string(), format!("{ident} argument")];
    let name = names.claim(Role::Method, candidates);
    Value::Given(name, ty.clone(), passing)
}

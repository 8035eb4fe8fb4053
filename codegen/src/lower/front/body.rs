//! Bodies in examples: an object with what it requires, and with two of its other members.

use super::{Operations, value};
use crate::rust::{
    Body, BodyFormat, Field, Ident, Item, Made, Passing, Presence, Role, Scope, Struct, Type, Value,
};

/// So many members that may be absent are set.
const SET: usize = 2;
/// Objects that require more than this are not made, nor those that are nested deeper.
const REQUIRED: usize = 5;
const DEPTH: usize = 3;

impl Operations<'_> {
    /// The body as the example makes it, or the parameter of the example in its place.
    pub(super) fn body(&self, body: &Body, names: &mut Scope) -> Value {
        let is_object = body.format != BodyFormat::Lines && body.passing == Passing::Reference;
        let made = match &body.ty {
            Type::Named(ty) if is_object => self.made(&body.ident, ty, &mut names.clone(), DEPTH),
            _ => None,
        };
        let made = made.map(|made| {
            Value::New(Made {
                by_reference: true,
                ..made
            })
        });
        made.unwrap_or_else(|| value::given(&body.ident, &body.ty, body.passing, names))
    }

    fn made(&self, name: &Ident, ty: &Ident, names: &mut Scope, depth: usize) -> Option<Made> {
        let Item::Struct(struct_) = self.items.get(ty)? else {
            return None;
        };
        let required: Vec<_> = struct_.arguments().collect();
        if depth == 0 || required.len() > REQUIRED {
            return None;
        }
        let is_nested = depth < DEPTH;
        let required = required.into_iter();
        let required: Option<Vec<_>> = required
            .map(|field| self.member(field, names, depth - 1))
            .collect();
        let (required, setters) = (required?, self.setters(struct_));
        let is_default = struct_.traits.default && (is_nested || !setters.is_empty());
        let candidates = [name.to_string(), format!("{name} value")];
        (!required.is_empty() || is_default).then(|| Made {
            name: names.claim(Role::Method, candidates),
            ty: ty.clone(),
            by_reference: false,
            required,
            setters: if is_nested { Vec::new() } else { setters },
        })
    }

    fn member(&self, field: &Field, names: &mut Scope, depth: usize) -> Option<Value> {
        let short = self.value(field.ident.as_str(), &field.ty);
        short.or_else(|| match &field.ty {
            Type::Named(ty) => self.made(&field.ident, ty, names, depth).map(Value::New),
            _ => None,
        })
    }

    fn setters(&self, struct_: &Struct) -> Vec<(Ident, Value)> {
        let may_be_absent = |field: &&Field| field.presence != Presence::Required;
        let optional = struct_.fields.iter().filter(|_| struct_.traits.set);
        let optional = optional.filter(may_be_absent).filter_map(|field| {
            let (Type::Option(ty) | Type::Maybe(ty)) = &field.ty else {
                return None;
            };
            let value = self.value(field.ident.as_str(), ty)?;
            Some((field.ident.clone(), value))
        });
        optional.take(SET).collect()
    }
}

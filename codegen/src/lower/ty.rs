//! Uses of types as Rust types.

use crate::api::visit::resolved;
use crate::api::{
    Bounds, IntegerFormat, Kind, NumberFormat, Numeric, Scalar, StringFormat, TypeId, Use,
};
use crate::rust::{InText, TimeLibrary, Type};
use crate::settings::{DateTimeLibrary, Numbers};

use super::context::Context;

/// Arrays that nest deeper become any JSON. They have no names, so no opaque box can stand between
/// them (see [`depth`](super::depth)).
const DEEPEST: usize = 16;

/// How many aliases of a type are followed, because the recursion of rustc is limited, too.
const MOST_NAMES: usize = 48;

/// The longest tuple that the runtime reads.
const LONGEST_TUPLE: usize = 12;

impl Context<'_> {
    /// The type of a body, a parameter or an item: `Option` where null is a value.
    pub(super) fn ty(&self, use_: Use) -> Type {
        self.nullable(use_, 0)
    }

    /// The type of what `holder` contains, boxed where necessary, without regard to null.
    pub(super) fn held(&self, holder: TypeId, held: TypeId) -> Type {
        self.held_at(holder, held, 0)
    }

    /// Any JSON, including null.
    pub(super) fn is_any(&self, use_: Use) -> bool {
        let target = resolved(&self.api.types, use_).ty;
        matches!(
            self.api.types[target].kind,
            Kind::Any | Kind::Untyped(_) | Kind::Null
        )
    }

    /// The type of a definition that has no item of its own.
    pub(super) fn definition(&self, id: TypeId) -> Type {
        self.spelled_out(id, 0)
    }

    /// The same type without aliases and outer boxes. Equal for types that are equal for rustc.
    pub(super) fn bare(&self, ty: &Type) -> Type {
        match ty {
            Type::Box(inner) | Type::Opaque(inner) => self.bare(inner),
            ty => self.unaliased(ty, 0),
        }
    }

    fn unaliased(&self, ty: &Type, depth: usize) -> Type {
        let inner = |ty: &Type| Box::new(self.unaliased(ty, depth + 1));
        match ty {
            _ if depth > MOST_NAMES => ty.clone(),
            Type::Named(ident) => match self.names.alias(ident) {
                Some(id) => self.unaliased(&self.definition(id), depth + 1),
                None => ty.clone(),
            },
            Type::Option(ty) => Type::Option(inner(ty)),
            Type::Maybe(ty) => Type::Maybe(inner(ty)),
            Type::Vec(ty) => Type::Vec(inner(ty)),
            Type::Map(ty) => Type::Map(inner(ty)),
            Type::Box(ty) => Type::Box(inner(ty)),
            Type::Opaque(ty) => Type::Opaque(inner(ty)),
            Type::Longer(head, rest) => Type::Longer(inner(head), inner(rest)),
            Type::Tuple(types) => Type::Tuple(
                types
                    .iter()
                    .map(|ty| self.unaliased(ty, depth + 1))
                    .collect(),
            ),
            ty => ty.clone(),
        }
    }

    fn nullable(&self, use_: Use, depth: usize) -> Type {
        let ty = match self.names.ty(use_.ty) {
            Some(ident) => Type::Named(ident.clone()),
            None => self.spelled_out(use_.ty, depth),
        };
        if use_.nullable && !self.is_any(use_) {
            Type::Option(Box::new(ty))
        } else {
            ty
        }
    }

    fn held_at(&self, holder: TypeId, held: TypeId, depth: usize) -> Type {
        if self.cycles.is_untyped(holder, held) {
            return Type::Value;
        }
        let ty = self.nullable(
            Use {
                ty: held,
                nullable: false,
            },
            depth,
        );
        if self.cycles.is_opaque(holder, held) {
            Type::Opaque(Box::new(ty))
        } else if self.cycles.is_boxed(holder, held) {
            Type::Box(Box::new(ty))
        } else {
            ty
        }
    }

    fn inner(&self, holder: TypeId, use_: Use, depth: usize) -> Type {
        let ty = self.held_at(holder, use_.ty, depth + 1);
        if use_.nullable && !self.is_any(use_) {
            Type::Option(Box::new(ty))
        } else {
            ty
        }
    }

    fn spelled_out(&self, id: TypeId, depth: usize) -> Type {
        let ty = &self.api.types[id];
        if depth > DEEPEST {
            let message = "arrays and maps are nested too deeply";
            self.warnings
                .warn("deep-nesting", &ty.origin.pointer, message, "any JSON");
            return Type::Value;
        }
        match &ty.kind {
            Kind::Any | Kind::Untyped(_) => Type::Value,
            Kind::Null => Type::Unit,
            Kind::Scalar(scalar) => self.scalar(*scalar),
            Kind::Array { items, .. } => Type::Vec(Box::new(self.inner(id, *items, depth))),
            Kind::Map(values) => match self.inner(id, *values, depth) {
                Type::Value => Type::Object,
                values => Type::Map(Box::new(values)),
            },
            Kind::Tuple {
                members,
                required,
                rest,
            } => self.tuple(id, (members, *required), *rest, depth),
            Kind::Alias(target) => self.inner(id, *target, depth),
            // They have names. A definition without one is any JSON.
            Kind::Enumeration(_) | Kind::Object(_) | Kind::Union(_) => Type::Value,
        }
    }

    /// `runtime::Tuple` where an array may be shorter or longer than its members.
    fn tuple(
        &self,
        id: TypeId,
        (members, required): (&[Use], usize),
        rest: Option<Use>,
        depth: usize,
    ) -> Type {
        let members = members.iter().map(|member| self.inner(id, *member, depth));
        let types: Vec<_> = members.collect();
        let after = rest.map(|rest| self.inner(id, rest, depth));
        if let Some(first) = types.first()
            && types.iter().chain(&after).all(|ty| ty == first)
        {
            return Type::Vec(Box::new(first.clone()));
        }
        if types.len() > LONGEST_TUPLE {
            let pointer = &self.api.types[id].origin.pointer;
            let message = format!("a tuple of more than {LONGEST_TUPLE} members");
            self.warnings
                .warn("long-tuple", pointer, message, "a list of any JSON");
            return Type::Vec(Box::new(Type::Value));
        }
        if required == types.len() && after.is_none() {
            return Type::Tuple(types);
        }
        let head = types.into_iter().enumerate();
        let head = head.map(|(index, ty)| if index < required { ty } else { may_end(ty) });
        let after = after.unwrap_or(Type::Value);
        Type::Longer(Box::new(Type::Tuple(head.collect())), Box::new(after))
    }

    fn scalar(&self, scalar: Scalar) -> Type {
        match scalar {
            Scalar::Boolean => Type::Bool,
            Scalar::Integer(IntegerFormat::Unspecified, Bounds { minimum, maximum })
                if self.settings.numbers == Numbers::Exact
                    && (minimum.is_none() || maximum.is_none()) =>
            {
                Type::BigInteger
            }
            Scalar::Integer(format, bounds) => integer(format, bounds),
            // Documents use `float` for prices, too, and an f32 would change what it reads.
            Scalar::Number(NumberFormat::Decimal) => Type::Decimal,
            Scalar::Number(_) if self.settings.numbers == Numbers::Exact => Type::Decimal,
            Scalar::Number(_) => Type::F64,
            Scalar::String(format) => self.string(format),
            Scalar::NumberOrText(number) => in_text(
                InText::Sometimes,
                self.scalar(match number {
                    Numeric::Integer(format, bounds) => Scalar::Integer(format, bounds),
                    Numeric::Number(format) => Scalar::Number(format),
                }),
            ),
        }
    }

    fn string(&self, format: StringFormat) -> Type {
        let time = |ty: fn(TimeLibrary) -> Type| match self.settings.date_time {
            DateTimeLibrary::String => Type::String,
            DateTimeLibrary::Time => ty(TimeLibrary::Time),
            DateTimeLibrary::Chrono => ty(TimeLibrary::Chrono),
            DateTimeLibrary::Jiff => ty(TimeLibrary::Jiff),
        };
        match format {
            StringFormat::Plain | StringFormat::Uri | StringFormat::Binary => Type::String,
            StringFormat::DateTime => time(Type::DateTime),
            StringFormat::Date => time(Type::Date),
            StringFormat::Time => time(Type::Time),
            StringFormat::Duration => time(|_| Type::Duration),
            StringFormat::Uuid => Type::Uuid,
            StringFormat::Byte => Type::Base64,
            StringFormat::ByteUrl => Type::Base64Url,
            StringFormat::Int64 => in_text(InText::Always, Type::I64),
            StringFormat::UInt64 => in_text(InText::Always, Type::U64),
            StringFormat::Decimal => in_text(InText::Always, Type::Decimal),
            StringFormat::Double => in_text(InText::Always, Type::F64),
            StringFormat::File => Type::File,
            StringFormat::Ipv4 => Type::Ipv4,
            StringFormat::Ipv6 => Type::Ipv6,
            StringFormat::Password => Type::Secret,
        }
    }
}

/// A member of a tuple that may end before it: absent differs from null.
fn may_end(ty: Type) -> Type {
    match ty {
        Type::Option(inner) => Type::Maybe(inner),
        ty => Type::Option(Box::new(ty)),
    }
}

fn in_text(text: InText, number: Type) -> Type {
    Type::InText(text, Box::new(number))
}

fn integer(format: IntegerFormat, bounds: Bounds) -> Type {
    match format {
        IntegerFormat::Unspecified => within(bounds),
        IntegerFormat::Int64 if within(bounds) == Type::U64 => Type::U64,
        IntegerFormat::Int64 => Type::I64,
        IntegerFormat::Int8 => Type::I8,
        IntegerFormat::Int16 => Type::I16,
        IntegerFormat::Int32 => Type::I32,
        IntegerFormat::UInt8 => Type::U8,
        IntegerFormat::UInt16 => Type::U16,
        IntegerFormat::UInt32 => Type::U32,
        IntegerFormat::UInt64 => Type::U64,
        IntegerFormat::Big => Type::BigInteger,
    }
}

/// The integers between the bounds. A bound counts as one of the largest integers if 64-bit
/// floating point would round that integer to it.
fn within(Bounds { minimum, maximum }: Bounds) -> Type {
    const I64_ROUNDED: i128 = 9_223_372_036_854_776_000;
    const U64_ROUNDED: i128 = 18_446_744_073_709_552_000;
    let least = minimum.unwrap_or_default();
    let most = maximum.unwrap_or_default();
    match minimum {
        _ if least < -I64_ROUNDED || most > U64_ROUNDED => Type::BigInteger,
        Some(0..) if most > i64::MAX.into() => Type::U64,
        _ if most > I64_ROUNDED => Type::BigInteger,
        _ => Type::I64,
    }
}

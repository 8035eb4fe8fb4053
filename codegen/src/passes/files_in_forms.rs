//! Raw bytes in forms: in a multipart body they are parts of their own.

use std::collections::BTreeSet;

use crate::api::{
    Additional, Api, Content, Docs, Encoding, Kind, Origin, Scalar, StringFormat, TypeDef, TypeId,
    Types, Use, WireFormat,
};
use crate::resolve::wire_format;

/// Makes files of the binary members of every body that is sent in parts.
pub(super) fn mark(api: &mut Api) {
    let types = &mut api.types;
    let bodies = api.operations.iter();
    let bodies = bodies.filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.content);
    for content in contents.filter(|content| content.format == WireFormat::Multipart) {
        if let Some(ty) = content.item.or(content.ty) {
            Marking {
                types,
                content,
                seen: BTreeSet::new(),
            }
            .body(ty.ty);
        }
    }
}

struct Marking<'t, 'a> {
    types: &'t mut Types,
    content: &'a Content,
    seen: BTreeSet<TypeId>,
}

impl Marking<'_, '_> {
    /// The body itself, or one of its variants.
    fn body(&mut self, id: TypeId) {
        if !self.seen.insert(id) {
            return;
        }
        match self.types[id].kind.clone() {
            Kind::Object(object) => {
                for (index, field) in object.fields.iter().enumerate() {
                    self.part(id, &field.wire_name, field.ty, |kind| match kind {
                        Kind::Object(object) => Some(&mut object.fields.get_mut(index)?.ty),
                        _ => None,
                    });
                }
                if let Additional::Typed(rest) = object.additional {
                    self.value(rest.ty);
                }
            }
            Kind::Union(union) => union
                .variants
                .iter()
                .for_each(|variant| self.body(variant.ty.ty)),
            Kind::Alias(target) => self.body(target.ty),
            Kind::Map(values) => self.value(values.ty),
            // A single part that is the whole body.
            Kind::Scalar(Scalar::String(StringFormat::Binary)) => {
                let mut definition = self.types.take(id);
                definition.kind = FILE;
                self.types.set(id, definition);
            }
            Kind::Array { items, .. } => self.part(id, "", items, |kind| match kind {
                Kind::Array { items, .. } => Some(items),
                _ => None,
            }),
            // Parts without names are identified by their numbers.
            Kind::Tuple { members, rest, .. } => {
                for (index, member) in members.into_iter().enumerate() {
                    self.part(id, &index.to_string(), member, |kind| match kind {
                        Kind::Tuple { members, .. } => members.get_mut(index),
                        _ => None,
                    });
                }
                if let Some(rest) = rest {
                    self.part(id, "", rest, |kind| match kind {
                        Kind::Tuple { rest, .. } => rest.as_mut(),
                        _ => None,
                    });
                }
            }
            _ => {}
        }
    }

    /// The type of what is sent under the name. `place` is the place of the type.
    fn part(
        &mut self,
        holder: TypeId,
        name: &str,
        used: Use,
        place: impl FnOnce(&mut Kind) -> Option<&mut Use>,
    ) {
        let Some(file) = self.described(name, used) else {
            return self.value(used.ty);
        };
        let mut definition = self.types.take(holder);
        if let Some(place) = place(&mut definition.kind) {
            place.ty = file;
        }
        self.types.set(holder, definition);
    }

    /// A file in place of a value that has no type of its own, if the encoding says that it is one.
    fn described(&mut self, name: &str, used: Use) -> Option<TypeId> {
        let mut encodings = self.content.encoding.iter();
        let encoding = encodings.find(|encoding| encoding.property == name)?;
        if !is_of_bytes(encoding) || !self.may_be_bytes(used.ty) {
            return None;
        }
        let origin = Origin {
            pointer: self.types[used.ty].origin.pointer.clone(),
            steps: Vec::new(),
        };
        Some(self.types.push(TypeDef {
            origin,
            docs: Docs::default(),
            kind: FILE,
        }))
    }

    /// The value of a part, or the items of one.
    fn value(&mut self, id: TypeId) {
        if !self.seen.insert(id) {
            return;
        }
        match self.types[id].kind.clone() {
            Kind::Scalar(Scalar::String(StringFormat::Binary)) => {
                let mut definition = self.types.take(id);
                definition.kind = FILE;
                self.types.set(id, definition);
            }
            Kind::Array { items, .. } => self.value(items.ty),
            Kind::Union(union) => {
                let variants = union.variants.iter();
                variants.for_each(|variant| self.value(variant.ty.ty));
            }
            Kind::Alias(target) => self.value(target.ty),
            _ => {}
        }
    }

    /// Strings without a format, and values without a type.
    fn may_be_bytes(&self, id: TypeId) -> bool {
        matches!(
            self.types[id].kind,
            Kind::Any | Kind::Scalar(Scalar::String(StringFormat::Plain | StringFormat::Binary))
        )
    }
}

const FILE: Kind = Kind::Scalar(Scalar::String(StringFormat::File));

/// Whether the media type of a part is not one of text.
fn is_of_bytes(encoding: &Encoding) -> bool {
    let media_type = encoding.content_type.as_deref();
    media_type.is_some_and(|media_type| wire_format(media_type) == WireFormat::Bytes)
}

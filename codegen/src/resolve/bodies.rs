//! Bodies: what stands under their media types.

use indexmap::IndexMap;
use openapiv3::{MediaType, ParameterSchemaOrContent, ReferenceOr, RequestBody};

use super::media_types::{AFTER_PARTS, OTHER_STRUCTURES, Side, format, is_stream, rank, repeats};
use super::parameters;
use super::place::Place;
use super::schemas::Schemas;
use super::targets::Target;
use super::types::TypeSet;
use crate::api::{Body, Content, Encoding, Step, Use, WireFormat};
use crate::document::pointer;

/// Why an operation cannot be offered.
#[derive(Debug, Clone)]
pub(super) struct Unsupported {
    pub pointer: String,
    pub reason: String,
}

impl<'d> Schemas<'d, '_> {
    /// The body of a request, if there is one.
    pub fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        at: String,
        owner: &Step,
    ) -> Result<Option<Body>, Unsupported> {
        let below = match owner {
            Step::Message(_) => Step::Payload,
            _ => Step::RequestBody,
        };
        let steps = vec![owner.clone(), below];
        let references = self.references;
        let find = |reference: &str| references.body(reference);
        let Some(target) = self.follow(body, &at, steps, "request body", find) else {
            let reason = "its request body is a reference that leads nowhere".to_owned();
            return Err(Unsupported {
                pointer: at,
                reason,
            });
        };
        let Target {
            item: body,
            pointer,
            steps,
        } = target;
        if body.content.is_empty() {
            return Ok(None);
        }
        let files = self.files(&body.content, &pointer);
        let content = self.contents(&body.content, &files, &pointer, &steps, Side::Request);
        if let Some(content) = content.first() {
            self.report_as_it_is(content, Side::Request, &pointer);
        }
        let description = super::docs::text(body.description.as_deref());
        Ok(Some(Body {
            required: body.required,
            description,
            content,
            pointer,
        }))
    }

    /// All media types, the preferred one first. What has to carry files is sent as parts. What
    /// says the same in a way that cannot be read is left out.
    pub fn contents(
        &mut self,
        content: &'d IndexMap<String, MediaType>,
        files: &[&str],
        at: &str,
        steps: &[Step],
        side: Side,
    ) -> Vec<Content> {
        let mut ranked: Vec<_> = content
            .iter()
            .map(|(name, media)| (self.actual_format(name, media, at), name, media))
            .collect();
        ranked.sort_by_cached_key(|(format, name, media)| match format {
            WireFormat::UrlEncoded if !files.is_empty() => AFTER_PARTS,
            WireFormat::Json if !self.carries(files, name, media, at) => AFTER_PARTS,
            format => rank(name, *format),
        });
        let preferred = ranked.first().map(|(format, _, media)| (*format, *media));
        let mut contents = Vec::with_capacity(ranked.len());
        for (format, name, media) in ranked {
            let is_repeated = !contents.is_empty()
                && preferred.is_some_and(|one| repeats(one, format, name, media, side));
            match is_repeated {
                true => self.report_repeated(name, at, side),
                false => contents.push(self.content(format, name, media, at, steps, side)),
            }
        }
        contents
    }

    /// What is handed over as it came, although the description says more.
    pub fn report_as_it_is(&mut self, content: &Content, side: Side, at: &str) {
        let media_type = &content.media_type;
        let (message, instead) = match content.format {
            WireFormat::Xml => ("the elements of", "its text"),
            WireFormat::Multipart if side != Side::Request => ("the parts of", "its parts"),
            WireFormat::EventStream | WireFormat::JsonLines if side == Side::Failure => {
                ("the items of", "its text")
            }
            _ => return,
        };
        let message = format!("{message} {media_type} are not understood");
        self.warn("unsupported-body", at, message, instead);
    }

    /// Once for a media type, which many operations have.
    fn report_repeated(&mut self, media_type: &str, at: &str, side: Side) {
        let (kind, what) = match side {
            Side::Request => ("unsent-media-type", "sent"),
            Side::Response | Side::Failure => ("unread-media-type", "asked for"),
        };
        if self.is_new(kind, media_type) {
            let place = pointer::join(&format!("{at}/content"), media_type);
            let message =
                format!("{media_type} says what another media type says, and is not {what}");
            self.warn_each(kind, &place, message, "the other media type");
        }
    }

    /// The properties of a form in parts that are files.
    fn files(&mut self, content: &'d IndexMap<String, MediaType>, at: &str) -> Vec<&'d str> {
        let mut files = Vec::new();
        for (name, media) in content {
            if format(name) == WireFormat::Multipart {
                let properties = self.properties(name, media, at).into_iter();
                files.extend(
                    properties
                        .filter(|(_, is_file)| *is_file)
                        .map(|(name, _)| name),
                );
            }
        }
        files
    }

    /// Whether JSON has all of these in another form, such as Base64 or a link.
    fn carries(&mut self, files: &[&str], name: &str, media: &'d MediaType, at: &str) -> bool {
        if files.is_empty() {
            return true;
        }
        let properties = self.properties(name, media, at);
        files
            .iter()
            .all(|file| properties.get(file) == Some(&false))
    }

    /// The properties of a body, and whether each is a file or a list of files.
    fn properties(
        &mut self,
        name: &str,
        media: &'d MediaType,
        at: &str,
    ) -> IndexMap<&'d str, bool> {
        let Some(schema) = &media.schema else {
            return IndexMap::new();
        };
        let place = Place::new(schema_pointer(at, name), Vec::new(), schema.into());
        let properties = self.merged(&place).properties.into_iter();
        let is_file = |(name, place): (&'d str, Place<'d>)| {
            let property = self.merged(&place);
            let items = property.items.map(|items| self.merged(&items).format);
            let is_file = [property.format, items.flatten()].contains(&Some("binary"));
            (name, is_file)
        };
        properties.map(is_file).collect()
    }

    /// Whether a schema describes members under a media type that cannot have any: in 2.0 the types
    /// of an operation's answers are those of its errors, too.
    fn is_mislabelled(&mut self, name: &str, media: &'d MediaType, at: &str) -> bool {
        let properties = self.properties(name, media, at);
        let mut others = OTHER_STRUCTURES.iter();
        !properties.is_empty()
            && !properties.values().any(|is_file| *is_file)
            && !others.any(|other| name.contains(other))
    }

    /// The format, seen together with the schema: wildcards say nothing, and objects under
    /// `text/plain` or a type of plain bytes are JSON.
    fn actual_format(&mut self, name: &str, media: &'d MediaType, at: &str) -> WireFormat {
        let named = format(name);
        let wildcard = name.contains('*');
        let Some(schema) = &media.schema else {
            return named;
        };
        let is_telling = matches!(
            named,
            WireFormat::Json | WireFormat::Text | WireFormat::JsonLines
        );
        if named == WireFormat::Bytes && !wildcard && self.is_mislabelled(name, media, at) {
            return WireFormat::Json;
        }
        if !is_telling && !wildcard {
            return named;
        }
        let place = Place::new(schema_pointer(at, name), Vec::new(), schema.into());
        if named == WireFormat::Json && self.named(&place).is_some() {
            return named;
        }
        let merged = self.merged(&place);
        let types = merged.plain_types();
        match named {
            _ if merged.format == Some("binary") && types == Some(TypeSet::STRING) => {
                WireFormat::Bytes
            }
            // Somebody else has cut these lines, or will.
            WireFormat::JsonLines if types == Some(TypeSet::STRING) => WireFormat::Bytes,
            WireFormat::Text | WireFormat::Bytes if wildcard || named == WireFormat::Text => {
                match types {
                    Some(TypeSet::OBJECT | TypeSet::ARRAY) => WireFormat::Json,
                    None if wildcard => WireFormat::Json,
                    Some(types) if wildcard && types != TypeSet::STRING => WireFormat::Json,
                    _ => WireFormat::Text,
                }
            }
            other => other,
        }
    }

    fn content(
        &mut self,
        format: WireFormat,
        name: &str,
        media: &'d MediaType,
        at: &str,
        steps: &[Step],
        side: Side,
    ) -> Content {
        let place = media
            .schema
            .as_ref()
            .map(|schema| Place::new(schema_pointer(at, name), steps.to_vec(), schema.into()));
        // What comes one by one is called so, whichever keyword describes it.
        let place = place.map(|place| {
            let is_item =
                is_stream(format) && self.merged(&place).plain_types() != Some(TypeSet::ARRAY);
            match is_item {
                true => place.step(Step::Item),
                false => place,
            }
        });
        let ty = match (format, place) {
            (WireFormat::Bytes | WireFormat::Xml, _) => None,
            (WireFormat::Multipart, _) if side != Side::Request => None,
            (format, _) if side == Side::Failure && is_stream(format) => None,
            (_, None) if is_stream(format) || format == WireFormat::Text => None,
            (_, Some(place)) => Some(self.use_of(&place)),
            (_, None) => Some(self.any()),
        };
        let has_items = match side {
            Side::Request => is_stream(format) || format == WireFormat::Multipart,
            Side::Response => is_stream(format),
            Side::Failure => false,
        };
        let item = has_items
            .then(|| self.item(name, media, at, steps))
            .flatten();
        let encoding = self.encodings(media, &pointer::join(&format!("{at}/content"), name));
        Content {
            media_type: name.to_owned(),
            format,
            ty,
            item,
            part: media
                .extensions
                .get("x-oas-part-name")
                .and_then(|name| name.as_str())
                .map(str::to_owned),
            encoding,
        }
    }

    /// How the members of a form are sent; `at` is where its media type stands.
    pub fn encodings(&mut self, media: &'d MediaType, at: &str) -> Vec<Encoding> {
        let at = format!("{at}/encoding");
        let encodings = media.encoding.iter().map(|(property, encoding)| Encoding {
            property: property.clone(),
            content_type: encoding.content_type.clone(),
            style: encoding.style.as_ref().map(parameters::query_style),
            explode: encoding.explode,
            lists: parameters::lists(&encoding.extensions),
            allow_reserved: encoding.allow_reserved,
            headers: self.fixed_headers(encoding, &pointer::join(&at, property)),
        });
        encodings.collect()
    }

    /// `itemSchema` of OpenAPI 3.2.
    fn item(&mut self, name: &str, media: &'d MediaType, at: &str, steps: &[Step]) -> Option<Use> {
        media.extensions.get("x-oas-item-schema")?;
        let media_type = pointer::join(&format!("{at}/content"), name);
        let pointer = format!("{media_type}/x-oas-item-schema");
        let child = self.references.raw(&pointer)?;
        let steps = steps.iter().cloned().chain([Step::Item]).collect();
        Some(self.use_of(&Place::new(pointer, steps, child)))
    }

    /// The headers of a part that can have one value only; of the others, which the caller sets on
    /// the file, those that are required are reported.
    fn fixed_headers(&mut self, encoding: &openapiv3::Encoding, at: &str) -> Vec<(String, String)> {
        let mut fixed = Vec::new();
        for (name, header) in &encoding.headers {
            let ReferenceOr::Item(header) = header else {
                continue;
            };
            let value = match &header.format {
                ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) => only_value(schema),
                _ => None,
            };
            match value {
                Some(value) => fixed.push((name.clone(), value)),
                None if header.required => {
                    let message = format!("the header `{name}` of the part has no fixed value");
                    let place = pointer::join(&format!("{at}/headers"), name);
                    let instead = "a header that the caller sets on the file";
                    self.warn("unsupported-header", &place, message, instead);
                }
                None => {}
            }
        }
        fixed
    }
}

/// The one value of a schema, as a header spells it: the only one of its enum, or its default.
fn only_value(schema: &openapiv3::Schema) -> Option<String> {
    use openapiv3::{SchemaKind, Type};
    let listed = match &schema.schema_kind {
        SchemaKind::Type(Type::String(ty)) => match ty.enumeration.as_slice() {
            [Some(only)] => Some(only.clone()),
            _ => None,
        },
        SchemaKind::Type(Type::Integer(ty)) => match ty.enumeration.as_slice() {
            [Some(only)] => Some(only.to_string()),
            _ => None,
        },
        SchemaKind::Any(any) => match any.enumeration.as_slice() {
            [only] => scalar_text(only),
            _ => None,
        },
        _ => None,
    };
    listed.or_else(|| scalar_text(schema.schema_data.default.as_ref()?))
}

fn scalar_text(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn schema_pointer(at: &str, media_type: &str) -> String {
    format!("{at}/content/{}/schema", pointer::escape(media_type))
}

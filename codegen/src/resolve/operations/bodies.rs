//! Bodies: the schemas under their media types.

use indexmap::IndexMap;

use crate::api::{Body, Content, Step, Use, WireFormat};
use crate::document::{Node, pointer};
use crate::openapi::TypeSet;
use crate::openapi::{self, MediaType, RequestBody, Schema};
use crate::resolve::definitions::Definitions;
use crate::resolve::definitions::docs;
use crate::resolve::flat::all_of;
use crate::resolve::operations::encodings::encodings;
use crate::resolve::source::Source;
use crate::resolve::source::targets;

use crate::resolve::operations::media_types::{
    AFTER_PARTS, OTHER_STRUCTURES, Side, format, is_stream, rank, repeats,
};
use crate::resolve::operations::required_body::{Sender, is_required};
use crate::resolve::source::place::Place;
use crate::resolve::source::targets::Target;

/// Why an operation cannot be generated.
#[derive(Debug, Clone)]
pub struct Unsupported {
    pub pointer: String,
    pub reason: String,
}

/// The body of a request, if there is one.
pub fn request<'d>(
    definitions: &mut Definitions<'d, '_>,
    body: &'d Node,
    at: String,
    owner: &Step,
    sender: Sender<'_>,
) -> Result<Option<Body>, Unsupported> {
    let below = match owner {
        Step::Message(_) => Step::Payload,
        _ => Step::RequestBody,
    };
    let steps = vec![owner.clone(), below];
    let target =
        targets::follow::<RequestBody>(&mut definitions.source, body, &at, steps, "request body");
    let Some(target) = target else {
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
    let content = body.content();
    if content.is_empty() {
        return Ok(None);
    }
    let Some(required) = is_required(definitions, body, &content, &pointer, sender) else {
        return Ok(None);
    };
    let (files, side) = (
        files(&mut definitions.source, &content, &pointer),
        Side::Request,
    );
    let content = contents(definitions, &content, &files, &pointer, &steps, side);
    if let Some(content) = content.first() {
        report_as_it_is(&mut definitions.source, content, Side::Request, &pointer);
    }
    let description = docs::text(body.description());
    Ok(Some(Body {
        required,
        description,
        content,
        pointer,
    }))
}

/// All media types, the preferred one first. A body that has to carry files is sent in parts. A
/// media type that describes the same body in a form that cannot be read is left out.
pub fn contents<'d>(
    definitions: &mut Definitions<'d, '_>,
    content: &openapi::Content<'d>,
    files: &[&str],
    at: &str,
    steps: &[Step],
    side: Side,
) -> Vec<Content> {
    let mut ranked: Vec<_> = content
        .iter()
        .map(|(name, media)| {
            (
                actual_format(&mut definitions.source, name, *media, at),
                *name,
                *media,
            )
        })
        .collect();
    ranked.sort_by_cached_key(|(format, name, media)| match format {
        WireFormat::UrlEncoded if !files.is_empty() => AFTER_PARTS,
        WireFormat::Json if !carries(&mut definitions.source, files, name, *media, at) => {
            AFTER_PARTS
        }
        format => rank(name, *format),
    });
    let preferred = ranked.first().map(|(format, _, media)| (*format, *media));
    let mut contents = Vec::with_capacity(ranked.len());
    for (format, name, media) in ranked {
        let is_repeated = !contents.is_empty()
            && preferred.is_some_and(|one| repeats(one, format, name, media, side));
        match is_repeated {
            true => report_repeated(&mut definitions.source, name, at, side),
            false => contents.push(under(definitions, format, name, media, at, steps, side)),
        }
    }
    contents
}

/// Reports a body that is given to the user as it came, although the description says more.
pub fn report_as_it_is(source: &mut Source<'_, '_>, content: &Content, side: Side, at: &str) {
    let media_type = &content.media_type;
    let (message, instead) = match content.format {
        WireFormat::Xml => ("the elements of", "its text"),
        WireFormat::Multipart if side != Side::Request => ("the parts of", "its parts"),
        WireFormat::EventStream | WireFormat::JsonLines if side == Side::Failure => {
            ("the items of", "its text")
        }
        _ => return,
    };
    let message = format!("{message} {media_type} are not supported");
    source.warn("unsupported-body", at, message, instead);
}

/// Reports once for a media type, which many operations may have.
fn report_repeated(source: &mut Source<'_, '_>, media_type: &str, at: &str, side: Side) {
    let (kind, what) = match side {
        Side::Request => ("unsent-media-type", "sent"),
        Side::Response | Side::Failure => ("unread-media-type", "asked for"),
    };
    if source.is_new(kind, media_type) {
        let place = pointer::join(&format!("{at}/content"), media_type);
        let message =
            format!("{media_type} describes the same body as another media type and is not {what}");
        source.warn_each(kind, &place, message, "the other media type");
    }
}

/// The properties of a form in parts that are files.
fn files<'d>(
    source: &mut Source<'d, '_>,
    content: &openapi::Content<'d>,
    at: &str,
) -> Vec<&'d str> {
    let mut files = Vec::new();
    for (name, media) in content {
        if format(name) == WireFormat::Multipart {
            let properties = properties(source, name, *media, at).into_iter();
            files.extend(
                properties
                    .filter(|(_, is_file)| *is_file)
                    .map(|(name, _)| name),
            );
        }
    }
    files
}

/// Whether JSON has all of these properties in another form, such as Base64 or a link.
fn carries<'d>(
    source: &mut Source<'d, '_>,
    files: &[&str],
    name: &str,
    media: MediaType<'d>,
    at: &str,
) -> bool {
    if files.is_empty() {
        return true;
    }
    let properties = properties(source, name, media, at);
    files
        .iter()
        .all(|file| properties.get(file) == Some(&false))
}

/// The properties of a body, and whether each is a file or a list of files.
fn properties<'d>(
    source: &mut Source<'d, '_>,
    name: &str,
    media: MediaType<'d>,
    at: &str,
) -> IndexMap<&'d str, bool> {
    let Some(schema) = media.schema() else {
        return IndexMap::new();
    };
    let place = Place::new(schema_pointer(at, name), Vec::new(), schema);
    let properties = all_of::flatten(source, &place).properties.into_iter();
    let is_file = |(name, place): (&'d str, Place<'d>)| {
        let property = all_of::flatten(source, &place);
        let items = property
            .items
            .map(|items| all_of::flatten(source, &items).format);
        let is_file = [property.format, items.flatten()].contains(&Some("binary"));
        (name, is_file)
    };
    properties.map(is_file).collect()
}

/// Whether a schema describes members under a media type that cannot have any. In 2.0 the media
/// types of an operation's responses are those of its errors, too.
fn is_mislabelled<'d>(
    source: &mut Source<'d, '_>,
    name: &str,
    media: MediaType<'d>,
    at: &str,
) -> bool {
    let properties = properties(source, name, media, at);
    let mut others = OTHER_STRUCTURES.iter();
    !properties.is_empty()
        && !properties.values().any(|is_file| *is_file)
        && !others.any(|other| name.contains(other))
}

/// The format of a body by media type and schema. Wildcards say nothing, and objects under
/// `text/plain` or a media type of plain bytes are JSON.
fn actual_format<'d>(
    source: &mut Source<'d, '_>,
    name: &str,
    media: MediaType<'d>,
    at: &str,
) -> WireFormat {
    let named = match format(name) {
        WireFormat::Json if media.is_of_lines() => WireFormat::JsonLines,
        named => named,
    };
    let wildcard = name.contains('*');
    let Some(schema) = media.schema() else {
        return named;
    };
    let is_telling = matches!(
        named,
        WireFormat::Json | WireFormat::Text | WireFormat::JsonLines
    );
    if named == WireFormat::Bytes && !wildcard && is_mislabelled(source, name, media, at) {
        return WireFormat::Json;
    }
    if !is_telling && !wildcard {
        return named;
    }
    let place = Place::new(schema_pointer(at, name), Vec::new(), schema);
    if named == WireFormat::Json && targets::named(source, &place).is_some() {
        return named;
    }
    let flat = all_of::flatten(source, &place);
    let types = flat.plain_types();
    match named {
        _ if flat.format == Some("binary") && types == Some(TypeSet::STRING) => WireFormat::Bytes,
        // A string is the text of all lines.
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

fn under<'d>(
    definitions: &mut Definitions<'d, '_>,
    format: WireFormat,
    name: &str,
    media: MediaType<'d>,
    at: &str,
    steps: &[Step],
    side: Side,
) -> Content {
    let place = media
        .schema()
        .map(|schema| Place::new(schema_pointer(at, name), steps.to_vec(), schema));
    let place = place.map(|place| named_as_item(definitions, place, format));
    let ty = match (format, place) {
        (WireFormat::Bytes | WireFormat::Xml, _) => None,
        (WireFormat::Multipart, _) if side != Side::Request => None,
        (format, _) if side == Side::Failure && is_stream(format) => None,
        (_, None) if is_stream(format) || format == WireFormat::Text => None,
        (_, Some(place)) => Some(definitions.use_of(&place)),
        (_, None) => Some(definitions.any()),
    };
    let has_items = match side {
        Side::Request => is_stream(format) || format == WireFormat::Multipart,
        Side::Response => is_stream(format),
        Side::Failure => false,
    };
    let item = has_items
        .then(|| item(definitions, name, media, at, steps))
        .flatten();
    let encoding = encodings(
        &mut definitions.source,
        media,
        &pointer::join(&format!("{at}/content"), name),
    );
    Content {
        media_type: name.to_owned(),
        format,
        ty,
        item,
        part: media.part_name().map(str::to_owned),
        encoding,
    }
}

/// The name of one item, whichever keyword describes it.
fn named_as_item<'d>(
    definitions: &mut Definitions<'d, '_>,
    place: Place<'d>,
    format: WireFormat,
) -> Place<'d> {
    if !is_stream(format) {
        return place;
    }
    let types = all_of::flatten(&mut definitions.source, &place).plain_types();
    match types == Some(TypeSet::ARRAY) {
        true => place,
        false => place.step(Step::Item),
    }
}

/// `itemSchema` of OpenAPI 3.2.
fn item<'d>(
    definitions: &mut Definitions<'d, '_>,
    name: &str,
    media: MediaType<'d>,
    at: &str,
    steps: &[Step],
) -> Option<Use> {
    let schema = media.item_schema()?;
    let media_type = pointer::join(&format!("{at}/content"), name);
    let steps = steps.iter().cloned().chain([Step::Item]).collect();
    Some(definitions.use_of(&Place::new(
        format!("{media_type}/itemSchema"),
        steps,
        schema,
    )))
}

/// The schema of the first media type, and its place below the object that has the content.
pub fn first_schema<'d>(content: &openapi::Content<'d>) -> Option<(String, Schema<'d>)> {
    let (name, media) = content.first()?;
    let keyword = format!("content/{}/schema", pointer::escape(name));
    Some((keyword, media.schema()?))
}

fn schema_pointer(at: &str, media_type: &str) -> String {
    format!("{at}/content/{}/schema", pointer::escape(media_type))
}

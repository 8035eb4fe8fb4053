//! Bodies of several parts (RFC 2046 section 5.1, RFC 7578), as they are sent.
//!
//! The members of a value become parts. Files are set aside while the value is written, so that
//! their content is written into their own part only.

use std::{
    any::Any,
    collections::VecDeque,
    hash::{BuildHasher, Hasher, RandomState},
};

use bytes::Bytes;

use super::{
    encoding::{self, Encoding},
    escape::Keep,
    file::File,
    payload::{Content, Payload},
    shape::Shape,
};
use crate::{
    Encode, JsonError,
    json::{Kind, Reader, Writer},
};

/// A body of several parts and what stands between them.
pub(super) struct Multipart {
    pub(super) boundary: String,
    pub(super) payload: Payload,
}

/// The parts of a value: one for each member of an object or item of an array, which is called
/// `part`, if that is given; then a value of another kind is one part, too.
///
/// `Err` is what is wrong with the value.
pub(super) fn encode(
    value: &dyn Encode,
    part: Option<&str>,
    encodings: &[Encoding],
) -> Result<Multipart, String> {
    let mut parts = Parts {
        boundary: boundary(),
        contents: Vec::new(),
    };
    for (index, (name, member)) in members(value, part)?.into_iter().enumerate() {
        let encoding = match &name {
            Some(name) => encoding::of(encodings, name),
            None => {
                encoding::of(encodings, &index.to_string()).or_else(|| encoding::of(encodings, ""))
            }
        };
        let name = name.as_deref().or(part);
        match member {
            Member::File(file) => parts.push_file(name, &file, encoding),
            Member::Plain(shape) => parts.push_plain(name, &shape, encoding),
        }
    }
    let end = format!("--{}--\r\n", parts.boundary);
    parts.contents.push(Content::Bytes(end.into()));
    Ok(Multipart {
        payload: Payload::chain(parts.contents),
        boundary: parts.boundary,
    })
}

struct Parts {
    boundary: String,
    contents: Vec<Content>,
}

impl Parts {
    fn push_file(&mut self, name: Option<&str>, file: &File, encoding: Option<&Encoding>) {
        let described = encoding.and_then(Encoding::media_type);
        let media_type = file.own_media_type().or(described);
        let mut head = self.head(name, file.own_name().or(name), encoding);
        push_header(
            &mut head,
            "Content-Type",
            media_type.unwrap_or("application/octet-stream"),
        );
        for (name, value) in file.headers() {
            push_header(&mut head, name, value);
        }
        self.push(head, file.content().clone());
    }

    fn push_plain(&mut self, name: Option<&str>, value: &Shape, encoding: Option<&Encoding>) {
        let (label, keep) = (name.unwrap_or_default(), Keep::Everything);
        for entry in encoding::entries(label, value, encoding, keep) {
            let mut head = self.head(name.map(|_| &*entry.name), None, encoding);
            let described = encoding.and_then(Encoding::media_type);
            let media_type = described.or(entry.is_json.then_some("application/json"));
            if let Some(media_type) = media_type {
                push_header(&mut head, "Content-Type", media_type);
            }
            self.push(head, Content::Bytes(entry.text.into()));
        }
    }

    fn head(&self, name: Option<&str>, file: Option<&str>, encoding: Option<&Encoding>) -> String {
        let mut head = format!("--{}\r\n", self.boundary);
        if let Some(name) = name {
            let mut disposition = format!("form-data; name=\"{}\"", quoted(name));
            if let Some(file) = file {
                disposition += &format!("; filename=\"{}\"", quoted(file));
            }
            push_header(&mut head, "Content-Disposition", &disposition);
        }
        for (name, value) in encoding.map_or(&[][..], Encoding::extra_headers) {
            push_header(&mut head, name, value);
        }
        head
    }

    fn push(&mut self, head: String, content: Content) {
        self.contents.push(Content::Bytes((head + "\r\n").into()));
        self.contents.push(content);
        self.contents
            .push(Content::Bytes(Bytes::from_static(b"\r\n")));
    }
}

/// Line breaks in a header would start another one.
fn push_header(head: &mut String, name: &str, value: &str) {
    let is_plain = |text: &str| !text.contains(['\r', '\n', '\0']);
    if is_plain(name) && is_plain(value) {
        *head += &format!("{name}: {value}\r\n");
    }
}

/// A name within quotes: the WHATWG HTML standard, "Multipart form data".
fn quoted(name: &str) -> String {
    let name = name.replace('"', "%22");
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('\0', "")
}

/// Text that is in no content by accident.
fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("part-{:016x}{:016x}", random(), random())
}

enum Member {
    File(File),
    Plain(Shape),
}

type Members = Vec<(Option<String>, Member)>;

/// The members of an object by name, the items of an array, or the one `part` that the value is;
/// arrays of files are taken apart.
fn members(value: &dyn Encode, part: Option<&str>) -> Result<Members, String> {
    let mut files: VecDeque<(usize, File)> = VecDeque::new();
    let mut aside = |at: usize, value: &dyn Any| {
        let file = value.downcast_ref::<File>();
        files.extend(file.map(|file| (at, file.clone())));
    };
    let mut writer = Writer::setting_aside(&mut aside);
    value.write(&mut writer);
    let json = writer.into_string();
    let mut reader = Reader::of_text(&json);
    read(&mut reader, part, &mut files).map_err(|error| match error {
        Trouble::Json(error) => error.to_string(),
        Trouble::Hidden(name) => format!("has a file inside of `{name}`, which is sent as JSON"),
        Trouble::Scalar => {
            "is neither an object nor an array, which a body of parts must be".into()
        }
    })
}

enum Trouble {
    Json(JsonError),
    Hidden(String),
    Scalar,
}

impl From<JsonError> for Trouble {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

fn read(
    reader: &mut Reader<'_>,
    part: Option<&str>,
    files: &mut VecDeque<(usize, File)>,
) -> Result<Members, Trouble> {
    let mut all = Vec::new();
    let kind = reader.peek()?;
    match kind {
        _ if part.is_some() && is_file(reader, files) => {
            all.push((None, read_value(reader, "the body", files)?));
        }
        Kind::Null => {}
        Kind::Array => read_items(reader, None, files, &mut all)?,
        Kind::Object => {
            let mut more = reader.begin_object()?;
            while more {
                let name = reader.name()?.into_owned();
                read_member(reader, name, files, &mut all)?;
                more = reader.next_member()?;
            }
        }
        Kind::Boolean | Kind::Number | Kind::String => match part {
            Some(part) => all.push((None, read_value(reader, part, files)?)),
            None => return Err(Trouble::Scalar),
        },
    }
    Ok(all)
}

fn read_member(
    reader: &mut Reader<'_>,
    name: String,
    files: &mut VecDeque<(usize, File)>,
    all: &mut Members,
) -> Result<(), Trouble> {
    let mark = reader.mark();
    let is_array = reader.peek()? == Kind::Array;
    if is_array && holds_file(reader, files)? {
        reader.rewind(mark);
        return read_items(reader, Some(&name), files, all);
    }
    reader.rewind(mark);
    let member = read_value(reader, &name, files)?;
    all.push((Some(name), member));
    Ok(())
}

/// Whether an item of the array that begins here is a file.
fn holds_file(reader: &mut Reader<'_>, files: &VecDeque<(usize, File)>) -> Result<bool, JsonError> {
    let mut more = reader.begin_array()?;
    while more {
        reader.peek()?;
        if is_file(reader, files) {
            return Ok(true);
        }
        reader.skip()?;
        more = reader.next_item()?;
    }
    Ok(false)
}

fn is_file(reader: &Reader<'_>, files: &VecDeque<(usize, File)>) -> bool {
    files.front().is_some_and(|(at, _)| *at == reader.offset())
}

fn read_items(
    reader: &mut Reader<'_>,
    name: Option<&str>,
    files: &mut VecDeque<(usize, File)>,
    all: &mut Members,
) -> Result<(), Trouble> {
    let mut more = reader.begin_array()?;
    while more {
        let item = read_value(reader, name.unwrap_or("an item"), files)?;
        all.push((name.map(str::to_owned), item));
        more = reader.next_item()?;
    }
    Ok(())
}

fn read_value(
    reader: &mut Reader<'_>,
    name: &str,
    files: &mut VecDeque<(usize, File)>,
) -> Result<Member, Trouble> {
    reader.peek()?;
    if is_file(reader, files)
        && let Some((_, file)) = files.pop_front()
    {
        reader.skip()?;
        return Ok(Member::File(file));
    }
    let shape = Shape::read(reader)?;
    match files.front() {
        Some((at, _)) if *at < reader.offset() => Err(Trouble::Hidden(name.to_owned())),
        _ => Ok(Member::Plain(shape)),
    }
}

//! serde_json's tree of any JSON, read and written by our own reader and writer.

use serde_json::{Map, Number, Value};

use crate::json::{Kind, Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// Any JSON object.
pub type Object = Map<String, Value>;

impl Encode for Value {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => writer.integer(value),
                (None, Some(value)) => writer.integer(value),
                (None, None) => writer.raw(&number.to_string()),
            },
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.write(writer),
            Self::Object(object) => object.write(writer),
        }
    }
}

impl Wire for Value {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        reader.present()?;
        *self = match reader.peek()? {
            Kind::Null => reader.raw().map(|_| Self::Null)?,
            Kind::Boolean => Self::Bool(reader.boolean()?),
            Kind::Number => Self::Number(read_number(reader)?),
            Kind::String => Self::String(reader.string()?.into_owned()),
            Kind::Array => {
                let mut items = Vec::new();
                items.read(reader)?;
                Self::Array(items)
            }
            Kind::Object => {
                let mut object = Map::new();
                object.read(reader)?;
                Self::Object(object)
            }
        };
        Ok(())
    }

    fn vacant() -> Self {
        Self::Null
    }

    #[inline]
    fn takes_null() -> bool {
        true
    }
}

/// A number as serde_json keeps it: in 64 bits, unless its feature `arbitrary_precision` is on.
fn read_number(reader: &mut Reader<'_>) -> Result<Number, JsonError> {
    let mark = reader.mark();
    match reader.number()?.parse() {
        Ok(number) => Ok(number),
        Err(_) => {
            reader.rewind(mark);
            Err(reader.expected("a number of 64 bits"))
        }
    }
}

impl Encode for Object {
    fn write(&self, writer: &mut Writer<'_>) {
        let tags = writer.tags.take();
        writer.begin_object();
        if let Some(tags) = &tags {
            tags.write_where_no(writer, |_| false);
        }
        for (name, value) in self {
            if tags.is_some_and(|tags| tags.find(name).is_some()) {
                continue;
            }
            writer.name(name);
            value.write(writer);
        }
        writer.end_object();
    }
}

impl Wire for Object {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        self.clear();
        let tag = reader.mode.tag.take();
        let mut more = reader.begin_object()?;
        while more {
            let name = reader.name()?;
            if !reader.skip_tag(tag, &name)? {
                let mut value = Value::Null;
                if let Err(error) = value.read(reader) {
                    return Err(error.in_member(name.into_owned()));
                }
                self.insert(name.into_owned(), value);
            }
            more = reader.next_member()?;
        }
        Ok(())
    }

    fn become_empty(&mut self) -> bool {
        self.clear();
        true
    }

    fn vacant() -> Self {
        Self::new()
    }
}

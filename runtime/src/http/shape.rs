//! The value of a parameter as styles see it: a text, an array or an object.

use crate::{
    Encode, JsonError,
    json::{Kind, Reader, Writer},
    to_string,
};

/// JSON with numbers as they were spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Text(String),
    /// A number or a boolean.
    Literal(String),
    Array(Vec<Shape>),
    Object(Vec<(String, Shape)>),
}

impl Shape {
    /// What the value would be in JSON.
    pub(super) fn of(value: &dyn Encode) -> Result<Self, JsonError> {
        let json = to_string(value);
        let mut reader = Reader::of_text(&json);
        let shape = Self::read(&mut reader)?;
        reader.end()?;
        Ok(shape)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        Ok(match reader.peek()? {
            Kind::Null => {
                reader.skip()?;
                Self::Null
            }
            Kind::Boolean => Self::Literal(reader.boolean()?.to_string()),
            Kind::Number => Self::Literal(reader.number()?.to_owned()),
            Kind::String => Self::Text(reader.string()?.into_owned()),
            Kind::Array => {
                let mut items = Vec::new();
                let mut more = reader.begin_array()?;
                while more {
                    items.push(Self::read(reader)?);
                    more = reader.next_item()?;
                }
                Self::Array(items)
            }
            Kind::Object => {
                let mut members = Vec::new();
                let mut more = reader.begin_object()?;
                while more {
                    let name = reader.name()?.into_owned();
                    members.push((name, Self::read(reader)?));
                    more = reader.next_member()?;
                }
                Self::Object(members)
            }
        })
    }

    /// The value as compact JSON.
    pub(super) fn to_json(&self) -> String {
        to_string(self)
    }

    /// Whether any text in it, keys included, passes the test.
    pub(super) fn any_text(&self, test: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Null => false,
            Self::Text(text) | Self::Literal(text) => test(text),
            Self::Array(items) => items.iter().any(|item| item.any_text(test)),
            Self::Object(members) => members
                .iter()
                .any(|(key, value)| test(key) || value.any_text(test)),
        }
    }
}

impl Encode for Shape {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.null(),
            Self::Text(text) => writer.string(text),
            Self::Literal(text) => writer.raw(text),
            Self::Array(items) => items.write(writer),
            Self::Object(members) => {
                writer.begin_object();
                for (name, value) in members {
                    writer.name(name);
                    value.write(writer);
                }
                writer.end_object();
            }
        }
    }
}

//! Encodes values as parameters of requests.

use super::{
    encoding::{self, Encoding},
    escape::{Keep, escape},
    request::Request,
    style::{self, Spelling, Style},
};
use crate::{Encode, to_string};

impl Request {
    /// A parameter of the path. It fills its place as one segment, whatever is in it; empty, `.`
    /// and `..` are refused, because they would lead to another path.
    pub fn path(&mut self, name: &'static str, style: Style, explode: bool, value: &dyn Encode) {
        let Some(shape) = self.shape(name, value) else {
            return;
        };
        let text = style::in_path(name, Spelling::new(style, explode), &shape);
        self.set_path(name, text);
    }

    /// A parameter of the path that is a list of lists, each with a style of its own, from outside
    /// in (Swagger 2.0, `collectionFormat` of `items`).
    pub fn path_lists(&mut self, name: &'static str, styles: &'static [Style], value: &dyn Encode) {
        let Some(shape) = self.shape(name, value) else {
            return;
        };
        let text = style::in_path(name, Spelling::nested(styles), &shape);
        self.set_path(name, text);
    }

    /// A parameter of the path as JSON.
    pub fn path_json(&mut self, name: &'static str, value: &dyn Encode) {
        let text = json(value).map(|json| escape(&json, Keep::Unreserved));
        self.set_path(name, text);
    }

    /// A parameter of the query. With `allow_reserved`, characters such as `/` and `:` stay as
    /// they are.
    pub fn query(
        &mut self,
        name: &'static str,
        style: Style,
        explode: bool,
        allow_reserved: bool,
        value: &dyn Encode,
    ) {
        let keep = if allow_reserved {
            Keep::Reserved
        } else {
            Keep::Unreserved
        };
        let spelling = Spelling::new(style, explode);
        let shape = self.shape(name, value);
        let pairs = shape.and_then(|shape| style::in_query(name, spelling, keep, &shape));
        self.set_query(name, pairs);
    }

    /// A parameter of the query that is a list of lists, each with a style of its own, from
    /// outside in; the outermost repeats the name if it is [`Style::Form`] (Swagger 2.0,
    /// `collectionFormat` of `items`).
    pub fn query_lists(
        &mut self,
        name: &'static str,
        styles: &'static [Style],
        value: &dyn Encode,
    ) {
        let (spelling, shape) = (Spelling::nested(styles), self.shape(name, value));
        let keep = Keep::Unreserved;
        let pairs = shape.and_then(|shape| style::in_query(name, spelling, keep, &shape));
        self.set_query(name, pairs);
    }

    /// A parameter of the query as JSON.
    pub fn query_json(&mut self, name: &'static str, value: &dyn Encode) {
        let pair = json(value).map(|json| style::json_pair(name, &json));
        self.set_query(name, pair);
    }

    /// The whole query as JSON, percent-encoded (OpenAPI 3.2, "Parameter Locations").
    pub fn query_string_json(&mut self, name: &'static str, value: &dyn Encode) {
        let text = json(value).map(|json| escape(&json, Keep::Unreserved));
        self.set_query(name, text);
    }

    /// The whole query as text, percent-encoded.
    pub fn query_string_text(&mut self, name: &'static str, value: &dyn Encode) {
        let shape = self.shape(name, value);
        let spelling = Spelling::new(Style::Simple, false);
        let text = shape.and_then(|shape| style::in_header(spelling, &shape));
        let text = text.map(|text| escape(&text, Keep::Unreserved));
        self.set_query(name, text);
    }

    /// The whole query as a form: spelled as the body of [`form_as`](Self::form_as) would be.
    pub fn query_string_form(
        &mut self,
        name: &'static str,
        encodings: &[Encoding],
        value: &dyn Encode,
    ) {
        let Some(shape) = self.shape(name, value) else {
            return;
        };
        match encoding::as_form(encodings, &shape) {
            Some(form) => {
                let form = (!form.is_empty()).then_some(form);
                self.set_query(name, form);
            }
            None => self.refuse(
                &format!("parameter `{name}`"),
                "is not an object, which a form must be",
            ),
        }
    }

    /// A parameter in a header, in style `simple`. It is sent as it is, without percent-encoding;
    /// line breaks and NUL are refused.
    pub fn header(&mut self, name: &'static str, explode: bool, value: &dyn Encode) {
        let shape = self.shape(name, value);
        let spelling = Spelling::new(Style::Simple, explode);
        let text = shape.and_then(|shape| style::in_header(spelling, &shape));
        self.put_header(name, text.as_deref());
    }

    /// A parameter in a header that is a list of lists, each with a style of its own, from outside
    /// in (Swagger 2.0, `collectionFormat` of `items`).
    pub fn header_lists(
        &mut self,
        name: &'static str,
        styles: &'static [Style],
        value: &dyn Encode,
    ) {
        let (spelling, shape) = (Spelling::nested(styles), self.shape(name, value));
        let text = shape.and_then(|shape| style::in_header(spelling, &shape));
        self.put_header(name, text.as_deref());
    }

    /// A parameter in a header as JSON.
    pub fn header_json(&mut self, name: &'static str, value: &dyn Encode) {
        let text = json(value);
        self.put_header(name, text.as_deref());
    }

    /// A cookie, in style `form`: percent-encoded.
    pub fn cookie(&mut self, name: &'static str, explode: bool, value: &dyn Encode) {
        let shape = self.shape(name, value);
        let keep = Keep::Unreserved;
        let pairs = shape.and_then(|shape| style::in_cookie(name, explode, keep, &shape));
        self.set_cookie(name, pairs);
    }

    /// A cookie in style `cookie` of OpenAPI 3.2: not encoded. Characters that would end it are
    /// refused.
    pub fn cookie_plain(&mut self, name: &'static str, explode: bool, value: &dyn Encode) {
        let Some(shape) = self.shape(name, value) else {
            return;
        };
        let illegal = |character: char| character.is_control() || character == ';';
        if shape.any_text(&|text| text.contains(illegal)) {
            self.refuse(
                &format!("parameter `{name}`"),
                "contains a semicolon or a control character",
            );
        }
        let pairs = style::in_cookie(name, explode, Keep::Everything, &shape);
        self.set_cookie(name, pairs);
    }

    /// A cookie as JSON, percent-encoded.
    pub fn cookie_json(&mut self, name: &'static str, value: &dyn Encode) {
        let pair = json(value).map(|json| style::json_pair(name, &json));
        self.set_cookie(name, pair);
    }
}

fn json(value: &dyn Encode) -> Option<String> {
    (!value.is_absent()).then(|| to_string(value))
}

/// How a parameter of the path is encoded, where its table says so (the OpenAPI specification,
/// "Parameter Object").
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "named in the specification")]
pub struct InPath {
    pub style: Style,
    pub explode: bool,
}

impl InPath {
    /// What OpenAPI takes where the description says nothing.
    pub const DEFAULT: Self = Self {
        style: Style::Simple,
        explode: false,
    };
}

/// How a parameter of the query is encoded, where its table says so.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "named in the specification")]
pub struct InQuery {
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
}

impl InQuery {
    /// What OpenAPI takes where the description says nothing.
    pub const DEFAULT: Self = Self {
        style: Style::Form,
        explode: true,
        allow_reserved: false,
    };
}

//! The value of a parameter, seen as what a style can spell: text, an array or an object.

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
    pub(super) fn of(value: &dyn crate::shim::Encode) -> Option<Self> {
        let json = crate::shim::to_json(value);
        serde_json::from_str::<serde_json::Value>(&json)
            .ok()
            .map(Self::from)
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

    pub(super) fn push_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Text(text) => push_quoted(out, text),
            Self::Literal(text) => out.push_str(text),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.push_json(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    push_quoted(out, key);
                    out.push(':');
                    value.push_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn push_quoted(out: &mut String, text: &str) {
    out.push_str(&crate::shim::to_json(&text));
}

impl From<serde_json::Value> for Shape {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(items) => {
                Self::Array(items.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (key, Self::from(value)))
                    .collect(),
            ),
            literal => Self::Literal(literal.to_string()),
        }
    }
}

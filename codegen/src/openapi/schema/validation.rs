//! Which values fit a schema. JSON Schema 2020-12 Validation, sections 6 to 8.

use super::Schema;
use crate::document::Node;
use crate::openapi::limits::{Limit, Range};
use crate::openapi::types::TypeSet;
use crate::openapi::{flag, items, members};

impl<'d> Schema<'d> {
    /// `type`: one name or several.
    fn type_names(self) -> impl Iterator<Item = TypeSet> + Clone + use<'d> {
        let written = self.get("type");
        let list = written.and_then(Node::as_sequence).unwrap_or_default();
        let one = written.filter(|node| node.as_str().is_some());
        let names = one.into_iter().chain(list);
        names.filter_map(|name| TypeSet::named(name.as_str()?))
    }

    /// `type`, with `null` where it is allowed as well. What Kubernetes calls `int-or-string`, or
    /// marks with an extension, is an integer or a string, whatever `type` says.
    pub fn types(self) -> Option<TypeSet> {
        let named = self.type_names().reduce(|all, ty| all | ty);
        let types = match self.is_int_or_string() {
            true => named.unwrap_or(TypeSet::NONE) | TypeSet::INTEGER | TypeSet::STRING,
            false => named?,
        };
        Some(match self.is_nullable() {
            true => types | TypeSet::NULL,
            false => types,
        })
    }

    fn is_int_or_string(self) -> bool {
        let marked = self.get("x-kubernetes-int-or-string");
        marked.and_then(Node::as_bool) == Some(true)
            || self.0.text("format") == Some("int-or-string")
    }

    /// The types in the order of their list, where there are several besides `null`.
    pub fn listed_types(self) -> Vec<TypeSet> {
        let types = self.type_names();
        let others = types.clone().filter(|ty| *ty != TypeSet::NULL);
        match others.count() {
            0 | 1 => Vec::new(),
            _ => types.collect(),
        }
    }

    /// Null fits although other keywords allow other types only: `type: [.., 'null']`, `nullable`
    /// of OpenAPI 3.0, `x-nullable` of 2.0, or a null among the values.
    pub fn is_nullable(self) -> bool {
        let flagged = self.get("nullable").or_else(|| self.get("x-nullable"));
        let types = self.type_names();
        let is_listed = types.clone().any(|ty| ty == TypeSet::NULL);
        flagged.and_then(Node::as_bool) == Some(true)
            || (is_listed && types.count() == 2)
            || self.values().iter().any(Node::is_null)
    }

    /// `const` or `enum`. Empty where any value will do.
    pub fn values(self) -> &'d [Node] {
        match self.get("const") {
            Some(only) => std::slice::from_ref(only),
            None => items(self.0, "enum"),
        }
    }

    pub fn minimum(self) -> Option<Limit> {
        let (inclusive, exclusive) = (self.get("minimum"), self.get("exclusiveMinimum"));
        Limit::of(inclusive, exclusive, |bound, other| bound >= other)
    }

    pub fn maximum(self) -> Option<Limit> {
        let (inclusive, exclusive) = (self.get("maximum"), self.get("exclusiveMaximum"));
        Limit::of(inclusive, exclusive, |bound, other| bound <= other)
    }

    pub fn multiple_of(self) -> Option<f64> {
        self.get("multipleOf")?.as_f64()
    }

    /// `minLength` and `maxLength`, in characters.
    pub fn lengths(self) -> Range<usize> {
        Range::of(self.get("minLength"), self.get("maxLength"))
    }

    pub fn pattern(self) -> Option<&'d str> {
        self.0.text("pattern")
    }

    /// `minItems` and `maxItems`.
    pub fn item_counts(self) -> Range<usize> {
        Range::of(self.get("minItems"), self.get("maxItems"))
    }

    /// `minContains` and `maxContains`: how many items fit `contains`. At least one, where neither
    /// is given.
    pub fn contains_counts(self) -> Option<Range<usize>> {
        self.get("contains")?;
        let counts = Range::of(self.get("minContains"), self.get("maxContains"));
        Some(Range {
            minimum: counts.minimum.or(Some(1)),
            ..counts
        })
    }

    pub fn has_unique_items(self) -> bool {
        flag(self.0, "uniqueItems")
    }

    /// `minProperties` and `maxProperties`.
    pub fn property_counts(self) -> Range<usize> {
        Range::of(self.get("minProperties"), self.get("maxProperties"))
    }

    pub fn required(self) -> impl Iterator<Item = &'d str> + Clone {
        items(self.0, "required").iter().filter_map(Node::as_str)
    }

    /// All names in `dependentRequired`, or in `dependencies` before 2019-09.
    pub fn dependent_required(self) -> impl Iterator<Item = &'d str> {
        let keywords = ["dependentRequired", "dependencies"].into_iter();
        let members = keywords.flat_map(move |keyword| members(self.0, keyword));
        members.flat_map(|(name, others)| {
            let others = others.as_sequence().into_iter();
            others.flat_map(move |others| {
                let others = others.iter().filter_map(Node::as_str);
                std::iter::once(name).chain(others)
            })
        })
    }

    /// `format`, or the format that `contentEncoding` and `contentMediaType` amount to.
    pub fn format(self) -> Option<&'d str> {
        self.0.text("format").or_else(|| {
            let encoding = self.get("contentEncoding").map(Node::as_str);
            match (encoding, self.content_media_type()) {
                (Some(Some("base64")), _) => Some("byte"),
                (Some(Some("base64url")), _) => Some("base64url"),
                (None, Some(media_type)) if is_binary(media_type) => Some("binary"),
                _ => None,
            }
        })
    }

    pub fn content_media_type(self) -> Option<&'d str> {
        self.0.text("contentMediaType")
    }
}

/// Media types whose content no JSON string can have unencoded.
fn is_binary(media_type: &str) -> bool {
    const BINARY: [&str; 4] = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
    ];
    let of_bytes = ["image/", "audio/", "video/", "font/"];
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_text = essence.ends_with("+xml") || essence.ends_with("+json");
    BINARY.contains(&essence) || of_bytes.iter().any(|kind| essence.starts_with(kind)) && !is_text
}

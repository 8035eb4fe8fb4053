//! Keywords of schemas that no version of OpenAPI or JSON Schema has: misspelled ones say nothing.

use super::reports::{Reports, members};
use super::{Loss, What};
use codegen::document::{Node, Value, pointer};

/// All keywords of schemas, extensions aside.
const KEYWORDS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$ref",
    "$schema",
    "$recursiveAnchor",
    "$recursiveRef",
    "$vocabulary",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "id",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "xml",
];
const MAPS: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
];
const OTHERS: &[&str] = &[
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
    "if",
    "then",
    "else",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
];

/// Those of component schemas and of all below them.
pub(super) fn find(root: &Node, reports: &Reports, losses: &mut Vec<Loss>) {
    let components = root.get("components").into_iter();
    let components = components.flat_map(|node| members(node, "schemas", "/components"));
    let schemas = components.chain(members(root, "definitions", ""));
    let mut rest: Vec<(&Node, String)> = schemas.map(|(_, node, at)| (node, at)).collect();
    while let Some((schema, at)) = rest.pop() {
        let Value::Mapping(keywords) = &schema.value else {
            continue;
        };
        for (keyword, node) in keywords.iter() {
            let below = pointer::join(&at, keyword);
            if MAPS.contains(&keyword.as_str()) {
                let inner = members(schema, keyword, &at).into_iter();
                rest.extend(inner.map(|(_, node, at)| (node, at)));
            } else if OTHERS.contains(&keyword.as_str()) {
                match &node.value {
                    Value::Sequence(items) => rest.extend(
                        items
                            .iter()
                            .enumerate()
                            .map(|(index, item)| (item, pointer::join(&below, &index.to_string()))),
                    ),
                    _ => rest.push((node, below)),
                }
            } else if !KEYWORDS.contains(&keyword.as_str())
                && !keyword.starts_with("x-")
                && !reports.speak_of_keyword(keyword)
            {
                losses.push(Loss {
                    pointer: below,
                    what: What::Keyword,
                });
            }
        }
    }
}

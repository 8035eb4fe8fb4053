//! Older and newer spellings of the same thing.

use super::{Limit, Quantity, Schema, TypeSet};
use crate::diagnostics::Diagnostics;
use crate::document::{Tree, read};

fn tree(text: &str) -> Tree {
    read("schema.yaml", text, &mut Diagnostics::default()).unwrap()
}

#[test]
fn null_is_allowed_in_each_version_in_its_own_way() {
    let string = TypeSet::STRING | TypeSet::NULL;
    for (text, types) in [
        ("type: [string, 'null']", string),
        ("{type: string, nullable: true}", string),
        ("{type: string, x-nullable: true}", string),
        ("{type: string, enum: [a, null]}", string),
        ("{type: string, nullable: false}", TypeSet::STRING),
        ("type: 'null'", TypeSet::NULL),
        (
            "type: [string, integer]",
            TypeSet::STRING | TypeSet::INTEGER,
        ),
    ] {
        assert_eq!(Schema::new(&tree(text)).types(), Some(types), "{text}");
    }
    assert_eq!(Schema::new(&tree("nullable: true")).types(), None);
}

#[test]
fn exclusive_bounds_are_numbers_or_flags() {
    for (text, value, exclusive) in [
        ("minimum: 1", 1, false),
        ("exclusiveMinimum: 1", 1, true),
        ("{minimum: 1, exclusiveMinimum: true}", 1, true),
        ("{minimum: 1, exclusiveMinimum: false}", 1, false),
        ("{minimum: 1, exclusiveMinimum: 0}", 1, false),
        ("{minimum: 1, exclusiveMinimum: 2}", 2, true),
        ("minimum: 9007199254740993", 9_007_199_254_740_993, false),
        (
            "minimum: 99999999999999999999",
            99_999_999_999_999_999_999,
            false,
        ),
    ] {
        let value = Quantity::Whole(value);
        let expected = Some(Limit { value, exclusive });
        assert_eq!(Schema::new(&tree(text)).minimum(), expected, "{text}");
    }
    let tree = tree("{maximum: 3, exclusiveMaximum: 5}");
    let value = Quantity::Whole(3);
    let expected = Some(Limit {
        value,
        exclusive: false,
    });
    assert_eq!(Schema::new(&tree).maximum(), expected);
}

#[test]
fn items_behind_a_tuple_have_three_keywords() {
    for (text, first, rest) in [
        ("items: {type: string}", ("items", 0), Some("items")),
        (
            "{prefixItems: [true], items: false}",
            ("prefixItems", 1),
            Some("items"),
        ),
        (
            "{items: [true, true], additionalItems: false}",
            ("items", 2),
            Some("additionalItems"),
        ),
        (
            "{prefixItems: [true], unevaluatedItems: {}}",
            ("prefixItems", 1),
            Some("unevaluatedItems"),
        ),
        (
            "{prefixItems: [true], if: {}, unevaluatedItems: {}}",
            ("prefixItems", 1),
            None,
        ),
        ("unevaluatedItems: {}", ("items", 0), None),
    ] {
        let tree = tree(text);
        let schema = Schema::new(&tree);
        let (keyword, listed) = schema.prefix_items();
        assert_eq!((keyword, listed.len()), first, "{text}");
        assert_eq!(schema.items().map(|(keyword, _)| keyword), rest, "{text}");
    }
}

#[test]
fn contents_of_strings_amount_to_formats() {
    for (text, format) in [
        ("contentEncoding: base64", Some("byte")),
        (
            "{contentEncoding: base64, contentMediaType: image/png}",
            Some("byte"),
        ),
        ("contentMediaType: image/png", Some("binary")),
        ("contentMediaType: application/json", None),
        ("{format: uuid, contentEncoding: base64}", Some("uuid")),
    ] {
        assert_eq!(Schema::new(&tree(text)).format(), format, "{text}");
    }
}

#[test]
fn only_what_is_said_of_values_tells_schemas_apart() {
    let differ = |one: &str, other: &str| {
        let (one, other) = (tree(one), tree(other));
        !Schema::new(&one).fits_the_same(Schema::new(&other))
    };
    assert!(!differ(
        "{type: string, title: A}",
        "{description: b, type: [string, 'null']}"
    ));
    assert!(differ("type: string", "{type: string, format: date}"));
    assert!(differ("type: string", "true"));
}

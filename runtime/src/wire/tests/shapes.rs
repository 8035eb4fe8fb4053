//! Unions of variants that are told apart by their shape, where more than one might fit.

use super::choice::{Deep, Wide};
use super::{error, read, same};
use crate::{Json, Map};

crate::object! {
    struct Plain {
        optional id: Option<String>,
    }
}

crate::object! {
    struct Registered {
        required extra: String,
        optional id: Option<String>,
        optional weight: Option<i32>,
    }
}

crate::object! {
    struct Open {
        optional extra: Option<String>,
        rest others: Map<Json>,
    }
}

crate::union! {
    enum Letter {
        Registered(Registered) object { "extra" = "registered" },
        Numbered(Registered) object { "level" = json "1" | "true" },
        Plain(Plain) object,
    } else Unrecognized
}

crate::union! {
    enum OpenLetter {
        Registered(Registered) object { "extra" = "registered" },
        Open(Open) object,
    } else Unrecognized
}

#[test]
fn no_variant_swallows_what_a_constant_claims() {
    assert!(matches!(same::<Letter>(r#"{"id":"1"}"#), Letter::Plain(_)));
    let unknown = same::<Letter>(r#"{"id":"1", "extra" : "new"}"#);
    assert!(matches!(unknown, Letter::Unrecognized(_)));
    let unknown = same::<Letter>(r#"{"level":2,"id":"1"}"#);
    assert!(matches!(unknown, Letter::Unrecognized(_)));
    // It may be a plain one, which does not know the member.
    let either = same::<Letter>(r#"{"extra":"registered","weight":"heavy"}"#);
    assert!(matches!(either, Letter::Unrecognized(_)));
    let error = error::<Letter>(r#"{"extra":"registered","weight":"heavy","id":2}"#);
    assert!(error.starts_with("weight: expected"), "{error}");
    let open = same::<OpenLetter>(r#"{"extra":"new","a":1}"#);
    assert!(matches!(open, OpenLetter::Open(_)));
    let open = same::<OpenLetter>(r#"{"extra":"registered","weight":"heavy"}"#);
    assert!(matches!(open, OpenLetter::Open(_)));
    let registered = read::<OpenLetter>(r#"{"extra":"registered","new":1}"#).unwrap();
    assert!(matches!(registered, OpenLetter::Registered(_)));
}

crate::union! {
    enum Exclusive {
        Wide(Box<Wide>) object,
        Deep(Box<Deep>) object,
    } else Unrecognized
}

#[test]
fn of_variants_that_exclude_each_other_one_is_taken() {
    let wide = read::<Exclusive>(r#"{"must":1,"right":2,"left":3}"#).unwrap();
    assert!(matches!(wide, Exclusive::Wide(_)));
    let neither = same::<Exclusive>(r#"{"must":1,"left":3}"#);
    assert!(matches!(neither, Exclusive::Unrecognized(_)));
}

crate::union! {
    enum Within {
        Coded(Registered) object { has "extra" },
        Array(Vec<i32>) array,
    } else Unrecognized
}

crate::union! {
    enum Outer {
        Inner(Within) object + array,
        Plain(Plain) object,
    } else Unrecognized
}

#[test]
fn a_union_within_does_not_take_what_it_does_not_know() {
    let plain = read::<Outer>(r#"{"id":"1","new":2}"#).unwrap();
    assert!(matches!(plain, Outer::Plain(_)));
    let inner = same::<Outer>(r#"{"extra":"a","weight":2}"#);
    assert!(matches!(inner, Outer::Inner(Within::Coded(_))));
}

#[test]
fn integers_beside_numbers_keep_their_digits() {
    crate::union! {
        enum Order {
            Integer(i64) integer,
            Number(f64) number,
        } else Unrecognized
    }
    let long = "9007199254740993";
    assert_eq!(same::<Order>(long), Order::Integer(9_007_199_254_740_993));
    assert_eq!(read::<Order>("2.0").unwrap(), Order::Integer(2));
    assert_eq!(same::<Order>("2.5"), Order::Number(2.5));
    assert_eq!(read::<Order>("1e300").unwrap(), Order::Number(1e300));
    let longer = same::<Order>("12345678901234567890123");
    assert!(matches!(longer, Order::Unrecognized(_)));
}

crate::object! {
    struct Weighed {
        required id: i32,
        optional weight: Option<i32>,
    }
}

crate::object! {
    struct Sized {
        optional size: Option<String>,
    }
}

crate::object! {
    struct Empty {}
}

crate::union! {
    enum Thing {
        Weighed(Weighed) object { has "id" },
        Sized(Sized) object,
        Empty(Empty) object,
    } else Unrecognized
}

crate::union! {
    enum Kept {
        Weighed(Weighed) object { has "id" },
        Empty(Empty) object,
    } else Unrecognized
}

#[test]
fn no_variant_leaves_out_what_another_one_cannot_hold() {
    assert!(matches!(same::<Thing>("{}"), Thing::Sized(_)));
    // Neither what misfits goes, nor everything.
    for text in [
        r#"{"id":1,"weight":"heavy"}"#,
        r#"{"size":4}"#,
        r#"{"size":[],"other":1}"#,
    ] {
        assert!(
            matches!(same::<Thing>(text), Thing::Unrecognized(_)),
            "{text}"
        );
    }
    let none = same::<Kept>(r#"{"other":1}"#);
    assert!(matches!(none, Kept::Unrecognized(_)));
    let sized = read::<Thing>(r#"{"size":"x","other":1}"#).unwrap();
    assert!(matches!(sized, Thing::Sized(_)));
}

crate::union! {
    enum Loose any_of {
        Row(crate::Tuple<(Option<i32>, Option<String>), Json>) array,
        Any(Json) array + object + null,
    } else Unrecognized
}

#[test]
fn a_null_at_the_end_of_a_tuple_is_not_cut_off_where_something_keeps_it() {
    assert!(matches!(same::<Loose>(r#"[1,"a"]"#), Loose::Row(_)));
    assert!(matches!(same::<Loose>(r#"[null,"a"]"#), Loose::Row(_)));
    assert!(matches!(same::<Loose>(r#"[1,null]"#), Loose::Any(_)));
}

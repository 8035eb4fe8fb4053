//! The tables as generated code has them.
#![allow(
    clippy::non_canonical_clone_impl,
    reason = "of types that are `Copy`, which are rare"
)]

mod choice;
mod shapes;

use crate::{
    DateTime, Json, JsonError, Map, Maybe, Tuple, Value, Wire, from_slice, to_string, vacant,
};

crate::object! {
    struct Subscription {
        required type_ "type": Kind,
        required id: i64,
        optional name: Option<String>,
        required next: Option<String>,
        optional note: Maybe<String>,
        required tags: Vec<String>,
        optional at: Option<DateTime>,
        optional inner: Option<Box<Subscription>>,
        rest extra: Map<Value>,
    }
}

impl Subscription {
    fn new(id: i64) -> Self {
        Self { id, ..vacant() }
    }
}

crate::string_enum! {
    enum Kind {
        Subscription "subscription",
    } else Unrecognized
}

crate::object! {
    struct Point: Default, Copy, Eq, Hash, Ord {
        optional x: Option<u8>,
        optional y: Option<u8>,
    }
}

crate::object! {
    struct Cat: Eq, Hash {
        required kind "petType": String,
        optional lives: Option<i32>,
    }
}

crate::object! {
    struct Dog: Eq, Hash {
        optional bark: Option<String>,
        rest extra: Map<Json>,
    }
}

fn read<T: Wire>(json: &str) -> Result<T, JsonError> {
    from_slice(json.as_bytes())
}

fn error<T: Wire>(json: &str) -> String {
    read::<T>(json).unwrap_err().to_string()
}

/// Reads and expects the same text when it is written.
#[track_caller]
fn same<T: Wire>(json: &str) -> T {
    let value = read::<T>(json).unwrap();
    assert_eq!(to_string(&value), json);
    value
}

#[test]
fn any_json_may_be_null_and_not_missing() {
    crate::object! {
        struct Holder {
            required any: Value,
            required kept: Json,
            optional odd: Option<Value>,
        }
    }
    same::<Holder>(r#"{"any":null,"kept":null,"odd":null}"#);
    same::<Holder>(r#"{"any":1,"kept":[]}"#);
    for (json, name) in [(r#"{"kept":1}"#, "any"), (r#"{"any":1}"#, "kept")] {
        let expected = format!("missing member `{name}` (line 1, column 1)");
        assert_eq!(error::<Holder>(json), expected);
    }
}

#[test]
fn objects_are_read_in_any_order_and_written_in_theirs() {
    let json = r#"{"type":"subscription","id":1,"next":null,"tags":["a"],"x":1,"y":[]}"#;
    let value = same::<Subscription>(json);
    let mixed = r#" {"y": [], "tags":["a"] ,"id":1.0,
        "\u0074ype":"subscription", "x":1, "name": null} "#;
    assert_eq!(read::<Subscription>(mixed).unwrap(), value);
    assert_eq!(value.clone(), value);
    assert_eq!(value.extra["x"], 1);
    let mut made = Subscription::new(1);
    made.tags.push("a".into());
    made.extra = value.extra.clone();
    assert_eq!(made, value);
}

#[test]
fn absent_null_and_value_differ_where_asked_for() {
    let head = r#"{"type":"subscription","id":1,"next":null"#;
    let tail = r#""tags":[]}"#;
    for note in ["", r#""note":null,"#, r#""note":"n","#] {
        same::<Subscription>(&format!("{head},{note}{tail}"));
    }
    let value = read::<Subscription>(r#"{"type":"other","id":1,"tags":[],"name":null}"#).unwrap();
    assert_eq!(
        (value.note, value.next, value.name),
        (Maybe::Absent, None, None)
    );
    assert_eq!(value.type_, Kind::Unrecognized("other".into()));
}

#[test]
fn errors_tell_the_way_and_what_was_found() {
    assert_eq!(
        error::<Cat>("{}"),
        "missing member `petType` (line 1, column 1)"
    );
    assert_eq!(
        error::<Vec<Cat>>("[\n  {\"petType\": 5}]"),
        "[0].petType: expected a string, found 5 (line 2, column 15)"
    );
    let inner = r#"{"inner": {"inner": {"type": "x", "id": 1, "tags": ["a", []]}}}"#;
    let inner = read::<Subscription>(inner).unwrap_err();
    assert_eq!(inner.path(), "inner.inner.tags[1]");
    assert_eq!(inner.message(), "expected a string, found an array");
    assert_eq!(
        error::<Map<Map<u8>>>(r#"{"a b": {"": 256}}"#),
        "[\"a b\"][\"\"]: expected an unsigned integer of 8 bits, found 256 (line 1, column 14)"
    );
    assert_eq!(error::<i64>("1 2"), "expected the end (line 1, column 3)");
    assert_eq!(
        error::<i64>(""),
        "the text ends too early (line 1, column 1)"
    );
    assert!(error::<DateTime>("\"soon\"").starts_with("expected a date-time, found \"soon\""));
}

#[test]
fn the_last_of_equal_members_counts_wholly() {
    let json = r#"{"petType":"cat","lives":9,"petType":"kitty"}"#;
    assert_eq!(read::<Cat>(json).unwrap().kind, "kitty");
    crate::object! {
        struct Holder {
            required cat: Cat,
            required point: Point,
            required pair: (Point, Dog),
        }
    }
    let json = r#"{"cat":{"petType":"a","lives":9},"point":{"x":1,"y":2},"pair":[{"x":1},{"z":1}],
        "cat":{"petType":"b"},"pair":[{},{}],"point":{"x":7}}"#;
    let holder = read::<Holder>(json).unwrap();
    assert_eq!(
        holder.cat,
        Cat {
            kind: "b".into(),
            lives: None
        }
    );
    assert_eq!(
        holder.point,
        Point {
            x: Some(7),
            y: None
        }
    );
    assert_eq!(holder.pair, vacant());
}

#[test]
fn traits_that_are_listed_are_there() {
    fn all<T: Copy + Default + Ord + std::hash::Hash + Eq>(value: T) -> T {
        value
    }
    assert_eq!(
        all(Point {
            x: Some(1),
            y: None
        }),
        Point {
            x: Some(1),
            y: None
        }
    );
    assert!(
        Point {
            x: Some(1),
            y: None
        } < Point {
            x: Some(1),
            y: Some(0)
        }
    );
    assert_eq!(Point::default(), Point { x: None, y: None });
}

#[test]
fn tuples_are_arrays() {
    let value = same::<(i64, String, Option<Point>)>(r#"[1,"a",null]"#);
    assert_eq!(
        read::<(i64, String, Option<Point>)>(r#"[1,"a"]"#).unwrap(),
        value
    );
    assert_eq!(read::<(i64, bool)>("[1,true,3]").unwrap(), (1, true));
    assert_eq!(
        error::<(i64, bool)>("[1]"),
        "missing item 1 (line 1, column 1)"
    );
    assert_eq!(
        error::<(i64, bool)>("[1,2]"),
        "[1]: expected a boolean, found 2 (line 1, column 4)"
    );
}

#[test]
fn debug_shows_members() {
    let point = Point {
        x: Some(1),
        y: Some(2),
    };
    assert_eq!(format!("{point:?}"), "Point { x: Some(1), y: Some(2) }");
    let dog = Dog {
        bark: None,
        extra: Map::new(),
    };
    assert_eq!(format!("{dog:?}"), "Dog { bark: None, ..: {} }");
}

macro_rules! large {
    ($($field:ident)*) => {
        crate::object! { struct Large: Default { $(optional $field: Option<u8>),* } }
    };
}

#[test]
fn large_objects_are_read_in_any_order() {
    large! {
        m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12 m13
        m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24 m25 m26 m27
        m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38 m39 m40 m41
        m42 m43 m44 m45 m46 m47 m48 m49 m50 m51 m52 m53 m54 m55
        m56 m57 m58 m59 m60 m61 m62 m63 m64 m65 m66 m67 m68 m69
    }
    let member = |index: usize| format!("\"m{index}\":{index}");
    let members: Vec<_> = (0..70).map(member).collect();
    let all = format!("{{{}}}", members.join(","));
    let value = same::<Large>(&all);
    assert_eq!((value.m0, value.m69), (Some(0), Some(69)));
    let shuffled: Vec<_> = (0..70).map(|index| member(index * 37 % 70)).collect();
    assert_eq!(
        read::<Large>(&format!("{{{}}}", shuffled.join(","))).unwrap(),
        value
    );
    same::<Large>(r#"{"m1":1,"m5":5,"m30":3,"m69":9}"#);
    let twice = read::<Large>(r#"{"m68":1,"new":0,"m68":2,"m1":1}"#).unwrap();
    assert_eq!((twice.m68, twice.m1), (Some(2), Some(1)));
    assert_eq!(read::<Large>("{}").unwrap(), Large::default());
}

#[test]
fn null_is_a_value_of_any_json() {
    crate::object! {
        struct Free {
            optional any: Option<Value>,
            optional raw: Option<Box<Json>>,
        }
    }

    for json in [r#"{"any":null,"raw":null}"#, r#"{"any":1}"#, "{}"] {
        let free: Free = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_string(&free), json);
    }
}

#[test]
fn arrays_that_end_early_or_go_on() {
    type Row = Tuple<(String, Option<i64>, Maybe<bool>), f64>;
    for json in [
        r#"["a"]"#,
        r#"["a",1]"#,
        r#"["a",1,null]"#,
        r#"["a",1,true,0.5,2]"#,
    ] {
        let row: Row = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_string(&row), json);
    }
    for json in ["[]", "[null]", "[null,null]"] {
        let nulls: Tuple<(Option<()>,), Value> = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_string(&nulls), json);
    }
    let missing = from_slice::<Row>(b"[]").unwrap_err().to_string();
    assert!(missing.contains("missing item 0"), "{missing}");
    let odd = from_slice::<Row>(br#"["a",1,true,0.5,"x"]"#);
    assert!(odd.unwrap_err().to_string().starts_with("[4]: "));
}

//! Enums and unions.

use super::{Cat, Dog, Kind, Point, error, read, same};
use crate::{Json, Map, vacant};

crate::integer_enum! {
    enum Level {
        One 1,
        Two 2,
        Below -1,
    } else Unrecognized
}

crate::json_enum! {
    enum Odd {
        True "true",
        OneAndHalf "1.5",
        A "\"a\"",
    } else Other
}

crate::union! {
    enum Pet: Eq, Hash, From on "petType" {
        Cat(Cat) "cat" | "kitty",
        Dog(Box<Dog>) "dog",
        Lizard(Map<Json>) default "lizard",
    } else Unrecognized
}

crate::union! {
    enum Strict on "petType" {
        Cat(Cat) "cat",
    } else Unrecognized
}

crate::union! {
    enum Errors {
        Array(Vec<Point>) array,
        Object(Map<i32>) object { "kind" = "a" | "b", has "code", },
        Coded(Cat) object { has "petType" },
        Numbered(Point) object { "x" = json "1" | "2", has "y" },
        Text(String) string ["x" | "y"],
        Null(()) null,
        Int(i64) integer,
        Num(f64) number,
        Bool(bool) boolean,
    } else Unrecognized
}

crate::object! {
    pub(super) struct Deep {
        optional a: Option<Nested>,
        required left: Option<i32>,
    }
}

crate::object! {
    pub(super) struct Wide {
        optional a: Option<Nested>,
        optional right: Option<i32>,
        required must: i32,
    }
}

crate::union! {
    pub(super) enum Nested any_of {
        Wide(Box<Wide>) object,
        Deep(Box<Deep>) object,
    } else Unrecognized
}

crate::union! {
    enum Endless {
        One(Box<Endless>) object,
        Two(Box<Endless>) object,
    } else Unrecognized
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(same::<Level>("-1"), Level::Below);
    assert_eq!(same::<Level>("77"), Level::Unrecognized(77));
    assert_eq!(read::<Level>("2.0").unwrap(), Level::Two);
    assert_eq!(Level::One.to_string(), "1");
    assert_eq!(same::<Odd>("1.5"), Odd::OneAndHalf);
    assert_eq!(same::<Odd>("true"), Odd::True);
    assert_eq!(same::<Odd>("\"a\""), Odd::A);
    assert_eq!(same::<Odd>("{\"a\":[1]}").as_json(), "{\"a\":[1]}");
    assert_eq!(
        format!("{:?} {:?}", Odd::A, Odd::Other(Json::null())),
        "A Other(null)"
    );
    assert_eq!(Kind::from("x").to_string(), "x");
    assert_eq!(
        format!("{:?}", Kind::from("x".to_owned())),
        "Unrecognized(\"x\")"
    );
    assert_eq!(format!("{:?}", vacant::<Kind>()), "Subscription");
    assert!(read::<Kind>("null").is_err());
}

#[test]
fn discriminators_choose_the_variant() {
    let cat = same::<Pet>(r#"{"petType":"kitty","lives":9}"#);
    assert_eq!(
        cat,
        Pet::Cat(Cat {
            kind: "kitty".into(),
            lives: Some(9)
        })
    );
    let dog = same::<Pet>(r#"{"petType":"dog","bark":"wau","x":1}"#);
    assert!(matches!(&dog, Pet::Dog(dog) if dog.extra.len() == 1));
    assert_eq!(
        read::<Pet>(r#"{"bark":"wau","x":1,"petType":"dog"}"#).unwrap(),
        dog
    );
    let lizard = same::<Pet>(r#"{"petType":"lizard","a":{}}"#);
    assert_eq!(format!("{lizard:?}"), r#"Lizard({"a": {}})"#);
    assert!(matches!(read::<Pet>("{}").unwrap(), Pet::Lizard(_)));
    assert!(read::<Pet>("5").is_err());
    assert!(matches!(
        same::<Strict>(r#"{ "petType" : 5}"#),
        Strict::Unrecognized(_)
    ));
    assert!(matches!(same::<Strict>("[]"), Strict::Unrecognized(_)));
    assert_eq!(
        error::<Strict>(r#"{"petType":"cat","lives":"many"}"#),
        "lives: expected an integer of 32 bits, found \"many\" (line 1, column 26)"
    );
}

crate::object! {
    struct Car {
        optional kind: Option<Make>,
        required doors: i32,
    }
}

crate::object! {
    struct Bike {
        required kind: String,
    }
}

crate::object! {
    struct Numbered {
        optional kind: Option<i64>,
    }
}

crate::object! {
    struct Bare {
        optional wheels: Option<i32>,
    }
}

crate::string_enum! {
    enum Make {
        Car "car",
        Van "van",
    } else Unrecognized
}

crate::union! {
    enum Vehicle on "kind" {
        Car(Car) "car",
        Bike(Bike) "bike" | "\"tandem\"",
        Numbered(Numbered) json "1",
        Inner(Inner) "inner",
        Bare(Bare) default "bare",
    } else Unrecognized
}

crate::union! {
    enum Inner on "type" {
        Bare(Bare) "bare",
        Many(Map<Json>) "many",
    } else Unrecognized
}

#[test]
fn unions_write_the_tag_of_the_variant() {
    let written = |vehicle: Vehicle| crate::to_string(&vehicle);
    let car = |kind| Vehicle::Car(Car { kind, doors: 4 });
    let bike = |kind: &str| Vehicle::Bike(Bike { kind: kind.into() });
    assert_eq!(written(car(None)), r#"{"kind":"car","doors":4}"#);
    assert_eq!(written(car(Some(Make::Van))), r#"{"kind":"car","doors":4}"#);
    assert_eq!(written(bike("nonsense")), r#"{"kind":"bike"}"#);
    assert_eq!(written(bike("\"tandem\"")), r#"{"kind":"\"tandem\""}"#);
    let numbered = |kind| written(Vehicle::Numbered(Numbered { kind }));
    assert_eq!(numbered(None), r#"{"kind":1}"#);
    assert_eq!(numbered(Some(2)), r#"{"kind":1}"#);
    let bare = Vehicle::Bare(vacant());
    assert_eq!(written(bare.clone()), r#"{"kind":"bare"}"#);
    let both = [car(None), bare];
    let expected = r#"[{"kind":"car","doors":4},{"kind":"bare"}]"#;
    assert_eq!(crate::to_string(&both), expected);
}

#[test]
fn unions_within_unions_write_the_tags_of_both() {
    let bare = Vehicle::Inner(Inner::Bare(vacant()));
    assert_eq!(crate::to_string(&bare), r#"{"type":"bare","kind":"inner"}"#);
    same::<Inner>(r#"{"type":"many","a":[{"b":1}]}"#);
}

#[test]
fn an_unknown_tag_is_kept_by_the_default_or_with_the_value() {
    let unknown = same::<Vehicle>(r#"{ "kind" : "boat","wheels":0}"#);
    assert!(matches!(unknown, Vehicle::Unrecognized(_)));
    let none = read::<Vehicle>(r#"{"wheels":4}"#).unwrap();
    assert_eq!(none, Vehicle::Bare(Bare { wheels: Some(4) }));
    let lizard = same::<Pet>(r#"{"petType":"newt","a":{}}"#);
    assert!(matches!(lizard, Pet::Unrecognized(_)));
}

#[test]
fn shapes_choose_the_variant() {
    assert_eq!(
        same::<Errors>(r#"[{"x":1}]"#),
        Errors::Array(vec![Point {
            x: Some(1),
            y: None
        }])
    );
    assert!(read::<Errors>(r#"{"kind":"b","code":1}"#).is_err());
    assert!(matches!(
        same::<Errors>(r#"{"kind":"c","code":1}"#),
        Errors::Unrecognized(_)
    ));
    assert!(matches!(
        same::<Errors>(r#"{"petType":"c"}"#),
        Errors::Coded(_)
    ));
    assert!(matches!(
        read::<Errors>(r#"{"x":1.0,"y":3}"#).unwrap(),
        Errors::Numbered(_)
    ));
    assert!(matches!(
        same::<Errors>(r#"{"x":3,"y":3}"#),
        Errors::Unrecognized(_)
    ));
    assert_eq!(same::<Errors>("\"y\""), Errors::Text("y".into()));
    assert!(matches!(
        same::<Errors>(r#"[{"x":"far"}]"#),
        Errors::Unrecognized(_)
    ));
    assert!(error::<Errors>(r#"[{"x":"far"]"#).starts_with("[0].x: expected"));
    assert!(matches!(same::<Errors>("\"z\""), Errors::Unrecognized(_)));
    assert_eq!(same::<Errors>("null"), Errors::Null(()));
    assert_eq!(same::<Errors>("5"), Errors::Int(5));
    assert_eq!(same::<Errors>("5.5"), Errors::Num(5.5));
    assert_eq!(same::<Errors>("true"), Errors::Bool(true));
    assert!(error::<Errors>("{\"a\"").contains("ends too early"));
}

#[test]
fn trying_prefers_the_variant_that_knows_most_and_stays_cheap() {
    assert!(matches!(same::<Nested>(r#"{"left":1}"#), Nested::Deep(_)));
    assert!(matches!(
        read::<Nested>(r#"{"left":1,"new":[1]}"#).unwrap(),
        Nested::Deep(_)
    ));
    assert!(matches!(
        same::<Nested>(r#"{"right":1,"must":1}"#),
        Nested::Wide(_)
    ));
    let mut json = r#"{"left":1}"#.to_owned();
    for _ in 0..100 {
        json = format!(r#"{{"a":{json},"left":1}}"#);
    }
    same::<Nested>(&json);
    assert!(matches!(same::<Endless>("{}"), Endless::Unrecognized(_)));
}

#[test]
fn what_is_several_variants_at_once_is_kept_as_it_is() {
    assert!(matches!(
        same::<Nested>(r#"{"left":1,"must":1}"#),
        Nested::Unrecognized(_)
    ));
    let within = read::<Nested>(r#"{"left":1,"new":2,"a":{"left":1,"must":1}}"#).unwrap();
    let Nested::Deep(deep) = &within else {
        panic!("{within:?}");
    };
    assert!(matches!(deep.a, Some(Nested::Unrecognized(_))));
    let others = same::<Nested>(r#"{"must":1,"a":{"left":1},"left":1}"#);
    assert!(matches!(others, Nested::Unrecognized(_)));
}

#[test]
fn a_union_is_not_read_from_nothing() {
    crate::object! {
        struct Holder {
            required errors: Strict,
            optional odd: Option<Odd>,
        }
    }
    assert_eq!(
        error::<Holder>("{}"),
        "missing member `errors` (line 1, column 1)"
    );
    let null = read::<Holder>(r#"{"errors":null}"#).unwrap();
    assert_eq!(null.errors, Strict::Unrecognized(Json::null()));
}

#[cfg(feature = "serde")]
#[test]
fn serde_takes_the_same_way() {
    let json = r#"{"petType":"dog","bark":"wau","x":12345678901234567890123}"#;
    let dog: Pet = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&dog).unwrap()["bark"], "wau");
}

#[test]
#[deny(warnings)]
fn tables_may_be_empty() {
    crate::string_enum! { enum Text {} else Unrecognized }
    crate::integer_enum! { enum Int {} else Unrecognized }
    crate::json_enum! { enum Odd {} else Unrecognized }
    crate::union! { enum Tagged on "tag" {} else Unrecognized }
    crate::union! { enum Shaped {} else Unrecognized }
    crate::object! { struct Empty: Default, Eq, Hash {} }
    assert_eq!(same::<Text>("\"a\"").as_str(), "a");
    assert_eq!(same::<Int>("1").value(), 1);
    assert_eq!(same::<Odd>("[]").as_json(), "[]");
    assert_eq!(same::<Tagged>("{}"), same::<Tagged>("{}"));
    assert_eq!(format!("{:?}", same::<Shaped>("5")), "Unrecognized(5)");
    assert_eq!(same::<Empty>("{}"), Empty::default());
}

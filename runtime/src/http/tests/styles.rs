//! How parameters are spelled.

use serde_json::{Value, json};

use crate::http::{
    encoding::{Encoding, as_form},
    escape::Keep,
    shape::Shape,
    style::{Spelling, Style, in_cookie, in_header, in_path, in_query},
};

/// The examples of the OpenAPI specification, "Style Examples": empty text, text, array,
/// object.
fn spelled(spell: impl Fn(&Shape) -> Option<String>) -> [String; 4] {
    let values = [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ];
    values.map(|value| spell(&shape(&value)).unwrap_or_default())
}

fn shape(value: &dyn crate::Encode) -> Shape {
    Shape::of(value).unwrap()
}

fn in_query_of(style: Style, explode: bool, value: Value) -> Option<String> {
    let spelling = Spelling::new(style, explode);
    in_query("color", spelling, Keep::Unreserved, &shape(&value))
}

#[test]
fn paths() {
    let path =
        |style, explode| spelled(|value| in_path("color", Spelling::new(style, explode), value));
    assert_eq!(
        path(Style::Matrix, false),
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150"
        ]
    );
    assert_eq!(
        path(Style::Matrix, true),
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150"
        ]
    );
    assert_eq!(
        path(Style::Label, false),
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]
    );
    assert_eq!(
        path(Style::Label, true),
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]
    );
    assert_eq!(
        path(Style::Simple, false),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]
    );
    assert_eq!(
        path(Style::Simple, true),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]
    );
}

#[test]
fn queries() {
    let query = |style, explode| {
        let spelling = Spelling::new(style, explode);
        spelled(|value| in_query("color", spelling, Keep::Unreserved, value))
    };
    assert_eq!(
        query(Style::Form, false),
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150"
        ]
    );
    assert_eq!(
        query(Style::Form, true),
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150"
        ]
    );
    let delimited = |style| query(style, false)[2..].to_vec();
    assert_eq!(
        delimited(Style::SpaceDelimited),
        [
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150"
        ]
    );
    assert_eq!(
        delimited(Style::PipeDelimited),
        [
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150"
        ]
    );
    assert_eq!(
        delimited(Style::TabDelimited),
        [
            "color=blue%09black%09brown",
            "color=R%09100%09G%09200%09B%09150"
        ]
    );
    assert_eq!(
        query(Style::DeepObject, true)[3],
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

#[test]
fn headers_and_cookies() {
    let simple = |explode| Spelling::new(Style::Simple, explode);
    let header = |explode| spelled(|value| in_header(simple(explode), value));
    assert_eq!(
        header(false),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]
    );
    assert_eq!(
        header(true),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]
    );
    let cookie = |explode| spelled(|value| in_cookie("color", explode, Keep::Everything, value));
    assert_eq!(
        cookie(true),
        [
            "color=",
            "color=blue",
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150"
        ]
    );
}

#[test]
fn nothing_is_left_out() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
    ] {
        assert_eq!(
            in_query_of(Style::Form, true, value.clone()),
            None,
            "{value}"
        );
        assert_eq!(
            in_query_of(Style::Form, false, value.clone()),
            None,
            "{value}"
        );
    }
    assert_eq!(
        in_query_of(Style::Form, true, json!(["a", null])).unwrap(),
        "color=a"
    );
}

#[test]
fn everything_is_encoded() {
    assert_eq!(
        in_query_of(Style::Form, false, json!(["a,b", "c&d=é"])).unwrap(),
        "color=a%2Cb,c%26d%3D%C3%A9"
    );
    let bracket = in_query(
        "filter[a]",
        Spelling::new(Style::Form, true),
        Keep::Unreserved,
        &shape(&"x"),
    );
    assert_eq!(bracket.unwrap(), "filter%5Ba%5D=x");
    assert_eq!(
        in_path(
            "id",
            Spelling::new(Style::Simple, false),
            &shape(&"a/../b?#%")
        )
        .unwrap(),
        "a%2F..%2Fb%3F%23%25"
    );
}

#[test]
fn a_member_that_is_a_list_repeats_its_name() {
    let value = shape(&json!({"page": 0, "sort": ["name,asc", "id"], "none": [], "a": {"b": 1}}));
    let exploded = |style| Spelling::new(style, true);
    let everywhere = [
        in_query("q", exploded(Style::Form), Keep::Unreserved, &value),
        in_cookie("q", true, Keep::Unreserved, &value),
        in_cookie("q", true, Keep::Everything, &value),
        in_header(exploded(Style::Simple), &value),
        in_path("q", exploded(Style::Simple), &value),
        in_path("q", exploded(Style::Label), &value),
        in_path("q", exploded(Style::Matrix), &value),
    ];
    assert_eq!(
        everywhere.map(Option::unwrap),
        [
            "page=0&sort=name%2Casc&sort=id&a=%7B%22b%22%3A1%7D",
            "page=0; sort=name%2Casc; sort=id; a=%7B%22b%22%3A1%7D",
            "page=0; sort=name,asc; sort=id; a={\"b\":1}",
            "page=0,sort=name,asc,sort=id,a={\"b\":1}",
            "page=0,sort=name%2Casc,sort=id,a=%7B%22b%22%3A1%7D",
            ".page=0.sort=name%2Casc.sort=id.a=%7B%22b%22%3A1%7D",
            ";page=0;sort=name%2Casc;sort=id;a=%7B%22b%22%3A1%7D",
        ]
    );
}

#[test]
fn deep_objects_have_brackets_everywhere() {
    let value = json!({"a": {"b": [1, null, 2]}, "c": [{"d": "e f"}], "g": []});
    let pairs =
        "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B2%5D=2&color%5Bc%5D%5B0%5D%5Bd%5D=e";
    assert_eq!(
        in_query_of(Style::DeepObject, true, value.clone()).unwrap(),
        format!("{pairs}%20f")
    );
    const COLOR: &[Encoding] = &[Encoding::new(&["color"])
        .style(Style::DeepObject)
        .explode(true)];
    assert_eq!(
        as_form(COLOR, &shape(&json!({"color": value}))).unwrap(),
        format!("{pairs}+f")
    );
    assert_eq!(
        in_query_of(Style::DeepObject, true, json!(["a", "b"])).unwrap(),
        "color%5B0%5D=a&color%5B1%5D=b"
    );
}

#[test]
fn lists_of_lists_have_a_style_each() {
    let grid = shape(&json!([["a|b", "c"], ["d,e"], [], null, "f"]));
    let nested = |styles| Spelling::nested(styles);
    let query = |styles| in_query("g", nested(styles), Keep::Unreserved, &grid).unwrap();
    assert_eq!(
        query(&[Style::Form, Style::PipeDelimited]),
        "g=a%7Cb%7Cc&g=d%2Ce&g=f"
    );
    assert_eq!(
        query(&[Style::TabDelimited, Style::Simple]),
        "g=a%7Cb,c%09d%2Ce%09f"
    );
    let deep = shape(&json!([[["a", "b"], ["c"]], [["d"]]]));
    const STYLES: &[Style] = &[Style::Simple, Style::PipeDelimited, Style::SpaceDelimited];
    assert_eq!(in_header(nested(STYLES), &deep).unwrap(), "a b|c,d");
    assert_eq!(in_path("g", nested(STYLES), &deep).unwrap(), "a%20b%7Cc,d");
    const ENCODINGS: &[Encoding] = &[Encoding::new(&["g"]).lists(&[Style::Form, Style::Simple])];
    let form = shape(&json!({"g": [["a,b", "c"], ["d"]]}));
    assert_eq!(as_form(ENCODINGS, &form).unwrap(), "g=a%2Cb,c&g=d");
}

#[test]
fn delimiters_differ_from_what_is_inside_of_values() {
    let list = shape(&json!(["a,b", "c"]));
    let joined = Spelling::new(Style::Form, false);
    let query = |keep| in_query("q", joined, keep, &list).unwrap();
    assert_eq!(query(Keep::Unreserved), "q=a%2Cb,c");
    assert_eq!(query(Keep::Reserved), "q=a%2Cb,c");
    let object = shape(&json!({"a,b": "c,d", "e": ["f", "g"]}));
    assert_eq!(
        in_query("q", joined, Keep::Reserved, &object).unwrap(),
        "q=a%2Cb,c%2Cd,e,[%22f%22%2C%22g%22]"
    );
    const JOINED: &[Encoding] = &[Encoding::new(&["q"]).style(Style::Form).explode(false)];
    let form = shape(&json!({"q": ["a,b", "c d"]}));
    assert_eq!(as_form(JOINED, &form).unwrap(), "q=a%2Cb,c+d");
}

#[test]
fn forms() {
    let value = json!({"a": "b c", "d": [1, 2], "e": {"f": "g&"}, "h": null});
    assert_eq!(
        as_form(&[], &shape(&value)).unwrap(),
        "a=b+c&d=1&d=2&e=%7B%22f%22%3A%22g%26%22%7D"
    );
    assert_eq!(as_form(&[], &shape(&"text")), None);
    const EXPLODED: &[Encoding] = &[Encoding::new(&["p"]).style(Style::Form).explode(true)];
    let page = json!({"p": {"size": 2, "sort": ["a", "b"]}});
    assert_eq!(
        as_form(EXPLODED, &shape(&page)).unwrap(),
        "size=2&sort=a&sort=b"
    );
}

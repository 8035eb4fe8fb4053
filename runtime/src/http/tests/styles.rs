//! How parameters are spelled.

use serde_json::{Value, json};

use crate::http::{
    encoding::as_form,
    escape::Keep,
    shape::Shape,
    style::{Style, in_cookie, in_header, in_path, in_query},
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
    in_query("color", style, explode, Keep::Unreserved, &shape(&value))
}

#[test]
fn paths() {
    let path = |style, explode| spelled(|value| in_path("color", style, explode, value));
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
        spelled(|value| in_query("color", style, explode, Keep::Unreserved, value))
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
    let header = |explode| spelled(|value| in_header(explode, value));
    assert_eq!(
        header(false),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]
    );
    assert_eq!(
        header(true),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]
    );
    let cookie =
        |explode| spelled(|value| in_cookie("color", explode, value, &|text| text.to_owned()));
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
        Style::Form,
        true,
        Keep::Unreserved,
        &shape(&"x"),
    );
    assert_eq!(bracket.unwrap(), "filter%5Ba%5D=x");
    assert_eq!(
        in_path("id", Style::Simple, false, &shape(&"a/../b?#%")).unwrap(),
        "a%2F..%2Fb%3F%23%25"
    );
}

#[test]
fn deeper_than_the_styles_go() {
    let value = json!({"a": {"b": [1, 2]}, "c": [{"d": "e"}]});
    assert_eq!(
        in_query_of(Style::DeepObject, true, value.clone()).unwrap(),
        "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2&color%5Bc%5D=%7B%22d%22%3A%22e%22%7D"
    );
    assert_eq!(
        in_header(true, &shape(&value)).unwrap(),
        r#"a={"b":[1,2]},c=[{"d":"e"}]"#
    );
}

#[test]
fn forms() {
    let value = json!({"a": "b c", "d": [1, 2], "e": {"f": "g&"}, "h": null});
    assert_eq!(
        as_form(&[], &shape(&value)).unwrap(),
        "a=b+c&d=1&d=2&e=%7B%22f%22%3A%22g%26%22%7D"
    );
    assert_eq!(as_form(&[], &shape(&"text")), None);
}

//! Extensions that say how pages follow each other: `x-ms-pageable`, `x-pagination`,
//! `x-speakeasy-pagination`, `x-fern-pagination`, `x-dropshot-pagination`.

use crate::api::{DeclaredPages, NextPage, Place, TokenSource};
use crate::document::Node;
use crate::openapi::Operation;

/// What the first of these extensions in an operation says.
pub fn declared(operation: Operation<'_>) -> Option<DeclaredPages> {
    EXTENSIONS.iter().find_map(|(extension, read)| {
        let said = read(operation.extension(extension)?)?;
        Some(DeclaredPages { extension, ..said })
    })
}

type Read = fn(&Node) -> Option<DeclaredPages>;

const EXTENSIONS: &[(&str, Read)] = &[
    ("x-ms-pageable", pageable),
    ("x-speakeasy-pagination", speakeasy),
    ("x-fern-pagination", fern),
    ("x-pagination", pagination),
    ("x-dropshot-pagination", dropshot),
];

fn said(items: Option<Vec<String>>, next: NextPage) -> DeclaredPages {
    DeclaredPages {
        extension: "",
        items,
        more: None,
        next,
    }
}

/// AutoRest: a `nextLinkName` of null means a single page.
fn pageable(node: &Node) -> Option<DeclaredPages> {
    let items = node.text("itemName").unwrap_or("value");
    let next = node.text("nextLinkName")?;
    let whole = |name: &str| vec![name.to_owned()];
    Some(said(Some(whole(items)), NextPage::Link(whole(next))))
}

/// Dropshot: the names are always the same. A mapping counts even if it is empty.
fn dropshot(node: &Node) -> Option<DeclaredPages> {
    node.as_mapping()?;
    let next = NextPage::Token {
        from: TokenSource::Body(vec!["next_page".to_owned()]),
        to: Place::Query("page_token".to_owned()),
    };
    Some(said(Some(vec!["items".to_owned()]), next))
}

/// `cursorParam` with `cursorPath`, `pageParam` with `pageStart`, or `pageOffsetParam`. Members of
/// the body begin with `body.`.
fn pagination(node: &Node) -> Option<DeclaredPages> {
    let place = |key: &str| {
        let name = node.text(key)?;
        Some(match name.strip_prefix("body.") {
            Some(path) => Place::Body(split(path)),
            None => Place::Query(name.to_owned()),
        })
    };
    let cursor = place("cursorParam").zip(node.text("cursorPath"));
    let first = node.get("pageStart").and_then(integer);
    let next = if let Some((to, from)) = cursor {
        let from = TokenSource::Body(split(from));
        NextPage::Token { from, to }
    } else if let Some(to) = place("pageParam") {
        by_number(to, first.unwrap_or(0), None)
    } else {
        by_offset(place("pageOffsetParam")?)
    };
    Some(said(node.text("resultsPath").map(split), next))
}

fn by_number(to: Place, first: i64, pages: Option<Vec<String>>) -> NextPage {
    NextPage::Page {
        to,
        first,
        pages,
        total: None,
    }
}

fn by_offset(to: Place) -> NextPage {
    NextPage::Offset {
        to,
        first: 0,
        total: None,
    }
}

/// `type`, `inputs` by their purpose, and `outputs` as JSON paths.
fn speakeasy(node: &Node) -> Option<DeclaredPages> {
    let outputs = node.get("outputs")?;
    let output = |key: &str| outputs.text(key).map(|path| json_path(path, "$"));
    let inputs = node.get("inputs").and_then(Node::as_sequence);
    let input = |purpose: &str| {
        let mut inputs = inputs.into_iter().flatten();
        let input = inputs.find(|input| input.text("type") == Some(purpose))?;
        let name = input.text("name")?;
        Some(match input.text("in") {
            Some("requestBody") => Place::Body(json_path(name, "$")),
            _ => Place::Query(name.to_owned()),
        })
    };
    let next = match node.text("type")? {
        "cursor" => NextPage::Token {
            from: TokenSource::Body(output("nextCursor")?),
            to: input("cursor")?,
        },
        "url" => NextPage::Link(output("nextUrl")?),
        "offsetLimit" => match input("page") {
            Some(to) => by_number(to, 1, output("numPages")),
            None => by_offset(input("offset")?),
        },
        _ => return None,
    };
    Some(said(output("results"), next))
}

/// `cursor` and `next_cursor`, or `offset`, which counts pages unless `step` is given; `results`.
fn fern(node: &Node) -> Option<DeclaredPages> {
    let request = |key: &str| {
        let path = json_path(node.text(key)?, "$request");
        Some(match path.as_slice() {
            [name] => Place::Query(name.clone()),
            _ => Place::Body(path),
        })
    };
    let response = |key: &str| node.text(key).map(|path| json_path(path, "$response"));
    let next = match (request("cursor"), request("offset")) {
        (Some(to), _) => NextPage::Token {
            from: TokenSource::Body(response("next_cursor")?),
            to,
        },
        (None, Some(to)) if node.get("step").is_some() => by_offset(to),
        (None, Some(to)) => by_number(to, 1, None),
        (None, None) => NextPage::Link(response("next_uri")?),
    };
    Some(DeclaredPages {
        more: response("has-next-page"),
        ..said(response("results"), next)
    })
}

/// `$.data.items` as a list of names.
fn json_path(path: &str, root: &str) -> Vec<String> {
    let path = path.strip_prefix(root).unwrap_or(path);
    split(path.trim_start_matches(['.', '/']))
}

fn split(path: &str) -> Vec<String> {
    let names = path.split(['.', '/']).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn integer(node: &Node) -> Option<i64> {
    node.as_i128().and_then(|number| i64::try_from(number).ok())
}

//! Security schemes and requirements.

use super::header_syntax;
use super::root::require_text;
use crate::diagnostics::nearest;
use crate::document::context::{At, Context};
use crate::document::node::{Mapping, Node, Value};

const TYPES: [&str; 5] = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

/// Alternatives: a list of sets. Each set has names of schemes with lists of scopes.
pub fn requirements(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    super::list(node, true, at, cx, requirement)
}

fn requirement(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    match &node.value {
        Value::Mapping(_) => {}
        Value::String(name) => {
            let name = name.clone();
            cx.ill_typed(node, at, "a mapping")
                .instead(format!("`{name}: []`"));
            node.value = Mapping::from_iter([(name, Node::new(Vec::new(), origin))]).into();
        }
        _ => {
            cx.ill_typed(node, at, "a mapping").instead("nothing");
            return false;
        }
    }
    let Some(schemes) = node.as_mapping_mut() else {
        return false;
    };
    for (name, scopes) in schemes.iter_mut() {
        let at = at.key(name);
        if matches!(scopes.value, Value::Mapping(_)) || !super::scalar::texts(scopes, &at, cx) {
            scopes.value = Vec::new().into();
        }
    }
    true
}

/// A scheme with everything that its type requires.
pub fn scheme(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    let Some(written) = members
        .get("type")
        .and_then(Node::as_str)
        .map(str::to_owned)
    else {
        cx.warn(
            "missing",
            origin,
            at,
            "`type` of the security scheme is missing",
        )
        .instead("nothing");
        return false;
    };
    let set = |members: &mut Mapping, key: &str, value: &str| {
        members.insert(key.to_owned(), Node::new(value, origin));
    };
    match written.as_str() {
        "apiKey" => api_key(members, at, cx, origin),
        "http" => {
            required(members, &["scheme"], at, cx, origin)
                && can_be_sent(members, "scheme", "scheme for credentials", at, cx)
        }
        "oauth2" => oauth2(node, at, cx),
        "openIdConnect" => required(members, &["openIdConnectUrl"], at, cx, origin),
        "mutualTLS" => true,
        "basic" | "bearer" => {
            cx.warn(
                "unknown-type",
                origin,
                at,
                format!("unknown security scheme `{written}`"),
            )
            .instead(format!("`type: http, scheme: {written}`"));
            set(members, "type", "http");
            set(members, "scheme", &written);
            true
        }
        _ => unknown(node, &written, at, cx),
    }
}

fn unknown(node: &mut Node, written: &str, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let message = format!("unknown security scheme `{written}`");
    let report = cx.warn("unknown-type", node.origin, at, message);
    let Some(meant) = nearest(written, TYPES) else {
        report.instead("nothing");
        return false;
    };
    report.instead(format!("`{meant}`"));
    let origin = node.origin;
    if let Some(members) = node.as_mapping_mut() {
        members.insert("type".to_owned(), Node::new(meant, origin));
    }
    scheme(node, at, cx)
}

fn required(
    members: &Mapping,
    keys: &[&str],
    at: &At<'_>,
    cx: &mut Context<'_>,
    origin: crate::document::Origin,
) -> bool {
    for key in keys {
        if !members.contains_key(*key) {
            let message = format!("`{key}` of the security scheme is missing");
            cx.warn("missing", origin, at, message).instead("nothing");
            return false;
        }
    }
    true
}

fn api_key(
    members: &mut Mapping,
    at: &At<'_>,
    cx: &mut Context<'_>,
    origin: crate::document::Origin,
) -> bool {
    const PLACES: [&str; 3] = ["header", "query", "cookie"];
    if !required(members, &["name", "in"], at, cx, origin) {
        return false;
    }
    let written = members
        .get("in")
        .and_then(Node::as_str)
        .unwrap_or_default()
        .to_owned();
    if PLACES.contains(&written.as_str()) {
        return written == "query" || can_be_sent(members, "name", &written, at, cx);
    }
    let message = format!("unknown location `{written}` of an API key");
    let report = cx.warn("unknown-place", origin, &at.key("in"), message);
    match nearest(&written, PLACES) {
        Some(place) => {
            report.instead(format!("`{place}`"));
            members.insert("in".to_owned(), Node::new(place, origin));
            true
        }
        None => {
            report.instead("nothing");
            false
        }
    }
}

/// Whether the value of a key can be the name of a header or cookie.
fn can_be_sent(
    members: &Mapping,
    key: &str,
    kind: &str,
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> bool {
    members.get(key).is_some_and(|node| {
        let written = node.as_str().unwrap_or_default();
        header_syntax::name(written, kind, node.origin, &at.key(key), cx)
    })
}

/// The flows, with everything that is required of each.
fn oauth2(node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) -> bool {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return false;
    };
    let describes_itself = members.contains_key("oauth2MetadataUrl");
    if !describes_itself && !required(members, &["flows"], at, cx, origin) {
        return false;
    }
    let Some(flows) = members.get_mut("flows").and_then(Node::as_mapping_mut) else {
        return describes_itself;
    };
    let at = at.key("flows");
    for (name, flow) in flows.iter_mut() {
        let urls: &[&str] = match name.as_str() {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            "deviceAuthorization" => &["deviceAuthorizationUrl", "tokenUrl"],
            _ => continue,
        };
        for url in urls {
            require_text(flow, url, &at.key(name), cx);
        }
        if let Some(flow) = flow.as_mapping_mut() {
            flow.entry("scopes".to_owned())
                .or_insert_with(|| Node::new(Mapping::default(), origin));
        }
    }
    true
}

//! Swagger 2.0 rewritten to OpenAPI 3.0.
//!
//! Parameters in bodies and forms become request bodies, schemas of responses become contents, and
//! everything shared moves into `components`. Schemas stay as they are: they are normalized
//! together with those of 3.x. Ill-typed values stay, too; normalizing reports them.

mod collection;
mod operation;
mod parameter;
mod response;

use super::context::{At, Context};
use super::node::{Mapping, Node, Origin, Value};
use super::pointer;

pub use parameter::KEYWORDS_OF_TYPES;

/// Rewrites a whole description in place.
pub fn convert(root: &mut Node, cx: &mut Context<'_>) {
    let origin = root.origin;
    let Some(old) = root.as_mapping_mut().map(std::mem::take) else {
        return;
    };
    let mut old = Old {
        members: old,
        origin,
    };
    let defaults = Defaults::take(&mut old.members);
    let mut new = Mapping::default();
    new.insert("openapi".to_owned(), Node::new("3.0.3", origin));
    old.pass(&mut new, "info");
    servers(&mut old, &mut new);
    let mut paths = old.members.shift_remove("paths");
    if let Some(paths) = paths.as_mut().and_then(Node::as_mapping_mut) {
        let shared = old.members.get("parameters").and_then(Node::as_mapping);
        let converting = operation::Converting {
            shared,
            defaults: &defaults,
        };
        let at = At::ROOT;
        let at = at.key("paths");
        for (path, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("x-")) {
            converting.path_item(item, &at.key(path), cx);
        }
    }
    new.extend(paths.map(|paths| ("paths".to_owned(), paths)));
    components(&mut old, &mut new, &defaults, cx);
    old.members.shift_remove("swagger");
    new.extend(old.members);
    root.value = new.into();
    references(root);
}

struct Old {
    members: Mapping,
    origin: Origin,
}

impl Old {
    fn pass(&mut self, new: &mut Mapping, key: &str) {
        if let Some(node) = self.members.shift_remove(key) {
            new.insert(key.to_owned(), node);
        }
    }
}

/// Media types of operations that name none.
struct Defaults {
    consumes: Vec<String>,
    produces: Vec<String>,
}

impl Defaults {
    fn take(members: &mut Mapping) -> Self {
        let mut take = |key: &str| members.shift_remove(key).map(|node| texts(&node));
        Self {
            consumes: take("consumes").unwrap_or_default(),
            produces: take("produces").unwrap_or_default(),
        }
    }
}

/// `schemes`, `host` and `basePath` become a server.
fn servers(old: &mut Old, new: &mut Mapping) {
    let take = |old: &mut Old, key: &str| old.members.shift_remove(key);
    let schemes = take(old, "schemes")
        .map(|node| texts(&node))
        .unwrap_or_default();
    let host = take(old, "host").and_then(|node| node.as_str().map(str::to_owned));
    let base = take(old, "basePath").and_then(|node| node.as_str().map(str::to_owned));
    if host.is_none() && base.is_none() {
        return;
    }
    let base = base.unwrap_or_default();
    let base = base.trim_matches('/');
    let path = if base.is_empty() {
        String::new()
    } else {
        format!("/{base}")
    };
    let url = match host.filter(|host| !host.is_empty()) {
        Some(host) => {
            // The secure scheme comes first. Schemes of web sockets are not for calls.
            let scheme = ["https", "http"]
                .into_iter()
                .find(|safe| schemes.iter().any(|s| s == safe));
            let host = host.trim_end_matches('/');
            let host = host.split_once("://").map_or(host, |(_, host)| host);
            format!("{}://{host}{path}", scheme.unwrap_or("https"))
        }
        None if path.is_empty() => "/".to_owned(),
        None => path,
    };
    let server = Mapping::from_iter([("url".to_owned(), Node::new(url, old.origin))]);
    let servers = vec![Node::new(server, old.origin)];
    new.insert("servers".to_owned(), Node::new(servers, old.origin));
}

fn components(old: &mut Old, new: &mut Mapping, defaults: &Defaults, cx: &mut Context<'_>) {
    let mut components = Mapping::default();
    let root = At::ROOT;
    if let Some(schemas) = old.members.shift_remove("definitions") {
        components.insert("schemas".to_owned(), schemas);
    }
    if let Some(mut responses) = old.members.shift_remove("responses") {
        let at = root.key("responses");
        for (name, node) in responses.as_mapping_mut().into_iter().flatten() {
            response::convert(node, &defaults.produces, &at.key(name), cx);
        }
        components.insert("responses".to_owned(), responses);
    }
    if let Some(mut parameters) = old.members.shift_remove("parameters") {
        let at = root.key("parameters");
        if let Some(parameters) = parameters.as_mapping_mut() {
            // Parameters of bodies and forms have been moved to where they are used.
            parameters.retain(|_, node| !parameter::is_body(node));
            for (name, node) in parameters {
                parameter::convert(node, &at.key(name), cx);
            }
        }
        components.insert("parameters".to_owned(), parameters);
    }
    if let Some(mut schemes) = old.members.shift_remove("securityDefinitions") {
        for node in schemes
            .as_mapping_mut()
            .into_iter()
            .flat_map(Mapping::values_mut)
        {
            security_scheme(node);
        }
        components.insert("securitySchemes".to_owned(), schemes);
    }
    if !components.is_empty() {
        new.insert("components".to_owned(), Node::new(components, old.origin));
    }
}

fn security_scheme(node: &mut Node) {
    let origin = node.origin;
    let Some(members) = node.as_mapping_mut() else {
        return;
    };
    match members.get("type").and_then(Node::as_str) {
        Some("basic") => {
            members.insert("type".to_owned(), Node::new("http", origin));
            members.insert("scheme".to_owned(), Node::new("basic", origin));
        }
        Some("oauth2") if !members.contains_key("flows") => {
            let name = match members.shift_remove("flow").as_ref().and_then(Node::as_str) {
                Some("application") => "clientCredentials",
                Some("password") => "password",
                Some("implicit") => "implicit",
                _ => "authorizationCode",
            };
            let mut flow = Mapping::default();
            for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                flow.extend(members.shift_remove(key).map(|node| (key.to_owned(), node)));
            }
            let flows = Mapping::from_iter([(name.to_owned(), Node::new(flow, origin))]);
            members.insert("flows".to_owned(), Node::new(flows, origin));
        }
        _ => {}
    }
}

/// Lets every reference lead to the new place of its target.
fn references(root: &mut Node) {
    const MOVED: [(&str, &str); 3] = [
        ("#/definitions/", "#/components/schemas/"),
        ("#/responses/", "#/components/responses/"),
        ("#/parameters/", "#/components/parameters/"),
    ];
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        match &mut node.value {
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => {
                if let Some(Value::String(target)) =
                    members.get_mut("$ref").map(|target| &mut target.value)
                {
                    for (from, to) in MOVED {
                        if let Some(name) = target.strip_prefix(from) {
                            *target = format!("{to}{name}");
                            break;
                        }
                    }
                }
                rest.extend(members.values_mut());
            }
            _ => {}
        }
    }
}

/// The strings of a list.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::String(text) => vec![text.clone()],
        Value::Sequence(items) => items
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// The target of a reference to a shared thing, `#/parameters/Page`.
fn shared<'a>(node: &Node, home: &str, things: Option<&'a Mapping>) -> Option<&'a Node> {
    let name = node.text("$ref")?.strip_prefix(home)?;
    let name = pointer::percent_decode(name)
        .replace("~1", "/")
        .replace("~0", "~");
    things?.get(&name)
}

//! Operations of Swagger 2.0: their parameters in bodies and forms become a request body.

use super::super::context::{At, Context};
use super::super::node::{Mapping, Node, Value};
use super::{Defaults, collection, parameter, response, shared, texts};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];
const MULTIPART: &str = "multipart/form-data";
const URL_ENCODED: &str = "application/x-www-form-urlencoded";

pub struct Converting<'a> {
    /// The root's `parameters`.
    pub shared: Option<&'a Mapping>,
    pub defaults: &'a Defaults,
}

impl Converting<'_> {
    pub fn path_item(&self, node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
        let Some(members) = node.as_mapping_mut() else {
            return;
        };
        let (inherited, plain) = self.split(members.shift_remove("parameters"));
        if let Some(mut plain) = plain {
            self.parameters(&mut plain, at, cx);
            members.insert("parameters".to_owned(), plain);
        }
        for method in METHODS {
            if let Some(node) = members.get_mut(method) {
                self.operation(node, &inherited, &at.key(method), cx);
            }
        }
    }

    fn operation(&self, node: &mut Node, inherited: &[Node], at: &At<'_>, cx: &mut Context<'_>) {
        let Some(members) = node.as_mapping_mut() else {
            return;
        };
        let mut media_types = |key: &str, default: &[String]| {
            let own = members.shift_remove(key).map(|node| texts(&node));
            own.unwrap_or_else(|| default.to_vec())
        };
        let consumes = media_types("consumes", &self.defaults.consumes);
        let produces = media_types("produces", &self.defaults.produces);
        members.shift_remove("schemes");
        let (own, plain) = self.split(members.shift_remove("parameters"));
        if let Some(mut plain) = plain {
            self.parameters(&mut plain, at, cx);
            members.insert("parameters".to_owned(), plain);
        }
        let of_body = if own.is_empty() {
            inherited.to_vec()
        } else {
            own
        };
        if let Some(body) = request_body(of_body, &consumes, at, cx) {
            members.insert("requestBody".to_owned(), body);
        }
        let responses = members.get_mut("responses").and_then(Node::as_mapping_mut);
        let at = at.key("responses");
        for (status, node) in responses.into_iter().flatten() {
            response::convert(node, &produces, &at.key(status), cx);
        }
    }

    /// Separates the parameters of the body from the others.
    fn split(&self, parameters: Option<Node>) -> (Vec<Node>, Option<Node>) {
        let mut of_body = Vec::new();
        let Some(mut node) = parameters else {
            return (of_body, None);
        };
        if let Value::Sequence(items) = &mut node.value {
            items.retain_mut(|item| {
                let target = shared(item, "#/parameters/", self.shared).unwrap_or(item);
                if !parameter::is_body(target) {
                    return true;
                }
                of_body.push(target.clone());
                false
            });
        }
        (of_body, Some(node))
    }

    fn parameters(&self, node: &mut Node, at: &At<'_>, cx: &mut Context<'_>) {
        let at = at.key("parameters");
        if let Value::Sequence(items) = &mut node.value {
            for (index, item) in items.iter_mut().enumerate() {
                parameter::convert(item, &at.index(index), cx);
            }
        }
    }
}

fn request_body(
    parameters: Vec<Node>,
    consumes: &[String],
    at: &At<'_>,
    cx: &mut Context<'_>,
) -> Option<Node> {
    let is_whole = |node: &&Node| node.text("in") == Some("body");
    let wholes = parameters.iter().filter(is_whole).count();
    if wholes > 0 && parameters.len() > 1 {
        let origin = parameters.last()?.origin;
        cx.warn(
            "many-bodies",
            origin,
            &at.key("parameters"),
            "more than one body",
        )
        .instead("the first one");
    }
    match parameters.iter().find(is_whole) {
        Some(whole) => Some(body(whole.clone(), consumes)),
        None if parameters.is_empty() => None,
        None => Some(form(parameters, consumes, at, cx)),
    }
}

/// `in: body`.
fn body(mut parameter: Node, consumes: &[String]) -> Node {
    let origin = parameter.origin;
    let members = parameter
        .as_mapping_mut()
        .map(std::mem::take)
        .unwrap_or_default();
    let mut media_type = Mapping::default();
    let mut body = Mapping::default();
    let mut part_name = None;
    for (key, node) in members {
        match key.as_str() {
            "in" => {}
            "name" => part_name = Some(node),
            "schema" => {
                media_type.insert(key, node);
            }
            _ => {
                body.insert(key, node);
            }
        }
    }
    let json = ["application/json".to_owned()];
    let names = if consumes.is_empty() {
        json.as_slice()
    } else {
        consumes
    };
    let content: Mapping = names
        .iter()
        .take(32)
        .map(|name| {
            let mut media_type = media_type.clone();
            if let (MULTIPART, Some(part_name)) = (name.as_str(), &part_name) {
                media_type.insert("x-oas-part-name".to_owned(), part_name.clone());
            }
            (name.clone(), Node::new(media_type, origin))
        })
        .collect();
    body.insert("content".to_owned(), Node::new(content, origin));
    Node::new(body, origin)
}

/// `in: formData`: an object with one property for each parameter.
fn form(parameters: Vec<Node>, consumes: &[String], at: &At<'_>, cx: &mut Context<'_>) -> Node {
    let origin = parameters
        .first()
        .map(|first| first.origin)
        .unwrap_or_default();
    let mut properties = Mapping::default();
    let mut required = Vec::new();
    let mut encoding = Mapping::default();
    let mut has_file = false;
    for mut parameter in parameters {
        let Some(members) = parameter.as_mapping_mut() else {
            continue;
        };
        let Some(name) = members
            .get("name")
            .and_then(Node::as_str)
            .map(str::to_owned)
        else {
            continue;
        };
        has_file |= members.get("type").and_then(Node::as_str) == Some("file");
        if members.get("required").and_then(Node::as_bool) == Some(true) {
            required.push(Node::new(name.as_str(), parameter_origin(members)));
        }
        let place = at.key("parameters");
        let spelling = collection::take(members, "formData", &place, cx);
        if !spelling.is_empty() {
            encoding.insert(name.clone(), Node::new(spelling, origin));
        }
        let mut schema = Mapping::default();
        parameter::take_schema(members, &mut schema);
        let description = members.shift_remove("description");
        schema.extend(description.map(|text| ("description".to_owned(), text)));
        properties.insert(name, Node::new(schema, parameter.origin));
    }
    let is_required = !required.is_empty();
    let schema = object(properties, required, origin);
    let mut media_type = Mapping::from_iter([("schema".to_owned(), schema)]);
    if !encoding.is_empty() {
        media_type.insert("encoding".to_owned(), Node::new(encoding, origin));
    }
    let media_type = Node::new(media_type, origin);
    let content: Mapping = form_types(consumes, has_file)
        .into_iter()
        .map(|name| (name.to_owned(), media_type.clone()))
        .collect();
    let mut body = Mapping::from_iter([("content".to_owned(), Node::new(content, origin))]);
    body.insert("required".to_owned(), Node::new(is_required, origin));
    Node::new(body, origin)
}

fn object(properties: Mapping, required: Vec<Node>, origin: super::Origin) -> Node {
    let mut schema = Mapping::default();
    schema.insert("type".to_owned(), Node::new("object", origin));
    schema.insert("properties".to_owned(), Node::new(properties, origin));
    if !required.is_empty() {
        schema.insert("required".to_owned(), Node::new(required, origin));
    }
    Node::new(schema, origin)
}

fn parameter_origin(members: &Mapping) -> super::Origin {
    members
        .get("name")
        .map(|name| name.origin)
        .unwrap_or_default()
}

/// The media types of a form. Files are only sent in parts.
fn form_types(consumes: &[String], has_file: bool) -> Vec<&str> {
    let own: Vec<&str> = consumes
        .iter()
        .map(String::as_str)
        .filter(|name| *name == MULTIPART || (*name == URL_ENCODED && !has_file))
        .collect();
    match (own.is_empty(), has_file) {
        (false, _) => own,
        (true, true) => vec![MULTIPART],
        (true, false) => vec![URL_ENCODED],
    }
}

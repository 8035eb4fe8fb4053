//! What the server sends by itself: webhooks and callbacks, as far as their bodies go.

use openapiv3::Operation;

use super::operations::Frame;
use super::schemas::Schemas;
use crate::api::{self, HttpMethod, Step};
use crate::document::{Document, Node, pointer};

/// A webhook or callback as the document has it.
#[derive(Debug)]
pub(super) struct Message {
    /// The key of the webhook or callback.
    key: String,
    /// JSON pointer of the operation that names the callback.
    holder: Option<String>,
    /// The expression that says where a callback goes; the key of a webhook.
    address: String,
    method: String,
    pointer: String,
    operation: Operation,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// All messages: webhooks first, then the callbacks of the operations at these places.
pub(super) fn collect<'p>(
    document: &Document,
    operations: impl Iterator<Item = &'p str>,
) -> Vec<Message> {
    let mut all = Vec::new();
    for key in keys(document.node_at("/x-oas-webhooks")) {
        let at = pointer::join("/x-oas-webhooks", key);
        path_item(document, key, None, key, &at, &mut all);
    }
    for holder in operations {
        let callbacks = format!("{holder}/callbacks");
        for key in keys(document.node_at(&callbacks)) {
            let callback = pointer::join(&callbacks, key);
            for address in keys(document.node_at(&callback)) {
                let at = pointer::join(&callback, address);
                path_item(document, key, Some(holder), address, &at, &mut all);
            }
        }
    }
    all
}

fn keys(node: Option<&Node>) -> impl Iterator<Item = &str> {
    let members = node.and_then(Node::as_mapping);
    members.into_iter().flatten().map(|(key, _)| key.as_str())
}

fn path_item(
    document: &Document,
    key: &str,
    holder: Option<&str>,
    address: &str,
    at: &str,
    all: &mut Vec<Message>,
) {
    let more = pointer::join(at, "x-oas-operations");
    let known = METHODS
        .iter()
        .map(|method| (pointer::join(at, method), *method));
    let others = keys(document.node_at(&more)).map(|method| (pointer::join(&more, method), method));
    for (pointer, method) in known.chain(others) {
        if document.node_at(&pointer).is_none() {
            continue;
        }
        all.extend(document.at(&pointer).map(|operation| Message {
            key: key.to_owned(),
            holder: holder.map(str::to_owned),
            address: address.to_owned(),
            method: method.to_uppercase(),
            pointer,
            operation,
        }));
    }
}

/// The messages with their bodies; parameters are of no interest to whoever receives them.
pub(super) fn resolve<'d>(
    messages: &'d [Message],
    frame: &Frame<'_, 'd>,
    schemas: &mut Schemas<'d, '_>,
) -> Vec<api::Operation> {
    let resolved = messages.iter().map(|message| {
        let name = name(message, messages, frame);
        let owner = Step::Message(name.clone());
        let Message {
            pointer, operation, ..
        } = message;
        let body = operation.request_body.as_ref().and_then(|body| {
            let body = schemas.body(body, format!("{pointer}/requestBody"), &owner);
            body.unwrap_or_else(|unsupported| {
                let message = "the message has no body that can be read";
                schemas.warn_each("unsupported-body", &unsupported.pointer, message, "no type");
                None
            })
        });
        let responses = format!("{pointer}/responses");
        api::Operation {
            name,
            operation_id: operation.operation_id.clone(),
            method: HttpMethod(message.method.clone()),
            path: message.address.clone(),
            path_key: message.address.clone(),
            group: message.key.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            external_docs: None,
            parameters: Vec::new(),
            body,
            responses: schemas.responses(&operation.responses, &message.method, &responses, &owner),
            security: Vec::new(),
            servers: Vec::new(),
            pageable: None,
            pagination: None,
            pointer: pointer.clone(),
        }
    });
    resolved.collect()
}

/// The key, behind the operation's name for a callback, with the method where there are several.
fn name(message: &Message, all: &[Message], frame: &Frame<'_, '_>) -> String {
    let same = |other: &&Message| other.key == message.key && other.holder == message.holder;
    let holder = message.holder.as_ref();
    let holder = holder.and_then(|holder| frame.names.get(holder).map(String::as_str));
    let alone = all.iter().filter(same).count() == 1;
    let method = (!alone).then_some(message.method.as_str());
    let words = [holder, Some(message.key.as_str()), method];
    let words: Vec<_> = words.into_iter().flatten().collect();
    super::names::snake(&words.join(" "))
}

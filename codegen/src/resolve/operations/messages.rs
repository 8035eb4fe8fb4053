//! Messages that the server sends on its own, webhooks and callbacks, with their bodies.

use crate::api::{self, HttpMethod, Paging, Step};
use crate::document::{Node, pointer};
use crate::openapi::{Operation, PathItem};
use crate::resolve::definitions::Definitions;
use crate::resolve::operations::Frame;
use crate::resolve::operations::bodies;
use crate::resolve::operations::names;
use crate::resolve::operations::required_body::Sender;
use crate::resolve::operations::responses;

/// A webhook or callback in the document.
#[derive(Debug)]
pub struct Message<'d> {
    /// The key of the webhook or callback.
    pub key: &'d str,
    /// JSON pointer of the operation that names the callback. None for a webhook.
    pub holder: Option<String>,
    /// The expression that says where a callback is sent, or the key of a webhook.
    address: &'d str,
    pub method: String,
    pointer: String,
    /// The parameters of the path item.
    pub shared: &'d [Node],
    pub operation: Operation<'d>,
}

/// All messages: webhooks first, then the callbacks of the operations at these places.
pub fn collect<'d>(
    root: &'d Node,
    operations: impl Iterator<Item = (&'d str, Operation<'d>)>,
) -> Vec<Message<'d>> {
    let mut all = Vec::new();
    for (at, key, item) in PathItem::webhooks(root) {
        all.extend(of_item(item, &at, key, None, key));
    }
    for (holder, operation) in operations {
        let callbacks = format!("{holder}/callbacks");
        for (key, items) in operation.callbacks() {
            let callback = pointer::join(&callbacks, key);
            for (address, item) in items {
                let at = pointer::join(&callback, address);
                all.extend(of_item(item, &at, key, Some(holder), address));
            }
        }
    }
    all
}

fn of_item<'d>(
    item: PathItem<'d>,
    at: &str,
    key: &'d str,
    holder: Option<&str>,
    address: &'d str,
) -> impl Iterator<Item = Message<'d>> {
    item.methods().map(move |method| Message {
        key,
        holder: holder.map(str::to_owned),
        address,
        method: method.name,
        pointer: format!("{at}{}", method.pointer),
        shared: item.parameters(),
        operation: method.operation,
    })
}

/// The messages with their bodies. A receiver does not need the parameters.
pub fn resolve<'d>(
    messages: &[Message<'d>],
    frame: &Frame<'_, 'd>,
    definitions: &mut Definitions<'d, '_>,
) -> Vec<api::Operation> {
    let resolved = messages.iter().map(|message| {
        let name = name(message, messages, frame);
        let owner = Step::Message(name.clone());
        let (pointer, operation) = (&message.pointer, message.operation);
        let body = operation.request_body().and_then(|body| {
            let at = format!("{pointer}/requestBody");
            let body = bodies::request(definitions, body, at, &owner, Sender::Server);
            body.unwrap_or_else(|unsupported| {
                let message = "the message has no body that can be read";
                definitions.source.warn_each(
                    "unsupported-body",
                    &unsupported.pointer,
                    message,
                    "no type",
                );
                None
            })
        });
        let responses = format!("{pointer}/responses");
        api::Operation {
            wanted_name: name.clone(),
            name,
            operation_id: operation.id().map(str::to_owned),
            method: HttpMethod(message.method.clone()),
            path: message.address.to_owned(),
            path_key: message.address.to_owned(),
            group: message.key.to_owned(),
            summary: operation.summary().map(str::to_owned),
            description: operation.description().map(str::to_owned),
            deprecated: operation.is_deprecated(),
            external_docs: None,
            parameters: Vec::new(),
            body,
            responses: responses::all(definitions, operation, &message.method, &responses, &owner),
            security: Vec::new(),
            servers: Vec::new(),
            declared_pages: None,
            paging: Paging::default(),
            pointer: pointer.clone(),
        }
    });
    resolved.collect()
}

/// The key. For a callback it follows the name of the operation, and it includes the method where
/// there are several.
fn name(message: &Message<'_>, all: &[Message<'_>], frame: &Frame<'_, '_>) -> String {
    let same = |other: &&Message<'_>| other.key == message.key && other.holder == message.holder;
    let holder = message.holder.as_ref();
    let holder = holder.and_then(|holder| frame.names.names.get(holder).map(String::as_str));
    let alone = all.iter().filter(same).count() == 1;
    let method = (!alone).then_some(message.method.as_str());
    let words = [holder, Some(message.key), method];
    let words: Vec<_> = words.into_iter().flatten().collect();
    names::snake(&words.join(" "))
}

//! Webhooks, and the headers that may say which of them a request is.

use crate::api::{HeaderTexts, Webhook};
use crate::document::Node;
use crate::openapi::{Parameter, Schema};
use crate::resolve::operations::messages::Message;
use crate::resolve::source::references::References;

/// The webhooks among the messages. The [`passes`](crate::passes) find what tells them apart.
pub fn events<'d>(messages: &[Message<'d>], references: &References<'d>) -> Vec<Webhook> {
    let all = messages.iter().enumerate();
    let all = all.filter(|(_, message)| message.holder.is_none());
    let events = all.map(|(index, message)| Webhook {
        message: index,
        name: name(message, messages),
        headers: headers(message, references),
        values: Vec::new(),
        constants: Vec::new(),
    });
    events.collect()
}

/// The key, after the method where another message has the same key.
fn name(message: &Message<'_>, all: &[Message<'_>]) -> String {
    let same = |other: &&Message<'_>| other.key == message.key && other.holder.is_none();
    match all.iter().filter(same).count() {
        0 | 1 => message.key.to_owned(),
        _ => format!("{} {}", message.method, message.key),
    }
}

/// The headers of a request that have a text in the description. Those of the operation come before
/// those of the path item.
fn headers<'d>(message: &Message<'d>, references: &References<'d>) -> Vec<HeaderTexts> {
    let own = message.operation.parameters().iter().chain(message.shared);
    let mut headers: Vec<HeaderTexts> = Vec::new();
    for node in own {
        let node = follow(node, references);
        let parameter = Parameter::from(node);
        let is_known = |one: &HeaderTexts| one.name.eq_ignore_ascii_case(parameter.name());
        if parameter.location() == "header" && !headers.iter().any(is_known) {
            headers.extend(texts(parameter, references));
        }
    }
    headers
}

fn texts<'d>(parameter: Parameter<'d>, references: &References<'d>) -> Option<HeaderTexts> {
    let strings = |nodes: &mut dyn Iterator<Item = &'d Node>| -> Vec<String> {
        nodes.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let schema = parameter.schema().map(|schema| {
        let target = schema.only_reference();
        let target = target.and_then(|target| references.target(target));
        target.map_or(schema, |(_, node)| Schema::new(node))
    });
    let constants = schema.map_or(&[][..], Schema::values);
    let constants = strings(&mut constants.iter());
    let are_examples = constants.is_empty();
    let texts = match are_examples {
        true => {
            let below = schema.into_iter().flat_map(Schema::examples);
            strings(&mut parameter.examples().chain(below))
        }
        false => constants,
    };
    (!texts.is_empty()).then(|| HeaderTexts {
        name: parameter.name().to_owned(),
        texts,
        are_examples,
    })
}

/// The parameter behind references. Those that lead nowhere are no webhook's business.
fn follow<'d>(node: &'d Node, references: &References<'d>) -> &'d Node {
    const MAX_HOPS: usize = 8;
    let mut node = node;
    for _ in 0..MAX_HOPS {
        let target = node.text("$ref").and_then(|one| references.target(one));
        let Some((_, next)) = target else { break };
        node = next;
    }
    node
}

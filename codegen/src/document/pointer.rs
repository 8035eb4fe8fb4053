//! JSON pointers (RFC 6901), bare (`/paths/~1pets`) and as URI fragments (`#/paths/~1pets`).

use std::borrow::Cow;

use super::node::{Node, Tree};
use crate::diagnostics::{Origin, Origins};

/// Escapes one token of a bare pointer.
pub fn escape(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}

/// The pointer of a member: `join("/components/schemas", "a/b")` is `/components/schemas/a~1b`.
pub fn join(parent: &str, token: &str) -> String {
    format!("{parent}/{}", escape(token))
}

/// The tokens of a bare pointer, unescaped.
pub fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// The node under a pointer of either form.
pub fn find<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    match pointer.strip_prefix('#') {
        Some(fragment) => {
            // Strictly, a fragment is percent-encoded; many documents write the key as it is.
            follow(root, &percent_decode(fragment)).or_else(|| follow(root, fragment))
        }
        None => follow(root, pointer),
    }
}

impl Origins for Node {
    fn nearest(&self, pointer: &str) -> Origin {
        let mut node = self;
        for token in tokens(pointer.strip_prefix('#').unwrap_or(pointer)) {
            match node.get(&token) {
                Some(child) => node = child,
                None => break,
            }
        }
        node.origin
    }
}

impl Origins for Tree {
    fn nearest(&self, pointer: &str) -> Origin {
        Node::nearest(self, pointer)
    }
}

/// Decodes `%xx`. An invalid escape stays as it is.
pub fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn follow<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    tokens(pointer).try_fold(root, |node, token| node.get(&token))
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

//! Operations: what can be called.

use std::collections::BTreeMap;

use super::change::Directions;
use super::finding::{Findings, Pair, Spotted};
use super::rules::{
    MESSAGE_ADDED, MESSAGE_REMOVED, OPERATION_ADDED, OPERATION_LEFT_OUT, OPERATION_MOVED,
    OPERATION_REMOVED, PAGES,
};
use super::walk::Walk;
use super::{bodies, parameters, responses, security, servers, texts};
use crate::api::{Api, LeftOut, Operation, Paging};

/// What both sides of a call mean for the client.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ways {
    pub request: Directions,
    pub response: Directions,
}

impl Ways {
    const OF_CALLS: Self = Self {
        request: Directions::SENT,
        response: Directions::RECEIVED,
    };
    /// The server sends messages.
    const OF_MESSAGES: Self = Self {
        request: Directions::RECEIVED,
        response: Directions::SENT,
    };
}

/// Both versions of an operation.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub old: &'a Operation,
    pub new: &'a Operation,
}

pub(super) fn compare(findings: &mut Findings, walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let pairs = pairs(&old.operations, &new.operations);
    for both in &pairs {
        operation(findings, walk, *both, Ways::OF_CALLS);
        security::requirements(findings, &at(*both, Directions::SENT), *both);
    }
    let gone = left(&old.operations, pairs.iter().map(|both| both.old));
    for operation in gone {
        removed(findings, new, operation);
    }
    for operation in left(&new.operations, pairs.iter().map(|both| both.new)) {
        let place = Pair::new(&operation.pointer);
        let at = Spotted::new(subject(operation), place, Directions::SENT);
        findings.add(&OPERATION_ADDED, &at, "the operation was added");
    }
    messages(findings, walk);
}

fn messages(findings: &mut Findings, walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let pairs = pairs(&old.messages, &new.messages);
    for both in &pairs {
        operation(findings, walk, *both, Ways::OF_MESSAGES);
    }
    for message in left(&old.messages, pairs.iter().map(|both| both.old)) {
        let place = Pair::old(&message.pointer);
        let at = Spotted::new(subject(message), place, Directions::RECEIVED);
        findings.add(&MESSAGE_REMOVED, &at, "the message was removed");
    }
    for message in left(&new.messages, pairs.iter().map(|both| both.new)) {
        let place = Pair::new(&message.pointer);
        let at = Spotted::new(subject(message), place, Directions::RECEIVED);
        findings.add(&MESSAGE_ADDED, &at, "the message was added");
    }
}

fn left<'a>(
    all: &'a [Operation],
    paired: impl Iterator<Item = &'a Operation>,
) -> Vec<&'a Operation> {
    let mut sorted: Vec<*const Operation> = paired.map(std::ptr::from_ref).collect();
    sorted.sort_unstable();
    let is_left = |one: &&Operation| sorted.binary_search(&std::ptr::from_ref(*one)).is_err();
    all.iter().filter(is_left).collect()
}

/// Operations with the same method and path, then with the same method and a path that differs in
/// the names of its parameters, then with the same `operationId`.
fn pairs<'a>(old: &'a [Operation], new: &'a [Operation]) -> Vec<Both<'a>> {
    let mut known = vec![false; new.len()];
    let mut pairs = vec![None; old.len()];
    let keys: [fn(&Operation) -> Option<String>; 3] = [
        |one| Some(format!("{} {}", one.method.0, one.path_key)),
        |one| Some(format!("{} {}", one.method.0, plain(&one.path_key))),
        |one| one.operation_id.clone(),
    ];
    for key in keys {
        let free = new
            .iter()
            .enumerate()
            .filter(|(at, _)| known.get(*at) == Some(&false));
        let free: BTreeMap<_, _> = free.filter_map(|(at, one)| Some((key(one)?, at))).collect();
        for (slot, one) in pairs.iter_mut().zip(old).filter(|(slot, _)| slot.is_none()) {
            let found = key(one).and_then(|key| free.get(&key));
            let Some((at, is_known)) = found.and_then(|at| Some((*at, known.get_mut(*at)?))) else {
                continue;
            };
            if !std::mem::replace(is_known, true) {
                *slot = Some(at);
            }
        }
    }
    let found = pairs.into_iter().zip(old);
    found
        .filter_map(|(at, old)| {
            Some(Both {
                old,
                new: new.get(at?)?,
            })
        })
        .collect()
}

/// A path without the names of its parameters.
fn plain(path: &str) -> String {
    let mut plain = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        plain.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    plain + rest
}

pub(super) fn subject(operation: &Operation) -> String {
    format!("{} {}", operation.method.0, operation.path)
}

fn at(both: Both<'_>, directions: Directions) -> Spotted {
    let pair = Pair::both(&both.old.pointer, &both.new.pointer);
    Spotted::new(subject(both.old), pair, directions)
}

/// An operation that is not there any more, or of which no code is made any more.
fn removed(findings: &mut Findings, new: &Api, operation: &Operation) {
    let mut left_out = new.left_out.iter();
    let left_out = left_out.find(|one: &&LeftOut| one.pointer == operation.pointer);
    match left_out {
        Some(left_out) => {
            let place = Pair::both(&operation.pointer, &operation.pointer);
            let at = Spotted::new(subject(operation), place, Directions::SENT);
            let what = format!("the operation is left out: {}", left_out.reason);
            findings.add(&OPERATION_LEFT_OUT, &at, what);
        }
        None => {
            let place = Pair::old(&operation.pointer);
            let at = Spotted::new(subject(operation), place, Directions::SENT);
            findings.add(&OPERATION_REMOVED, &at, "the operation was removed");
        }
    }
}

fn operation(findings: &mut Findings, walk: &mut Walk<'_>, both: Both<'_>, ways: Ways) {
    let Both { old, new } = both;
    walk.places.push((old.pointer.clone(), new.pointer.clone()));
    let at = at(both, ways.request);
    if (&old.method, plain(&old.path)) != (&new.method, plain(&new.path)) {
        let (before, after) = (Some(subject(old)), Some(subject(new)));
        findings.change(&OPERATION_MOVED, &at, "the operation moved", before, after);
    }
    parameters::compare(findings, walk, &at, both);
    bodies::requests(findings, walk, &at, both);
    responses::compare(findings, walk, &at.going(ways.response), both);
    servers::compare(findings, &at, &old.servers, &new.servers);
    pages(findings, &at, both);
    texts::deprecation(findings, &at, old.deprecated, new.deprecated);
    let words = [
        ("summary", old.summary != new.summary),
        ("description", old.description != new.description),
        (
            "link to more documentation",
            old.external_docs != new.external_docs,
        ),
    ];
    texts::changed(findings, &at, &words);
}

fn pages(findings: &mut Findings, at: &Spotted, both: Both<'_>) {
    let says = |operation: &Operation| match &operation.paging {
        Paging::Pages(pages) => {
            let items = pages.items.as_ref().map(|items| items.path.join("."));
            format!("{}, {}", items.unwrap_or_default(), pages.next)
        }
        Paging::Single | Paging::Off | Paging::Unclear(_) => "no pages".to_owned(),
    };
    let (before, after) = (says(both.old), says(both.new));
    if before != after {
        findings.change(
            &PAGES,
            at,
            "how its pages follow each other",
            Some(before),
            Some(after),
        );
    }
}

//! The nodes that a JSONPath finds.

use std::cmp::Ordering;

use super::super::node::{Node, Value};
use super::path::{Comparison, Filter, Operand, Path, Segment, Selector};

/// More than any overlay needs.
const MAX_FOUND: usize = 1_000_000;

/// One step from a node to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    pub fn of<'a>(&self, node: &'a Node) -> Option<&'a Node> {
        match (self, &node.value) {
            (Self::Key(key), Value::Mapping(members)) => members.get(key),
            (Self::Index(index), Value::Sequence(items)) => items.get(*index),
            _ => None,
        }
    }
}

/// A node and the steps to it.
type Found<'a> = (Vec<Step>, &'a Node);

/// The places in a document that a path finds.
pub fn select(root: &Node, path: &Path) -> Vec<Vec<Step>> {
    walk(root, root, path)
        .into_iter()
        .map(|(place, _)| place)
        .collect()
}

fn walk<'a>(root: &'a Node, here: &'a Node, path: &Path) -> Vec<Found<'a>> {
    let start = if path.is_absolute { root } else { here };
    let mut found: Vec<Found<'a>> = vec![(Vec::new(), start)];
    for segment in &path.segments {
        found = follow(root, found, segment);
    }
    found
}

fn follow<'a>(root: &'a Node, from: Vec<Found<'a>>, segment: &Segment) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let mut rest = from;
    rest.reverse();
    while let Some((place, node)) = rest.pop() {
        for selector in &segment.selectors {
            choose(root, &place, node, selector, &mut found);
        }
        if segment.descends {
            let inner: Vec<Found<'a>> = children(&place, node).collect();
            rest.extend(inner.into_iter().rev());
        }
        if found.len() > MAX_FOUND {
            break;
        }
    }
    found
}

fn choose<'a>(
    root: &'a Node,
    place: &[Step],
    node: &'a Node,
    selector: &Selector,
    found: &mut Vec<Found<'a>>,
) {
    let step = match selector {
        Selector::Wildcard => return found.extend(children(place, node)),
        Selector::Filter(filter) => {
            let fitting = children(place, node).filter(|(_, child)| holds(root, child, filter));
            return found.extend(fitting);
        }
        Selector::Name(name) => Step::Key(name.clone()),
        Selector::Index(index) => {
            let length = node.as_sequence().map_or(0, <[Node]>::len);
            let from_end = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
            let index = if *index < 0 {
                length.checked_sub(from_end)
            } else {
                Some(from_end)
            };
            let Some(index) = index else { return };
            Step::Index(index)
        }
    };
    if let Some(child) = step.of(node) {
        found.push((longer(place, step), child));
    }
}

fn children<'a>(place: &[Step], node: &'a Node) -> impl Iterator<Item = Found<'a>> {
    let members = node.as_mapping().into_iter().flatten();
    let items = node.as_sequence().into_iter().flatten().enumerate();
    let members = members.map(|(key, child)| (Step::Key(key.clone()), child));
    let items = items.map(|(index, child)| (Step::Index(index), child));
    members
        .chain(items)
        .map(move |(step, child)| (longer(place, step), child))
}

fn longer(place: &[Step], step: Step) -> Vec<Step> {
    let mut longer = place.to_vec();
    longer.push(step);
    longer
}

fn holds(root: &Node, here: &Node, filter: &Filter) -> bool {
    match filter {
        Filter::Any(parts) => parts.iter().any(|part| holds(root, here, part)),
        Filter::All(parts) => parts.iter().all(|part| holds(root, here, part)),
        Filter::Not(part) => !holds(root, here, part),
        Filter::Exists(path) => !walk(root, here, path).is_empty(),
        Filter::Compare(left, comparison, right) => compare(
            value(root, here, left),
            *comparison,
            value(root, here, right),
        ),
    }
}

/// The single node of an operand.
fn value(root: &Node, here: &Node, operand: &Operand) -> Option<Value> {
    match operand {
        Operand::Literal(value) => Some(value.clone()),
        Operand::Path(path) => walk(root, here, path)
            .first()
            .map(|(_, node)| node.value.clone()),
    }
}

fn compare(left: Option<Value>, comparison: Comparison, right: Option<Value>) -> bool {
    let order = order(left.as_ref(), right.as_ref());
    let is_equal = order == Some(Ordering::Equal) || left == right;
    match comparison {
        Comparison::Equal => is_equal,
        Comparison::NotEqual => !is_equal,
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::LessOrEqual => is_equal || order == Some(Ordering::Less),
        Comparison::Greater => order == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => is_equal || order == Some(Ordering::Greater),
    }
}

/// Only numbers and strings have an order.
fn order(left: Option<&Value>, right: Option<&Value>) -> Option<Ordering> {
    match (left?, right?) {
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (left, right) => number(left)?.partial_cmp(&number(right)?),
    }
}

fn number(value: &Value) -> Option<f64> {
    Node::new(value.clone(), super::super::Origin::default()).as_f64()
}

//! The examples of a description that belong to a type, and what the validator says about them.

use std::collections::BTreeSet;

use codegen::document::Node;
use codegen::document::pointer::join;

use super::json;
use super::json_schema::{Judge, Judgement};
use super::schemas::{Direction, Example, Place, children, walk};
use super::siblings::siblings;
use super::surface::Surface;

/// A value to read and to write back.
#[derive(Debug)]
pub struct Case {
    /// Its place in the description.
    pub pointer: String,
    /// The schema it is meant for.
    pub schema: String,
    /// It stands beside the description.
    pub is_instance: bool,
    /// Compact JSON, on one line.
    pub text: String,
    pub judgement: Judgement,
    /// Rust types of its schema. One of them must be able to hold it.
    pub types: Vec<String>,
}

/// All examples and all instances. The same value for the same schema is taken once.
pub fn collect(
    root: &Node,
    instances: &Node,
    surface: &Surface,
    judge: &mut Judge<'_>,
) -> Vec<Case> {
    let mut examples = listed(instances);
    let beside = examples.len();
    walk(root, &mut |place, _| {
        if let Place::Example(example) = place {
            examples.push(example);
        }
    });
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    for (index, example) in examples.into_iter().enumerate() {
        let Example {
            pointer,
            schema,
            value,
        } = example;
        let text = json::text(value);
        if seen.insert((schema.clone(), text.clone())) {
            let json = value.to_json();
            let schemas = siblings(root, &schema);
            let judgements = schemas.iter().map(|schema| judge.judge(schema, &json));
            let judgement = judgements.max().unwrap_or(Judgement::NoSchema);
            let mut types: Vec<String> = surface.types(root, &schema).into_iter().collect();
            if value.is_null() {
                // Nullability belongs to the use of a type, not to the type.
                types
                    .iter_mut()
                    .for_each(|ty| *ty = format!("Option<{ty}>"));
            }
            cases.push(Case {
                pointer,
                schema,
                is_instance: index < beside,
                text,
                judgement,
                types,
            });
        }
    }
    cases
}

/// Instances by their schema: the name of a component schema, or a pointer.
fn listed(instances: &Node) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    for (schema, values) in instances.as_mapping().into_iter().flatten() {
        let at = match schema.starts_with('/') {
            true => schema.clone(),
            false => join("/components/schemas", schema),
        };
        for (index, value) in values.as_sequence().into_iter().flatten().enumerate() {
            examples.push(Example {
                pointer: format!("instance {index} of {schema}"),
                schema: at.clone(),
                value,
            });
        }
    }
    examples
}

/// Pointers of all schemas that something of one direction can contain.
pub fn reach(root: &Node, direction: Direction) -> BTreeSet<String> {
    let mut pending = Vec::new();
    walk(root, &mut |place, found| {
        if let Place::Schema { pointer, node } = place
            && found == Some(direction)
        {
            pending.push((pointer, node));
        }
    });
    let mut reached = BTreeSet::new();
    while let Some((at, schema)) = pending.pop() {
        if !reached.insert(at.clone()) {
            continue;
        }
        let target = schema
            .text("$ref")
            .and_then(|target| super::compare::referenced(root, target));
        pending.extend(target);
        pending.extend(children(&at, schema));
    }
    reached
}

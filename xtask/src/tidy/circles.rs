//! Circles of imports: files that can only be understood together.

use std::collections::{BTreeMap, BTreeSet};

use super::Breach;
use super::imports::Package;
use super::source::Source;

/// A circle of more files than this cannot be read as one unit.
const MOST_FILES: usize = 5;

/// Larger circles: their folder, their size and why.
const LARGER: &[(&str, usize, &str)] = &[];

type Edges<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;

/// Reports circles that are too large, and exceptions that are not needed.
pub fn check(sources: &[Source], breaches: &mut Vec<Breach>) {
    let found = check_imports(sources, breaches);
    check_exceptions(&found, breaches);
}

/// Reports circles that are too large, and those between rooms. Returns all circles.
pub fn check_imports<'s>(sources: &'s [Source], breaches: &mut Vec<Breach>) -> Vec<Vec<&'s str>> {
    let edges = Package::read(sources, FOLDER).edges();
    let found = circles(&edges);
    for circle in &found {
        let allowed = LARGER
            .iter()
            .find(|(folder, ..)| circle.iter().all(|file| file.starts_with(folder)));
        let most = allowed.map_or(MOST_FILES, |(_, most, _)| *most);
        if circle.len() > most {
            breaches.push(breach(
                circle,
                &format!("{} files, {most} are enough", circle.len()),
            ));
        }
    }
    for circle in circles(&between_rooms(&edges)) {
        breaches.push(breach(&circle, "rooms import each other"));
    }
    found
}

/// Exceptions for more files than the circle has.
fn check_exceptions(circles: &[Vec<&str>], breaches: &mut Vec<Breach>) {
    for (folder, most, _) in LARGER {
        let inside = |circle: &&Vec<&str>| circle.iter().all(|file| file.starts_with(folder));
        let largest = circles.iter().filter(inside).map(Vec::len).max();
        let largest = largest.unwrap_or_default();
        if largest < *most {
            let message =
                format!("{largest} files, not {most}: say so in xtask/src/tidy/circles.rs");
            breaches.push(Breach {
                path: (*folder).to_owned(),
                line: 1,
                message,
            });
        }
    }
}

const FOLDER: &str = "codegen/src/";

fn breach(circle: &[&str], what: &str) -> Breach {
    Breach {
        path: circle
            .first()
            .map_or_else(String::new, |first| (*first).to_owned()),
        line: 1,
        message: format!("in a circle of imports: {what}: {}", circle.join(", ")),
    }
}

/// The numbers of files of all circles, for people.
pub fn sizes(sources: &[Source]) -> String {
    let circles = circles(&Package::read(sources, FOLDER).edges());
    let sizes = circles.iter().map(|circle| circle.len().to_string());
    sizes.collect::<Vec<_>>().join(", ")
}

/// The same edges with rooms in place of their files.
fn between_rooms<'s>(edges: &Edges<'s>) -> Edges<'s> {
    let mut rooms: Edges<'s> = BTreeMap::new();
    for (file, others) in edges {
        let others = others.iter().map(|other| room(other));
        rooms
            .entry(room(file))
            .or_default()
            .extend(others.filter(|other| *other != room(file)));
    }
    rooms
}

/// `codegen/src/lower` of `codegen/src/lower/docs/mod.rs`.
fn room(file: &str) -> &str {
    let below = file.strip_prefix(FOLDER).unwrap_or(file);
    let length = below.find(['/', '.']).unwrap_or(below.len());
    &file[..file.len() - below.len() + length]
}

/// Files that all reach each other, the largest group first.
fn circles<'s>(edges: &Edges<'s>) -> Vec<Vec<&'s str>> {
    let reached: Edges<'s> = edges
        .keys()
        .map(|file| (*file, reached(edges, file)))
        .collect();
    let mut circles = BTreeSet::new();
    for (file, others) in &reached {
        let back = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
        let circle: Vec<_> = others.iter().filter(back).copied().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    let mut circles: Vec<_> = circles.into_iter().collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}

fn reached<'s>(edges: &Edges<'s>, file: &'s str) -> BTreeSet<&'s str> {
    let mut reached = BTreeSet::new();
    let mut pending = vec![file];
    while let Some(next) = pending.pop() {
        for other in edges.get(next).into_iter().flatten() {
            if reached.insert(*other) {
                pending.push(other);
            }
        }
    }
    reached
}

//! Which room may use which: exactly what the table of ARCHITECTURE.md says.

use std::collections::BTreeSet;

use super::rooms::{self, LIBRARIES, Room};
use super::source::Source;
use super::{ARCHITECTURE, Breach};

/// What `codegen` never uses: it is a function from texts to texts.
const NEVER_IN_CODEGEN: &[(&[&str], &str)] = &[
    (
        &["HashMap"],
        "codegen iterates in a fixed order: IndexMap or BTreeMap",
    ),
    (
        &["HashSet"],
        "codegen iterates in a fixed order: IndexSet or BTreeSet",
    ),
    (&["std", "::", "fs"], "codegen has no file system"),
    (&["std", "::", "net"], "codegen has no network"),
    (&["std", "::", "env"], "codegen has no environment"),
    (&["SystemTime"], "codegen has no clock"),
    (&["Instant"], "codegen has no clock"),
];

/// Packages whose files all belong to a room, except the one that declares them.
const PACKAGES: &[(&str, &str)] = &[
    ("codegen/src/", "codegen/src/lib.rs"),
    ("runtime/src/", "runtime/src/lib.rs"),
];

/// What rooms use of each other: the path of the room, and the name.
pub type Named<'r> = BTreeSet<(&'r str, String)>;

/// Checks one file.
pub fn check<'r>(
    source: &Source,
    rooms: &'r [Room<'_>],
    named: &mut Named<'r>,
    breaches: &mut Vec<Breach>,
) {
    if source.is_test() {
        return;
    }
    let room = rooms::of_file(rooms, &source.path);
    let mut breach = |line: usize, message: String| {
        breaches.push(Breach {
            path: source.path.clone(),
            line,
            message,
        });
    };
    let is_within =
        |(folder, root): &(&str, &str)| source.path.starts_with(folder) && source.path != *root;
    if room.is_none() && PACKAGES.iter().any(is_within) {
        breach(1, format!("is in no room of the table of {ARCHITECTURE}"));
    }
    for (line, code) in source.code() {
        let words = Source::words(code);
        if source.path.starts_with("codegen/src/") {
            let found = NEVER_IN_CODEGEN
                .iter()
                .filter(|(name, _)| contains(&words, name));
            found.for_each(|(_, reason)| breach(line, (*reason).to_owned()));
        }
        let Some(room) = room else {
            continue;
        };
        let others = named_rooms(&words, source);
        let others =
            others.filter(|name| *name != room.name() && rooms::is_room(rooms, room, name));
        for name in others.chain(named_libraries(&words)) {
            if !room.may_use.contains(&name) {
                breach(line, format!("`{}` must not know `{name}`", room.name()));
            }
            named.insert((room.path, name.to_owned()));
        }
    }
}

/// What the table allows and nothing needs.
pub fn check_table(rooms: &[Room<'_>], named: &Named<'_>, breaches: &mut Vec<Breach>) {
    for room in rooms {
        let is_unused = |name: &&&str| !named.contains(&(room.path, (**name).to_owned()));
        for name in room.may_use.iter().filter(is_unused) {
            breaches.push(Breach {
                path: ARCHITECTURE.to_owned(),
                line: room.line,
                message: format!("`{}` does not use `{name}`", room.path),
            });
        }
    }
}

fn contains(words: &[&str], name: &[&str]) -> bool {
    words.windows(name.len()).any(|window| window == name)
}

/// The path after `crate::`, or after as many `super::` as lead to the root of the package.
fn named_rooms<'w>(words: &'w [&'w str], source: &Source) -> impl Iterator<Item = &'w str> {
    let depth = depth(&source.path);
    let roots = (0..words.len()).filter_map(move |at| {
        let rest = &words[at..];
        let supers = rest
            .chunks(2)
            .take_while(|pair| *pair == ["super", "::"])
            .count();
        let begins = at < 2 || words[at - 2] != "super";
        match rest {
            ["crate", "::", after @ ..] if at == 0 || words[at - 1] != "$" => Some(after),
            _ if begins && depth > 0 && supers == depth => Some(&rest[2 * supers..]),
            _ => None,
        }
    });
    roots.flat_map(first_names)
}

/// Number of `super`s from a file to the root of its package.
fn depth(path: &str) -> usize {
    let below = path.rsplit("src/").next().unwrap_or_default();
    below.matches('/').count() + usize::from(!below.ends_with("mod.rs") && below != "lib.rs")
}

/// The first names: `a` of `a::b`, `a` and `c` of `{a::b, c::{d, e}}`.
fn first_names<'w>(words: &'w [&'w str]) -> Vec<&'w str> {
    if words.first() != Some(&"{") {
        return words.first().copied().into_iter().collect();
    }
    let mut names = Vec::new();
    let mut level = 0;
    let mut begins = false;
    for word in words {
        match *word {
            "{" => {
                level += 1;
                begins = level == 1;
            }
            "}" => level -= 1,
            "," => begins = level == 1,
            name => {
                if begins {
                    names.push(name);
                }
                begins = false;
            }
        }
        if level == 0 {
            break;
        }
    }
    names
}

/// Libraries at the beginning of a path.
fn named_libraries<'w>(words: &'w [&'w str]) -> impl Iterator<Item = &'w str> {
    (0..words.len()).filter_map(move |at| {
        let name = LIBRARIES.iter().find(|name| **name == words[at])?;
        let path = words.get(at + 1) == Some(&"::");
        let imported = at > 0 && words[at - 1] == "use";
        let inside = at > 0 && ["::", "."].contains(&words[at - 1]);
        ((path || imported) && !inside).then_some(*name)
    })
}

//! Which room may know which: the table of ARCHITECTURE.md.

use super::Breach;
use super::source::Source;

/// A folder or file, and what its code may name.
struct Room {
    /// Beginning of the paths of its files, without `.rs`.
    path: &'static str,
    /// Other rooms of the same package.
    rooms: &'static [&'static str],
    /// Libraries of [`LIBRARIES`].
    libraries: &'static [&'static str],
}

/// Libraries that only some rooms may use; all others are free.
const LIBRARIES: &[&str] = &[
    "heck",
    "prettyplease",
    "proc_macro2",
    "pulldown_cmark",
    "quote",
    "reqwest",
    "serde_yaml",
    "syn",
    "tokio",
    "toml",
];

const ROOMS: &[Room] = &[
    Room {
        path: "codegen/src/document",
        rooms: &["diagnostics", "document"],
        libraries: &["serde_yaml"],
    },
    Room {
        path: "codegen/src/openapi",
        rooms: &["document", "openapi"],
        libraries: &[],
    },
    Room {
        path: "codegen/src/diagnostics",
        rooms: &["diagnostics", "document", "hidden"],
        libraries: &[],
    },
    Room {
        path: "codegen/src/settings",
        rooms: &["api", "diagnostics", "settings"],
        libraries: &["toml"],
    },
    Room {
        path: "codegen/src/api",
        rooms: &["api"],
        libraries: &[],
    },
    Room {
        path: "codegen/src/resolve",
        rooms: &[
            "api",
            "diagnostics",
            "document",
            "openapi",
            "resolve",
            "settings",
            "words",
        ],
        libraries: &[],
    },
    Room {
        path: "codegen/src/passes",
        rooms: &[
            "api",
            "diagnostics",
            "passes",
            "resolve",
            "settings",
            "words",
        ],
        libraries: &[],
    },
    Room {
        path: "codegen/src/hidden",
        rooms: &[],
        libraries: &[],
    },
    Room {
        path: "codegen/src/threads",
        rooms: &[],
        libraries: &[],
    },
    Room {
        path: "codegen/src/words",
        rooms: &[],
        libraries: &["heck"],
    },
    Room {
        path: "codegen/src/rust/ident",
        rooms: &["rust", "words"],
        libraries: &[],
    },
    Room {
        path: "codegen/src/rust",
        rooms: &["rust"],
        libraries: &[],
    },
    Room {
        path: "codegen/src/lower",
        rooms: &["api", "diagnostics", "hidden", "lower", "rust", "settings"],
        libraries: &["pulldown_cmark"],
    },
    Room {
        path: "codegen/src/emit",
        rooms: &["emit", "package", "rust"],
        libraries: &["proc_macro2", "quote"],
    },
    Room {
        path: "codegen/src/format",
        rooms: &["emit", "format", "threads"],
        libraries: &["prettyplease", "proc_macro2", "syn"],
    },
    Room {
        path: "codegen/src/package",
        rooms: &["hidden", "rust", "settings"],
        libraries: &[],
    },
    Room {
        path: "runtime/src/json",
        rooms: &["json", "types", "wire"],
        libraries: &[],
    },
    Room {
        path: "runtime/src/types",
        rooms: &["json", "types", "wire"],
        libraries: &[],
    },
    Room {
        path: "runtime/src/wire",
        rooms: &["json", "types", "wire"],
        libraries: &[],
    },
    Room {
        path: "runtime/src/http",
        rooms: &["http", "json", "types", "wire"],
        libraries: &["reqwest", "tokio"],
    },
];

/// What `codegen` never touches: it is a function from texts to texts.
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

pub fn check(source: &Source, breaches: &mut Vec<Breach>) {
    if source.is_test() {
        return;
    }
    for (line, code) in source.code() {
        let words = Source::words(code);
        let mut breach = |message: String| {
            breaches.push(Breach {
                path: source.path.clone(),
                line,
                message,
            });
        };
        if source.path.starts_with("codegen/src/") {
            let found = NEVER_IN_CODEGEN
                .iter()
                .filter(|(name, _)| contains(&words, name));
            found.for_each(|(_, reason)| breach((*reason).to_owned()));
        }
        let Some(room) = ROOMS.iter().find(|room| source.path.starts_with(room.path)) else {
            continue;
        };
        let name = room.path.rsplit("src/").next().unwrap_or_default();
        let fenced = |other: &&str| is_room(other, source) && !room.rooms.contains(other);
        for other in named_rooms(&words, source).filter(fenced) {
            breach(format!("`{name}` must not know `{other}`"));
        }
        for library in named_libraries(&words).filter(|name| !room.libraries.contains(name)) {
            breach(format!("`{name}` must not use {library}"));
        }
    }
}

/// Whether the package of the file has a room of that name.
fn is_room(name: &str, source: &Source) -> bool {
    let package = source
        .path
        .split_inclusive("src/")
        .next()
        .unwrap_or_default();
    let rooms = ROOMS
        .iter()
        .filter_map(|room| room.path.strip_prefix(package));
    rooms
        .filter_map(|room| room.split('/').next())
        .any(|room| room == name)
}

fn contains(words: &[&str], name: &[&str]) -> bool {
    words.windows(name.len()).any(|window| window == name)
}

/// What follows `crate::`, or as many `super::` as lead to the root of the package.
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

/// The names that stand first: `a` of `a::b`, `a` and `c` of `{a::b, c::{d, e}}`.
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

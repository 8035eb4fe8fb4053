//! The rooms of the workspace and what they may use: the table of ARCHITECTURE.md.

use super::{ARCHITECTURE, Breach};

/// Libraries that only some rooms may use. Every room may use the others.
pub const LIBRARIES: &[&str] = &[
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

/// A folder or file, and what its code may use.
#[derive(Debug, PartialEq, Eq)]
pub struct Room<'t> {
    /// `codegen/src/rust/ident`, `codegen/src/words`.
    pub path: &'t str,
    /// Other rooms of the same package, and libraries of [`LIBRARIES`].
    pub may_use: Vec<&'t str>,
    /// The line in the table.
    pub line: usize,
}

impl Room<'_> {
    /// The name in paths: `rust` for `codegen/src/rust/ident`.
    pub fn name(&self) -> &str {
        let below = self.path.split("src/").nth(1).unwrap_or_default();
        below.split('/').next().unwrap_or_default()
    }

    /// Whether two rooms are of the same package.
    fn is_beside(&self, other: &Self) -> bool {
        self.path.split('/').next() == other.path.split('/').next()
    }

    fn holds(&self, file: &str) -> bool {
        let rest = file.strip_prefix(self.path);
        rest.is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
    }
}

/// The rows of the table that describe rooms: `path`, what it does, what it may use.
pub fn read(architecture: &str) -> Vec<Room<'_>> {
    let rows = (1..).zip(architecture.lines());
    let rooms = rows.filter_map(|(line, row)| {
        let mut cells = row.strip_prefix("| `")?.split(" | ");
        let path = cells.next()?.trim_end_matches('`').trim_end_matches('/');
        let path = path.strip_suffix(".rs").unwrap_or(path);
        let may_use = cells.nth(1)?.trim_end_matches('|');
        let may_use = may_use.split(',').map(|name| name.trim().trim_matches('`'));
        path.contains("/src/").then(|| Room {
            path,
            may_use: may_use.filter(|name| !name.is_empty()).collect(),
            line,
        })
    });
    rooms.collect()
}

/// The innermost room that contains a file.
pub fn of_file<'r, 't>(rooms: &'r [Room<'t>], file: &str) -> Option<&'r Room<'t>> {
    let around = rooms.iter().filter(|room| room.holds(file));
    around.max_by_key(|room| room.path.len())
}

/// Whether the package of a room has a room of this name in paths.
pub fn is_room(rooms: &[Room<'_>], beside: &Room<'_>, name: &str) -> bool {
    let mut rooms = rooms.iter().filter(|room| room.is_beside(beside));
    rooms.any(|room| room.name() == name)
}

/// Names in the table that are neither rooms nor libraries.
pub fn check(rooms: &[Room<'_>], breaches: &mut Vec<Breach>) {
    for room in rooms {
        let is_known = |name: &&&str| LIBRARIES.contains(*name) || is_room(rooms, room, name);
        for name in room.may_use.iter().filter(|name| !is_known(name)) {
            breaches.push(Breach {
                path: ARCHITECTURE.to_owned(),
                line: room.line,
                message: format!(
                    "`{name}` is neither a room nor a library of xtask/src/tidy/rooms.rs"
                ),
            });
        }
    }
}

//! Text of a settings file to [`Settings`]. Every mistake is collected, none is fatal to the rest.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entries::Entries;
use super::{DateTimeLibrary, Pagination, Place, Problem, Settings, UnknownFields, nearest};

const KEYS: &[&str] = &[
    "date_time",
    "groups",
    "leave_out",
    "pagination",
    "rename",
    "unknown_fields",
];
const RENAMES: &[&str] = &["fields", "operations", "parameters", "types", "values"];
const GROUPS: &[&str] = &["operations", "tags"];
const PAGINATION: &[&str] = &["items", "next"];

const DATE_TIME: &[(&str, DateTimeLibrary)] = &[
    ("time", DateTimeLibrary::Time),
    ("chrono", DateTimeLibrary::Chrono),
    ("jiff", DateTimeLibrary::Jiff),
    ("string", DateTimeLibrary::String),
];
const UNKNOWN_FIELDS: &[(&str, UnknownFields)] = &[
    ("ignore", UnknownFields::Ignore),
    ("keep", UnknownFields::Keep),
];

type Key<'t> = Spanned<Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

pub(super) fn parse(file: &str, text: &str) -> Result<Settings, Vec<Problem>> {
    let mut reader = Reader {
        file,
        text,
        problems: Vec::new(),
    };
    let (table, mistakes) = DeTable::parse_recoverable(text);
    for mistake in mistakes {
        reader.problem(
            mistake.span().unwrap_or_default(),
            mistake.message().to_owned(),
        );
    }
    if reader.problems.is_empty() {
        let settings = reader.settings(table.get_ref());
        if reader.problems.is_empty() {
            return Ok(settings);
        }
    }
    reader
        .problems
        .sort_by_key(|problem| (problem.place.line, problem.place.column));
    Err(reader.problems)
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "date_time" => settings.date_time = self.choice(value, DATE_TIME),
                "unknown_fields" => settings.unknown_fields = self.choice(value, UNKNOWN_FIELDS),
                "leave_out" => self.leave_out(value, &mut settings.leave_out),
                "rename" => self.renames(value, &mut settings),
                "groups" => self.groups(value, &mut settings),
                "pagination" => self.all_pagination(value, &mut settings.pagination),
                _ => self.unknown_key(key, KEYS),
            }
        }
        settings
    }

    fn renames(&mut self, value: &Value<'_>, settings: &mut Settings) {
        for (key, value) in self.table(value).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "operations" => self.names(value, &mut settings.operations),
                "types" => self.names(value, &mut settings.types),
                "fields" => self.names(value, &mut settings.fields),
                "parameters" => self.names(value, &mut settings.parameters),
                "values" => self.names(value, &mut settings.values),
                _ => self.unknown_key(key, RENAMES),
            }
        }
    }

    fn groups(&mut self, value: &Value<'_>, settings: &mut Settings) {
        for (key, value) in self.table(value).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "operations" => self.names(value, &mut settings.operation_groups),
                "tags" => self.names(value, &mut settings.tag_groups),
                _ => self.unknown_key(key, GROUPS),
            }
        }
    }

    /// A table of new names by old ones.
    fn names(&mut self, value: &Value<'_>, names: &mut Entries<String>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let Some(name) = self.string(value) else {
                continue;
            };
            if name.chars().any(char::is_alphanumeric) {
                names.insert(
                    key.get_ref().to_string(),
                    name.to_owned(),
                    self.place(key.span()),
                );
            } else {
                self.problem(
                    value.span(),
                    "expected a name with a letter or digit".to_owned(),
                );
            }
        }
    }

    fn leave_out(&mut self, value: &Value<'_>, operations: &mut Entries<()>) {
        let Some(array) = value.get_ref().as_array() else {
            return self.mistyped(value, "an array of strings");
        };
        for value in array {
            if let Some(operation) = self.string(value) {
                operations.insert(operation.to_owned(), (), self.place(value.span()));
            }
        }
    }

    fn all_pagination(&mut self, value: &Value<'_>, operations: &mut Entries<Pagination>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            if let Some(pagination) = self.pagination(value) {
                operations.insert(
                    key.get_ref().to_string(),
                    pagination,
                    self.place(key.span()),
                );
            }
        }
    }

    fn pagination(&mut self, value: &Value<'_>) -> Option<Pagination> {
        const EXPECTED: &str = "`false` or `{ items = \"..\", next = \"..\" }`";
        match value.get_ref() {
            DeValue::Boolean(false) => Some(Pagination::Off),
            DeValue::Table(table) => {
                let (mut items, mut next) = (None, None);
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        "items" => items = self.wire_path(value),
                        "next" => next = self.wire_path(value),
                        _ => self.unknown_key(key, PAGINATION),
                    }
                }
                let pagination = items.zip(next);
                if pagination.is_none() {
                    self.problem(value.span(), format!("expected {EXPECTED}"));
                }
                pagination.map(|(items, next)| Pagination::On { items, next })
            }
            _ => {
                self.mistyped(value, EXPECTED);
                None
            }
        }
    }

    /// `links.next`, or `["links", "next.page"]` where a wire name has a dot; a body that is
    /// itself the array of items is the empty path.
    fn wire_path(&mut self, value: &Value<'_>) -> Option<Vec<String>> {
        if let Some(names) = value.get_ref().as_array() {
            let names = names
                .iter()
                .map(|name| self.string(name).map(str::to_owned));
            return names.collect();
        }
        let path = self.string(value)?;
        Some(
            path.split('.')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    fn choice<T: Copy + Default>(&mut self, value: &Value<'_>, choices: &[(&str, T)]) -> T {
        let wanted = value.get_ref().as_str();
        if let Some((_, choice)) = choices.iter().find(|(name, _)| Some(*name) == wanted) {
            return *choice;
        }
        let names: Vec<_> = choices
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        self.problem(
            value.span(),
            format!("expected one of {}", names.join(", ")),
        );
        T::default()
    }

    fn table<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.mistyped(value, "a table");
        }
        table
    }

    fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.mistyped(value, "a string");
        }
        string
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let help = match nearest(key.get_ref(), known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("known keys are {}", known.join(", ")),
        };
        self.problems.push(Problem {
            place: self.place(key.span()),
            message: format!("unknown key `{}`", key.get_ref()),
            help: Some(help),
        });
    }

    fn mistyped(&mut self, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        self.problem(value.span(), format!("expected {expected}, found {found}"));
    }

    fn problem(&mut self, span: Range<usize>, message: String) {
        let place = self.place(span);
        self.problems.push(Problem {
            place,
            message,
            help: None,
        });
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, self.text, span)
    }
}

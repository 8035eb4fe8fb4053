//! The text of a settings file to [`Settings`]. All mistakes are collected, and none hides the
//! others.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::auth::Auth;
use super::entries::{Entries, Spot};
use super::{
    Corrected, Correction, DateTimeLibrary, ErrorShape, Features, Numbers, Pagination, Settings,
    Stream, UnknownFields, WebhookKey, WebhookSettings, errors, pages,
};
use crate::api::{ApiKeyLocation, SecuritySchemeKind};
use crate::diagnostics::{Diagnostics, FileId, Notation, Place, Report};

const KEYS: &[&str] = &[
    "accept",
    "any",
    "auth",
    "date_time",
    "errors",
    "features",
    "groups",
    "leave_out",
    "nullable",
    "numbers",
    "one_or_many",
    "optional",
    "optional_bodies",
    "pagination",
    "rename",
    "streams",
    "unknown_fields",
    "webhooks",
];
const AUTH: &[&str] = &["cookie", "header", "http", "operations", "query"];
const ERRORS: &[&str] = &["when"];
const WEBHOOKS: &[&str] = &["header", "member", "values"];
const RENAMES: &[&str] = &["fields", "operations", "parameters", "types", "values"];
const GROUPS: &[&str] = &["operations", "tags"];

const DATE_TIME: &[(&str, DateTimeLibrary)] = &[
    ("time", DateTimeLibrary::Time),
    ("chrono", DateTimeLibrary::Chrono),
    ("jiff", DateTimeLibrary::Jiff),
    ("string", DateTimeLibrary::String),
];
const NUMBERS: &[(&str, Numbers)] = &[("native", Numbers::Native), ("exact", Numbers::Exact)];
const UNKNOWN_FIELDS: &[(&str, UnknownFields)] = &[
    ("ignore", UnknownFields::Ignore),
    ("keep", UnknownFields::Keep),
];

const STREAMS: &[(&str, Stream)] = &[("lines", Stream::Lines), ("events", Stream::Events)];

const FEATURES: &[(&str, Features)] = &[
    ("by-size", Features::BySize),
    ("groups", Features::Groups),
    ("none", Features::None),
];

pub(super) type Key<'t> = Spanned<Cow<'t, str>>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

pub(super) fn parse(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Settings> {
    let file = diagnostics.sources.add(name, text, Notation::Plain);
    let mut reader = Reader {
        diagnostics,
        file,
        text,
        sound: true,
    };
    let (table, mistakes) = DeTable::parse_recoverable(text);
    for mistake in mistakes {
        reader.problem(mistake.span().unwrap_or_default(), mistake.message());
    }
    let settings = reader.settings(table.get_ref());
    reader.sound.then(|| Settings {
        name: name.to_owned(),
        text: text.into(),
        ..settings
    })
}

pub(super) struct Reader<'t> {
    diagnostics: &'t mut Diagnostics,
    file: FileId,
    text: &'t str,
    sound: bool,
}

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "date_time" => settings.date_time = self.choice(value, DATE_TIME),
                "unknown_fields" => settings.unknown_fields = self.choice(value, UNKNOWN_FIELDS),
                "features" => settings.features = self.choice(value, FEATURES),
                "numbers" => settings.numbers = self.choice(value, NUMBERS),
                "leave_out" => self.operations(value, &mut settings.leave_out),
                "optional_bodies" => self.operations(value, &mut settings.optional_bodies),
                "accept" => self.operations(value, &mut settings.accepted),
                "auth" => self.all_auth(value, &mut settings.auth),
                "rename" => self.renames(value, &mut settings),
                "groups" => self.groups(value, &mut settings),
                "pagination" => self.all_pagination(value, &mut settings.pagination),
                "streams" => self.streams(value, &mut settings.streams),
                "webhooks" => settings.webhooks = self.webhooks(value),
                "errors" => self.errors(value, &mut settings.error_shapes),
                "optional" => self.corrections(value, Correction::Optional, &mut settings),
                "nullable" => self.corrections(value, Correction::Nullable, &mut settings),
                "any" => self.corrections(value, Correction::Any, &mut settings),
                "one_or_many" => self.corrections(value, Correction::OneOrMany, &mut settings),
                _ => self.unknown_key(key, KEYS),
            }
        }
        settings
    }

    fn streams(&mut self, value: &Value<'_>, operations: &mut Entries<Stream>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let stream = self.choice(value, STREAMS);
            operations.insert(key.get_ref().to_string(), stream, self.spot(key.span()));
        }
    }

    /// `when` is a text for all operations, or a table with an entry for each of some.
    fn errors(&mut self, value: &Value<'_>, shapes: &mut Entries<Option<ErrorShape>>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            match value.get_ref() {
                _ if key.get_ref() != "when" => self.unknown_key(key, ERRORS),
                DeValue::Table(operations) => {
                    for (key, value) in operations {
                        self.error_shape(key, key.get_ref(), value, shapes);
                    }
                }
                _ => self.error_shape(key, "*", value, shapes),
            }
        }
    }

    fn error_shape(
        &mut self,
        key: &Key<'_>,
        operations: &str,
        value: &Value<'_>,
        shapes: &mut Entries<Option<ErrorShape>>,
    ) {
        let shape = match value.get_ref() {
            DeValue::Boolean(false) => Some(None),
            DeValue::String(text) => errors::parse(text).map(Some),
            _ => None,
        };
        let Some(shape) = shape else {
            let message = "expected a member of the body, and what it is in an error";
            self.problem(value.span(), message).help(
                "write `ok = false`, `status != \"success\"` or `error` alone, with values of JSON, \
                 or `false` for an operation without such errors",
            );
            return;
        };
        shapes.insert(operations.to_owned(), shape, self.spot(key.span()));
    }

    fn webhooks(&mut self, value: &Value<'_>) -> WebhookSettings {
        let mut settings = WebhookSettings::default();
        for (key, value) in self.table(value).into_iter().flatten() {
            let make: fn(String) -> WebhookKey = match key.get_ref().as_ref() {
                "header" => WebhookKey::Header,
                "member" => WebhookKey::Member,
                "values" => {
                    self.names(value, &mut settings.values);
                    continue;
                }
                _ => {
                    self.unknown_key(key, WEBHOOKS);
                    continue;
                }
            };
            if settings.key.is_some() {
                self.problem(key.span(), "expected one of header and member");
            }
            settings.key = self.string(value).map(|text| make(text.to_owned()));
        }
        if settings.key.is_none() && self.sound {
            self.problem(
                value.span(),
                "expected `header` or `member`: where the values are",
            );
        }
        settings
    }

    /// A list of members.
    fn corrections(&mut self, value: &Value<'_>, correction: Correction, settings: &mut Settings) {
        let Some(array) = value.get_ref().as_array() else {
            return self.mistyped(value, "an array of strings");
        };
        for value in array {
            if let Some(key) = self.string(value).map(str::to_owned) {
                let spot = self.spot(value.span());
                settings.corrections.push(Corrected {
                    correction,
                    key,
                    spot,
                });
            }
        }
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
                    self.spot(key.span()),
                );
            } else {
                self.problem(
                    value.span(),
                    "expected a name with a letter or digit".to_owned(),
                );
            }
        }
    }

    fn operations(&mut self, value: &Value<'_>, operations: &mut Entries<()>) {
        let Some(array) = value.get_ref().as_array() else {
            return self.mistyped(value, "an array of strings");
        };
        for value in array {
            if let Some(operation) = self.string(value) {
                operations.insert(operation.to_owned(), (), self.spot(value.span()));
            }
        }
    }

    fn all_auth(&mut self, value: &Value<'_>, schemes: &mut Entries<Auth>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let auth = self.auth(value);
            schemes.insert(key.get_ref().to_string(), auth, self.spot(key.span()));
        }
    }

    fn auth(&mut self, value: &Value<'_>) -> Auth {
        let mut auth = Auth::default();
        for (key, value) in self.table(value).into_iter().flatten() {
            let kind: fn(String) -> SecuritySchemeKind = match key.get_ref().as_ref() {
                "http" => SecuritySchemeKind::of_http,
                "header" => |name| SecuritySchemeKind::key(ApiKeyLocation::Header, name),
                "query" => |name| SecuritySchemeKind::key(ApiKeyLocation::Query, name),
                "cookie" => |name| SecuritySchemeKind::key(ApiKeyLocation::Cookie, name),
                "operations" => {
                    self.operations(value, &mut auth.operations);
                    continue;
                }
                _ => {
                    self.unknown_key(key, AUTH);
                    continue;
                }
            };
            if auth.kind.is_some() {
                self.problem(key.span(), "expected one of http, header, query and cookie");
            }
            auth.kind = self.string(value).map(|text| kind(text.to_owned()));
        }
        auth
    }

    fn all_pagination(&mut self, value: &Value<'_>, operations: &mut Entries<Pagination>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            if let Some(pagination) = pages::pagination(self, value) {
                operations.insert(key.get_ref().to_string(), pagination, self.spot(key.span()));
            }
        }
    }

    /// `links.next`, or `["links", "next.page"]` where a wire name has a dot. The empty path means
    /// that the body itself is the list of items.
    pub(super) fn wire_path(&mut self, value: &Value<'_>) -> Option<Vec<String>> {
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

    pub(super) fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.mistyped(value, "a string");
        }
        string
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let message = format!("unknown key `{}`", key.get_ref());
        let report = self.problem(key.span(), message);
        let report = report.help(format!("known keys are {}", known.join(", ")));
        report.did_you_mean(key.get_ref(), known.iter().copied());
    }

    pub(super) fn mistyped(&mut self, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        self.problem(value.span(), format!("expected {expected}, found {found}"));
    }

    pub(super) fn problem(&mut self, span: Range<usize>, message: impl Into<String>) -> Report<'_> {
        let (line, column) = self.spot(span);
        let place = Place::Text {
            file: self.file,
            line,
            column,
        };
        self.sound = false;
        self.diagnostics.fail("settings", place, message)
    }

    fn spot(&self, span: Range<usize>) -> Spot {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
        let lines = above.matches('\n').count() + usize::from(before.contains('\n'));
        (number(lines + 1), number(line.chars().count() + 1))
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

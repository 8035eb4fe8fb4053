//! Documentation: the texts of the description as lines of rustdoc.

mod escape;
mod html;
mod lines;
mod links;
mod markdown;
mod operation;
mod page;
mod render;

pub(super) use operation::operation;
pub(super) use page::{about, heading, summary};

use crate::api::{self, Constraint, Parameter, SecurityScheme};
use crate::rust::{Auth, Docs, Ident, Role, spell};

use markdown::{code, safe};

/// Longer examples and defaults are left out.
const LONGEST_VALUE: usize = 60;

/// For a type.
pub(super) fn item(docs: &api::Docs, ident: &Ident) -> Docs {
    let title = docs.title.as_deref().map(str::trim).filter(|title| {
        let described = docs.description.as_deref().unwrap_or_default();
        spell(Role::Type, title) != ident.as_str() && !described.starts_with(*title)
    });
    let mut text = Text::default();
    text.paragraph(title);
    text.paragraph(docs.description.as_deref());
    text.notes(docs, &[]);
    text.done()
}

/// For a field.
pub(super) fn member(docs: &api::Docs, read_only: bool, write_only: bool) -> Docs {
    let direction = match (read_only, write_only) {
        (true, false) => Some("Only in responses."),
        (false, true) => Some("Only in requests."),
        (false, false) | (true, true) => None,
    };
    let mut text = Text::default();
    text.paragraph(docs.description.as_deref().or(docs.title.as_deref()));
    text.notes(docs, direction.as_slice());
    text.done()
}

/// For a setter.
pub(super) fn setter(parameter: &Parameter) -> Docs {
    let docs = &parameter.docs;
    let mut text = Text::default();
    match docs.description.as_deref().or(docs.title.as_deref()) {
        Some(description) if !description.trim().is_empty() => text.paragraph(Some(description)),
        _ => text.line(format!("Parameter {}.", code(&parameter.wire_name))),
    }
    text.notes(docs, &[]);
    Docs {
        deprecated: docs.deprecated,
        ..text.done()
    }
}

/// For a variant, a response, a body.
pub(super) fn text(description: Option<&str>) -> Docs {
    let mut text = Text::default();
    text.paragraph(description);
    text.done()
}

/// A line written here.
pub(super) fn line(line: &str) -> Docs {
    Docs {
        lines: vec![line.to_owned()],
        deprecated: false,
    }
}

/// For a group: the text of its tag in the document.
pub(super) fn group(api: &api::Api, name: &str) -> Docs {
    let tag = api.tags.iter().find(|(tag, _)| tag == name);
    let mut text = Text::default();
    text.paragraph(tag.and_then(|(_, description)| description.as_deref()));
    if text.lines.is_empty() {
        text.line(format!("Operations of {}.", code(name)));
    }
    text.done()
}

/// For the enum of webhooks.
pub(super) fn webhooks(told_apart: &api::ToldApart) -> Docs {
    let key = match told_apart {
        api::ToldApart::Header(name) => format!("The header {} tells them apart.", code(name)),
        api::ToldApart::Member(name) => {
            format!("The member {} of the body tells them apart.", code(name))
        }
        api::ToldApart::Only => "There is only one.".to_owned(),
        api::ToldApart::Name => {
            "The description does not say what tells them apart: `read_named` takes the name, \
             or the settings say it."
                .to_owned()
        }
    };
    let mut text = Text::default();
    text.line("A webhook, by its name in the description.".to_owned());
    text.gap();
    text.line(key);
    text.line("[`runtime::WebhookSecret`] tells who has sent it.".to_owned());
    text.done()
}

/// For a webhook. Beside a description, a summary of several paragraphs is left out: it introduces a
/// family of webhooks, and each of them repeats it.
pub(super) fn webhook(message: &api::Operation) -> Docs {
    let description = message.description.as_deref();
    let repeats = |summary: &&str| {
        Some(*summary) == description || description.is_some() && summary.trim().contains('\n')
    };
    let mut text = Text::default();
    text.paragraph(
        message
            .summary
            .as_deref()
            .filter(|summary| !repeats(summary)),
    );
    text.gap();
    text.paragraph(description);
    Docs {
        deprecated: message.deprecated,
        ..text.done()
    }
}

/// For the trait that reads the headers of responses.
pub(super) fn headers() -> Docs {
    let mut text = Text::default();
    text.line("Headers of responses, by their types: methods of `response.headers` and".to_owned());
    text.line("`error.headers()`, both a [`runtime::HeaderMap`].".to_owned());
    text.gap();
    text.line("Operations name the headers that their responses have.".to_owned());
    text.done()
}

/// For a header that several responses may have.
pub(super) fn header(headers: &[&api::Header]) -> Docs {
    let mut text = Text::default();
    text.paragraph(super::headers::description(headers));
    text.gap();
    let name = headers.first().map_or("", |one| one.wire_name.as_str());
    text.line(format!("Header {}.", code(name)));
    Docs {
        deprecated: headers.iter().all(|one| one.deprecated),
        ..text.done()
    }
}

/// For the client.
pub(super) fn client(api: &api::Api) -> Docs {
    let mut text = Text::default();
    text.paragraph(Some(&format!("A client of {}.", api.title)));
    text.gap();
    text.line("Cheap to clone: clones share connections and tokens.".to_owned());
    text.done()
}

pub(super) fn server(server: &api::Server, url: &str) -> Docs {
    let mut text = Text::default();
    text.paragraph(server.description.as_deref());
    text.gap();
    text.line(code(url));
    text.done()
}

/// For a method of the builder that takes the variables of a server.
pub(super) fn server_method(server: &api::Server) -> Docs {
    let mut text = Text::default();
    text.line(format!("The server {}.", code(&server.url)));
    text.paragraph(server.description.as_deref());
    text.gap();
    for variable in &server.variables {
        let default = match &variable.default {
            Some(default) => format!("{} by default", code(default)),
            None => "not described".to_owned(),
        };
        let about = variable.description.as_deref();
        let about = about.and_then(|about| about.lines().next());
        let about = about.map(|about| format!(": {about}")).unwrap_or_default();
        text.item(&format!("{}, {default}{about}", code(&variable.name)));
    }
    text.done()
}

/// For a method of the builder.
pub(super) fn auth(scheme: &SecurityScheme, auth: &Auth) -> Docs {
    let what = match auth {
        Auth::Basic => "User name and password, sent with HTTP Basic.".to_owned(),
        Auth::Bearer => "A bearer token.".to_owned(),
        Auth::Http(name) => format!("What follows {} in the Authorization header.", code(name)),
        Auth::HeaderKey(name) => format!("The API key, sent in the header {}.", code(name)),
        Auth::QueryKey(name) => format!("The API key, sent in the query as {}.", code(name)),
        Auth::CookieKey(name) => format!("The API key, sent in the cookie {}.", code(name)),
        Auth::ClientCredentials { token_url } => {
            format!(
                "Identifier and secret of a client; tokens come from {}.",
                code(token_url)
            )
        }
        Auth::Password { token_url } => {
            format!(
                "User name and password, with which tokens are got from {}.",
                code(token_url)
            )
        }
        Auth::Flows(_) => {
            "Logins of OAuth2 at the URLs that are declared, for a client of this identifier."
                .to_owned()
        }
    };
    let mut text = Text::default();
    text.line(what);
    text.paragraph(scheme.description.as_deref());
    if let Auth::Flows(flows) = auth
        && !flows.scopes.is_empty()
    {
        let scopes: Vec<_> = flows.scopes.iter().map(|scope| code(scope)).collect();
        text.gap();
        text.line(format!("Scopes: {}.", scopes.join(", ")));
    }
    text.done()
}

/// Lines that are being put together.
#[derive(Debug, Default)]
struct Text {
    lines: Vec<String>,
}

impl Text {
    fn done(mut self) -> Docs {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        Docs {
            lines: self.lines,
            deprecated: false,
        }
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// A text of the description, with a blank line before it.
    fn paragraph(&mut self, text: Option<&str>) {
        let lines = safe(text.unwrap_or_default());
        if !lines.is_empty() {
            self.gap();
            self.lines.extend(lines);
        }
    }

    /// A text of the description as an item of a list: its first paragraph, on one line.
    fn item(&mut self, text: &str) {
        let mut lines = safe(text).into_iter();
        let first: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        self.lines.push(format!("- {}", first.join(" ")));
    }

    /// Bounds, default and example on one line.
    fn notes(&mut self, docs: &api::Docs, more: &[&str]) {
        let mut notes: Vec<String> = more.iter().map(|&note| note.to_owned()).collect();
        if docs.deprecated {
            notes.insert(0, "Deprecated.".to_owned());
        }
        let bounds = docs.constraints.iter().filter(|bound| is_plain(bound));
        let bounds: Vec<_> = bounds
            .map(|bound| safe(&bound.to_string()).join(" "))
            .collect();
        if !bounds.is_empty() {
            notes.push(format!("{}.", capitalized(&bounds.join(", "))));
        }
        let short = |value: &&String| value.len() <= LONGEST_VALUE;
        let default = docs.default.as_ref().filter(short);
        notes.extend(default.map(|value| format!("Default: {}.", code(value))));
        let example = docs.example.as_ref().filter(short);
        notes.extend(example.map(|value| format!("Example: {}.", code(value))));
        if !notes.is_empty() {
            if !self.is_sentence() {
                self.gap();
            }
            self.line(notes.join(" "));
        }
        if let Some(url) = &docs.external {
            self.link(url);
        }
    }

    /// One paragraph. Other sentences may follow it.
    fn is_sentence(&self) -> bool {
        let is_text = |line: &String| {
            let begins = |c: char| c.is_alphabetic() || matches!(c, '`' | '"' | '(' | '[');
            line.starts_with(begins) && !line.starts_with("```")
        };
        let last = self.lines.last();
        self.lines.iter().all(is_text) && last.is_some_and(|line| line.ends_with(['.', '!', '?']))
    }

    fn link(&mut self, url: &str) {
        self.gap();
        self.line(format!("See {}.", markdown::link(url)));
    }
}

/// Whether a text can be shown as code on one line.
fn is_plain(constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Pattern(text) | Constraint::Format(text) => !text.contains(['`', '\n', '\r']),
        _ => true,
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

#[cfg(test)]
mod tests;

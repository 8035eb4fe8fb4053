//! `README.md`, which is also the documentation of the module: how to use this client.
//!
//! It is read where rustdoc's links and hidden lines do not work, so it has none of them.

mod example;

use super::chunk::Chunk;
use super::target::Target;
use crate::rust::{Api, Auth, AuthMethod, FEATURES};

use example::{Code, fenced};

pub(super) fn readme(api: &Api, target: &Target, chunks: &mut Vec<Chunk>) {
    let mut page = Page::default();
    page.lines.push(format!("# {}", api.front.heading));
    page.paragraph(&api.front.summary);
    if !api.groups.is_empty() {
        install(target, &mut page);
        first_call(api, target, &mut page);
        authentication(api, &mut page);
        errors(api, target, &mut page);
        more_examples(api, target, &mut page);
        tests(api, target, &mut page);
        features(api, &mut page);
    }
    page.paragraph(&api.docs.lines);
    chunks.push(Chunk::Lines(page.lines));
}

/// Lines with blank ones between paragraphs.
#[derive(Debug, Default)]
struct Page {
    lines: Vec<String>,
}

impl Page {
    fn paragraph(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.lines.push(String::new());
            self.lines.extend_from_slice(lines);
        }
    }

    fn text(&mut self, lines: &[&str]) {
        let lines: Vec<_> = lines.iter().map(|&line| line.to_owned()).collect();
        self.paragraph(&lines);
    }

    fn heading(&mut self, heading: &str) {
        self.text(&[&format!("## {heading}")]);
    }

    fn code(&mut self, code: &Code) {
        self.paragraph(&fenced("rust,no_run", &code.lines()));
    }
}

fn install(target: &Target, page: &mut Page) {
    page.heading("Install");
    let mut manifest = vec!["[dependencies]".to_owned(), target.dependency.clone()];
    manifest
        .push(r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"#.to_owned());
    page.paragraph(&fenced("toml", &manifest));
}

fn first_call(api: &Api, target: &Target, page: &mut Page) {
    let Some(first) = &api.front.first else {
        return;
    };
    page.heading("First call");
    page.code(&Code::first(api, target, first));
    page.text(&[
        "A client is cheap to clone, and its clones share connections and tokens. Each operation is a",
        "method of its group. A call takes optional parameters as further methods before `.await`.",
    ]);
}

fn authentication(api: &Api, page: &mut Page) {
    page.heading("Authentication");
    if api.client.auth.is_empty() {
        return page.text(&[
            "The description names no credentials. If the server asks for some, give them to the builder:",
            "`bearer_auth`, `basic_auth`, `header_auth`, `token_provider`.",
        ]);
    }
    page.text(&["Methods of `Client::builder()`:"]);
    let mut table = vec!["| method | credential |".to_owned(), "|---|---|".to_owned()];
    table.extend(api.client.auth.iter().map(method));
    page.paragraph(&table);
    page.text(&[
        "A token that is fetched elsewhere comes from a `token_provider`; `anonymous` sends none.",
    ]);
}

/// The method with its arguments, and the first line of its documentation.
fn method(method: &AuthMethod) -> String {
    let arguments = match &method.auth {
        Auth::Basic | Auth::Password { .. } => "username, password",
        Auth::Bearer => "token",
        Auth::ClientCredentials { .. } => "client_id, client_secret",
        Auth::Http(_) | Auth::HeaderKey(_) | Auth::QueryKey(_) | Auth::CookieKey(_) => "key",
        Auth::Flows(_) => "client_id",
    };
    let about = method.docs.lines.first().map_or("", String::as_str);
    let about = about.replace('|', "\\|");
    format!("| `{}({arguments})` | {about} |", method.ident)
}

fn errors(api: &Api, target: &Target, page: &mut Page) {
    let Some(failure) = &api.front.failure else {
        return;
    };
    page.heading("Errors");
    page.code(&Code::errors(api, target, failure));
    page.text(&[
        "`AnyError` is one type for the errors of all calls, for functions that pass them on with `?`.",
        "Calls that may be repeated without harm are repeated when the connection breaks or the server",
        "is busy; `Client::builder().retry(..)` says how often.",
    ]);
}

/// What only some APIs have.
fn more_examples(api: &Api, target: &Target, page: &mut Page) {
    let front = &api.front;
    let sections = [
        ("Bodies", "send", &front.body),
        ("Pages", "all", &front.pages),
        ("Streams", "follow", &front.stream),
        ("Downloads", "download", &front.download),
    ];
    for (heading, function, example) in sections {
        if let Some(example) = example {
            page.heading(heading);
            page.code(&Code::call(api, target, function, example));
        }
    }
}

fn tests(api: &Api, target: &Target, page: &mut Page) {
    let first = api.front.first.as_ref();
    let Some(code) = first.and_then(|first| Code::mock(api, target, first)) else {
        return;
    };
    page.heading("Tests without a server");
    page.text(&["With the feature `mock`, a `Mock` responds in place of the server:"]);
    page.code(&code);
}

fn features(api: &Api, page: &mut Page) {
    page.heading("Features");
    let mut table = vec!["| feature | adds |".to_owned(), "|---|---|".to_owned()];
    table.extend(FEATURES.iter().map(|feature| {
        let default = if feature.is_default { " (default)" } else { "" };
        format!("| `{}`{default} | {} |", feature.name, feature.adds)
    }));
    page.paragraph(&table);
    page.text(&[
        "The guide in the documentation of the crate `runtime` tells more: errors, retries, time limits,",
        "tokens and logins, pages, files, middleware, tests.",
    ]);
    if !api.features.is_empty() {
        page.text(&[
            "Each group of operations has a feature, too, which brings the types that the group reaches.",
            "All of them are enabled by default. A build is faster with only those that are called.",
        ]);
    }
}

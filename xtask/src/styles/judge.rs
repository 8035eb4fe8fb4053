//! The client to be checked, and the program that calls it with a transport that only records.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use codegen::document::Input;
use codegen::package::{Package, Runtime};
use codegen::settings::Settings;
use codegen::{Layout, generate};
use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::workspace;

/// The encoding that an operation of the client has.
#[derive(Debug, PartialEq)]
pub struct Spelling {
    location: String,
    style: String,
    explode: Option<bool>,
    allow_reserved: bool,
    name: String,
}

impl Spelling {
    pub fn of(row: &Value) -> Self {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        Self {
            location: text("location"),
            style: text("style"),
            explode: row["explode"].as_bool(),
            allow_reserved: row["allowReserved"] == true,
            name: text("name"),
        }
    }

    /// The path item of the operation with this number.
    fn path_item(&self, number: usize) -> (String, Value) {
        let mut operation = json!({
            "operationId": format!("row_{number}"),
            "tags": ["styles"],
            "responses": { "204": { "description": "none" } },
        });
        let mut path = format!("/{number}");
        if self.location == "body" {
            operation["requestBody"] =
                json!({ "required": true, "content": { &self.style: { "schema": {} } } });
            return (path, json!({ "post": operation }));
        }
        let mut parameter = json!({ "name": self.name, "in": self.location, "required": true });
        match self.style.strip_prefix("content:") {
            Some(media_type) => parameter["content"] = json!({ media_type: { "schema": {} } }),
            None => {
                parameter["style"] = json!(self.style);
                parameter["schema"] = json!({});
                if let Some(explode) = self.explode {
                    parameter["explode"] = json!(explode);
                }
                if self.allow_reserved {
                    parameter["allowReserved"] = json!(true);
                }
            }
        }
        if self.location == "path" {
            let _ = write!(path, "/{{{}}}", self.name);
        }
        operation["parameters"] = json!([parameter]);
        (path, json!({ "get": operation }))
    }
}

/// What the client sent for a row, or why it sent nothing.
pub struct Sent {
    pub error: String,
    /// Target, headers by name, body.
    request: Option<(String, Value, String)>,
    header: String,
}

impl Sent {
    /// A line of the program.
    pub fn read(line: &str) -> Self {
        let all: Value = serde_json::from_str(line).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            error: text(&all["error"]),
            header: text(&all["header"]),
            request: all["target"].as_str().map(|target| {
                let headers = all["headers"].clone();
                (target.to_owned(), headers, text(&all["body"]))
            }),
        }
    }

    /// The part of the request that a row is about.
    pub fn at(&self, location: &str) -> Option<&str> {
        let (target, headers, body) = self.request.as_ref()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Some(match location {
            "path" => path.splitn(3, '/').nth(2).unwrap_or_default(),
            "query" => query,
            "header" => headers[&self.header].as_str().unwrap_or_default(),
            "cookie" => headers["cookie"].as_str().unwrap_or_default(),
            _ => body,
        })
    }
}

/// Writes both packages as one workspace.
///
/// # Errors
/// Files that cannot be written.
pub fn write(folder: &Path, spellings: &[Spelling]) -> Result<()> {
    let runtime = workspace().join("runtime").display().to_string();
    let paths = spellings.iter().enumerate();
    let paths: Value = paths
        .map(|(number, one)| one.path_item(number))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let description = json!({
        "openapi": "3.2.0",
        "info": { "title": "Styles", "version": "1" },
        "servers": [{ "url": "http://styles.invalid" }],
        "paths": paths,
    });
    let package = Package {
        name: "subject".to_owned(),
        runtime: Runtime::Path(runtime.clone()),
        detached: false,
    };
    let description = description.to_string();
    let input = Input::new("styles.json", &description);
    let generated = generate(&input, &Settings::default(), &Layout::Crate(package));
    for (path, text) in &generated.files {
        save(&folder.join("subject").join(path), text)?;
    }
    save(
        &folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"subject\", \"judge\"]\n",
    )?;
    let lock = workspace().join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock")).map_err(|cause| Failure::at(&lock, cause))?;
    let manifest = format!(
        "[package]\nname = \"judge\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         http = \"1\"\nruntime = {{ path = {runtime:?} }}\nsubject = {{ path = \"../subject\" }}\n"
    );
    save(&folder.join("judge/Cargo.toml"), &manifest)?;
    let mut source = PROGRAM.to_owned();
    for (number, spelling) in spellings.iter().enumerate() {
        let _ = writeln!(
            source,
            "        {number} => ({:?}, finish(styles.row_{number}(&value).send())),",
            spelling.name.to_ascii_lowercase()
        );
    }
    save(
        &folder.join("judge/src/main.rs"),
        &(source + "        _ => unreachable!(),\n    }\n}\n"),
    )
}

fn save(path: &Path, text: &str) -> Result<()> {
    let failure = |cause| Failure::at(path, cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    fs::write(path, text).map_err(failure)
}

/// The text before the table of operations, which is the last item.
const PROGRAM: &str = r#"use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use runtime::serde_json::{self, Value, json};
use runtime::{Body, BoxFuture, Transport, TransportError};

#[derive(Default)]
struct Notes(Mutex<Value>);

impl Transport for Notes {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = request.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), text(value.as_bytes())));
        *self.0.lock().unwrap() = json!({
            "target": request.uri().path_and_query().unwrap().to_string(),
            "headers": headers.collect::<std::collections::BTreeMap<_, _>>(),
            "body": request.body().whole().map(|body| text(body)),
        });
        Box::pin(async {
            let mut response = http::Response::new(Body::from(runtime::Bytes::new()));
            *response.status_mut() = http::StatusCode::NO_CONTENT;
            Ok(response)
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

fn finish<T, E: std::fmt::Display>(call: impl Future<Output = Result<T, E>>) -> String {
    let mut call = std::pin::pin!(call);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(result) = call.as_mut().poll(&mut context) {
            return result.err().map(|error| error.to_string()).unwrap_or_default();
        }
    }
}

fn main() {
    let notes = Arc::new(Notes::default());
    let client = subject::Client::builder().transport(notes.clone()).build().unwrap();
    for case in std::fs::read_to_string("cases.tsv").unwrap().lines() {
        let (number, value) = case.split_once('\t').unwrap();
        *notes.0.lock().unwrap() = json!({});
        let (header, error) = call(&client, number.parse().unwrap(), serde_json::from_str(value).unwrap());
        let mut sent = notes.0.lock().unwrap().clone();
        sent["error"] = error.into();
        sent["header"] = header.into();
        println!("{sent}");
    }
}

fn call(client: &subject::Client, number: usize, value: Value) -> (&'static str, String) {
    let styles = client.styles();
    match number {
"#;

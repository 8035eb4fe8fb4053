//! Small descriptions, resolved, and shown with one line for each definition.

mod hostile;
mod objects;
mod operations;
mod places;
mod scalars;
mod unions;

use crate::api::{Api, show_inline};
use crate::diagnostics::Diagnostics;
use crate::document::{Input, load, on_big_stack};
use crate::settings::Settings;

/// Resolves a whole description, and gives the kinds of its reports.
fn resolve(text: &str, settings: &str) -> (Api, Vec<&'static str>) {
    on_big_stack(|| {
        let settings = Settings::parse("settings.toml", settings, &mut Diagnostics::default());
        let mut diagnostics = Diagnostics::default();
        let document = load(&Input::new("test.yaml", text), &mut diagnostics).unwrap();
        let before = diagnostics.iter().count();
        let settings = settings.unwrap();
        let resolved = super::resolve(&document, &settings, &mut diagnostics);
        let mut api = crate::passes::run(resolved, &settings, &mut diagnostics);
        crate::passes::share(&mut api, &settings);
        let kinds = diagnostics
            .iter()
            .skip(before)
            .map(|report| report.kind)
            .collect();
        (api, kinds)
    })
}

/// Resolves component schemas, given as YAML without indentation.
fn schemas(schemas: &str) -> (Api, Vec<&'static str>) {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    resolve(&format!("{head}{indented}"), "")
}

/// Shows one component. Fails when anything was reported.
fn shown(text: &str, component: &str) -> String {
    let (api, reports) = schemas(text);
    assert!(reports.is_empty(), "{reports:?}");
    show(&api, component)
}

fn show(api: &Api, component: &str) -> String {
    let pointer = format!("/components/schemas/{component}");
    let mut all = api.types.iter();
    let (id, _) = all
        .find(|(_, definition)| definition.origin.pointer == pointer)
        .unwrap();
    show_inline(api, id)
}

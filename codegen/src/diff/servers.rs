//! Servers of the API, and those that an operation has for itself.

use super::finding::{Findings, Spotted};
use super::rules::{SERVER_ADDED, SERVER_DEFAULT, SERVER_REMOVED};
use crate::api::Server;

pub(super) fn compare(findings: &mut Findings, at: &Spotted, old: &[Server], new: &[Server]) {
    let has = |servers: &[Server], url: &str| servers.iter().any(|server| server.url == url);
    for server in old.iter().filter(|server| !has(new, &server.url)) {
        findings.add(
            &SERVER_REMOVED,
            at,
            format!("the server `{}` was removed", server.url),
        );
    }
    for server in new.iter().filter(|server| !has(old, &server.url)) {
        findings.add(
            &SERVER_ADDED,
            at,
            format!("the server `{}` was added", server.url),
        );
    }
    let first = |servers: &[Server]| servers.first().map(default);
    let (before, after) = (first(old), first(new));
    if before != after && !old.is_empty() && !new.is_empty() {
        findings.change(
            &SERVER_DEFAULT,
            at,
            "the default server changed",
            before,
            after,
        );
    }
}

/// The URL with the defaults of its variables.
fn default(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        if let Some(default) = &variable.default {
            url = url.replace(&format!("{{{}}}", variable.name), default);
        }
    }
    url
}

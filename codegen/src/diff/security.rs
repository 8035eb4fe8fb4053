//! Security: the schemes, and what each operation requires.

use super::change::Directions;
use super::finding::{Findings, Pair, Spotted};
use super::operations::Both;
use super::rules::{
    SCHEME_ADDED, SCHEME_CHANGED, SCHEME_REMOVED, SCOPES, SECURITY_LOOSENED, SECURITY_TIGHTENED,
};
use super::texts;
use crate::api::{Api, Credentials, Operation, SecurityScheme, SecuritySchemeKind};

/// The schemes of both versions.
pub(super) fn schemes(findings: &mut Findings, old: &Api, new: &Api) {
    let find = |api: &'_ Api, name: &str| {
        let mut all = api.security_schemes.iter();
        all.position(|scheme| scheme.name == name)
    };
    for scheme in &old.security_schemes {
        let other = find(new, &scheme.name).and_then(|at| new.security_schemes.get(at));
        let subject = format!("security scheme `{}`", scheme.name);
        match other {
            Some(other) => {
                let pair = Pair::both(&scheme.pointer, &other.pointer);
                let at = Spotted::new(subject, pair, Directions::SENT);
                self::scheme(findings, &at, scheme, other);
            }
            None => {
                let at = Spotted::new(subject, Pair::old(&scheme.pointer), Directions::SENT);
                findings.add(&SCHEME_REMOVED, &at, "the security scheme was removed");
            }
        }
    }
    for scheme in &new.security_schemes {
        if find(old, &scheme.name).is_none() {
            let subject = format!("security scheme `{}`", scheme.name);
            let at = Spotted::new(subject, Pair::new(&scheme.pointer), Directions::SENT);
            findings.add(&SCHEME_ADDED, &at, "the security scheme was added");
        }
    }
}

fn scheme(findings: &mut Findings, at: &Spotted, old: &SecurityScheme, new: &SecurityScheme) {
    let words = [("description", old.description != new.description)];
    texts::changed(findings, at, &words);
    if old.kind == new.kind {
        return;
    }
    match without_scopes(&old.kind) == without_scopes(&new.kind) {
        true => findings.add(&SCOPES, at, "the list of scopes changed"),
        false => {
            let (before, after) = (Some(word(&old.kind)), Some(word(&new.kind)));
            findings.change(
                &SCHEME_CHANGED,
                at,
                "the security scheme changed",
                before,
                after,
            );
        }
    }
}

fn without_scopes(kind: &SecuritySchemeKind) -> SecuritySchemeKind {
    let mut kind = kind.clone();
    if let SecuritySchemeKind::OAuth2(oauth2) = &mut kind {
        oauth2.flows.iter_mut().for_each(|flow| flow.scopes.clear());
    }
    kind
}

fn word(kind: &SecuritySchemeKind) -> String {
    match kind {
        SecuritySchemeKind::Basic => "basic".to_owned(),
        SecuritySchemeKind::Bearer => "bearer".to_owned(),
        SecuritySchemeKind::OtherHttp(name) => name.clone(),
        SecuritySchemeKind::ApiKey {
            location,
            parameter,
        } => {
            format!(
                "key in the {} `{parameter}`",
                format!("{location:?}").to_lowercase()
            )
        }
        SecuritySchemeKind::OAuth2(oauth2) => {
            let flows = oauth2.flows.iter().map(|flow| {
                let urls = [&flow.authorization_url, &flow.token_url, &flow.refresh_url];
                let urls: Vec<_> = urls.into_iter().flatten().map(String::as_str).collect();
                format!("{:?} {}", flow.kind, urls.join(" "))
            });
            format!("OAuth 2.0: {}", flows.collect::<Vec<_>>().join(", "))
        }
        SecuritySchemeKind::OpenIdConnect(url) => format!("OpenID Connect {url}"),
        SecuritySchemeKind::MutualTls => "mutual TLS".to_owned(),
    }
}

/// What an operation requires.
pub(super) fn requirements(findings: &mut Findings, at: &Spotted, both: Both<'_>) {
    let (old, new) = (alternatives(both.old), alternatives(both.new));
    let (before, after) = (words(&old), words(&new));
    if before == after {
        return;
    }
    let is_enough = |one: &Credentials| new.iter().any(|other| covers(one, other));
    let (rule, what) = match old.iter().all(is_enough) {
        true => (&SECURITY_LOOSENED, "other credentials are enough, too"),
        false => (&SECURITY_TIGHTENED, "other credentials are required"),
    };
    findings.change(rule, at, what, Some(before), Some(after));
}

/// The ways to call it. Without any requirement, nothing is needed.
fn alternatives(operation: &Operation) -> Vec<Credentials> {
    match operation.security.as_slice() {
        [] => vec![Credentials::default()],
        all => all.to_vec(),
    }
}

/// Whether credentials have everything that a requirement asks for.
fn covers(credentials: &Credentials, requirement: &Credentials) -> bool {
    requirement.schemes.iter().all(|(name, scopes)| {
        let mut all = credentials.schemes.iter();
        all.any(|(other, granted)| {
            other == name && scopes.iter().all(|scope| granted.contains(scope))
        })
    })
}

fn words(all: &[Credentials]) -> String {
    let each = all.iter().map(|one| {
        let mut schemes: Vec<_> = one
            .schemes
            .iter()
            .map(|(name, scopes)| match scopes.as_slice() {
                [] => name.clone(),
                scopes => {
                    let mut scopes = scopes.to_vec();
                    scopes.sort();
                    format!("{name} ({})", scopes.join(" "))
                }
            })
            .collect();
        schemes.sort();
        match schemes.is_empty() {
            true => "nothing".to_owned(),
            false => schemes.join(" and "),
        }
    });
    let mut each: Vec<_> = each.collect();
    each.sort();
    each.dedup();
    each.join(", or ")
}

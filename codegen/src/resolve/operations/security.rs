//! Security schemes and requirements.

use crate::api::{
    ApiKeyLocation, Credentials, OAuth2, OAuthFlow, OAuthFlowKind, SecurityScheme,
    SecuritySchemeKind,
};
use crate::diagnostics::Diagnostics;
use crate::document::{Document, Mapping, Node, pointer};
use crate::openapi;
use crate::resolve::definitions::docs;
use crate::settings::Settings;

/// The security schemes of the document and of the settings. A reference among them leads to
/// another scheme.
pub fn schemes(
    document: &Document,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<SecurityScheme> {
    let all = all(document).into_iter().flat_map(Mapping::iter);
    let mut schemes = Vec::new();
    for (name, node) in all {
        let at = pointer::join("/components/securitySchemes", name);
        match followed(document, node) {
            Ok(scheme) => schemes.push(self::scheme(name, scheme, at, diagnostics)),
            Err(reference) => dangling(document, reference, at, diagnostics),
        }
    }
    let is_declared = |name: &str| schemes.iter().any(|scheme| scheme.name == name);
    for (name, kind) in settings.auth_schemes(is_declared) {
        match schemes.iter_mut().find(|scheme| scheme.name == name) {
            Some(scheme) => scheme.kind = kind.clone(),
            None => schemes.push(SecurityScheme {
                name: name.to_owned(),
                description: None,
                kind: kind.clone(),
                pointer: String::new(),
            }),
        }
    }
    schemes
}

fn all(document: &Document) -> Option<&Mapping> {
    document.at("/components/securitySchemes")?.as_mapping()
}

/// The target of a chain of references, or the reference that leads to no scheme.
fn followed<'d>(
    document: &'d Document,
    node: &'d Node,
) -> Result<openapi::SecurityScheme<'d>, &'d str> {
    let mut found = node;
    let mut last = "";
    for _ in 0..8 {
        let Some(reference) = found.text("$ref") else {
            let scheme = openapi::SecurityScheme::new(found);
            return Some(scheme)
                .filter(|scheme| !scheme.ty().is_empty())
                .ok_or(last);
        };
        found = document.at(reference).ok_or(reference)?;
        last = reference;
    }
    Err(last)
}

fn dangling(document: &Document, reference: &str, at: String, diagnostics: &mut Diagnostics) {
    const HOME: &str = "#/components/securitySchemes/";
    let is_there = document.at(reference).is_some();
    let name = reference.strip_prefix(HOME).filter(|_| !is_there);
    let message = match name {
        Some(name) => format!("there is no security scheme `{name}`"),
        None if is_there => format!("`{reference}` is not a security scheme"),
        None => format!("`{reference}` leads nowhere"),
    };
    let report = diagnostics.warn("dangling-ref", format!("{at}/$ref"), message);
    let report = report.instead("no security scheme");
    if let (Some(name), Some(all)) = (name, all(document)) {
        report.did_you_mean(name, all.keys().map(String::as_str));
    }
}

fn scheme(
    name: &str,
    scheme: openapi::SecurityScheme<'_>,
    pointer: String,
    diagnostics: &mut Diagnostics,
) -> SecurityScheme {
    let kind = match scheme.ty() {
        "apiKey" => SecuritySchemeKind::key(
            api_key_location(scheme.location()),
            scheme.name().to_owned(),
        ),
        "http" => SecuritySchemeKind::of_http(scheme.scheme().to_owned()),
        "mutualTLS" => SecuritySchemeKind::MutualTls,
        "oauth2" => {
            let flows = flows(scheme);
            let metadata_url = scheme.metadata_url().map(str::to_owned);
            if flows.is_empty() && metadata_url.is_none() {
                let report = diagnostics.warn("oauth2-without-flows", &pointer, "no flow is given");
                report.instead("a bearer token");
            }
            SecuritySchemeKind::OAuth2(OAuth2 {
                flows,
                metadata_url,
            })
        }
        "openIdConnect" => {
            let url = scheme.metadata_url().unwrap_or_default();
            SecuritySchemeKind::OpenIdConnect(url.to_owned())
        }
        _ => SecuritySchemeKind::Bearer,
    };
    SecurityScheme {
        name: name.to_owned(),
        description: docs::text(scheme.description()),
        kind,
        pointer,
    }
}

fn api_key_location(location: &str) -> ApiKeyLocation {
    match location {
        "query" => ApiKeyLocation::Query,
        "cookie" => ApiKeyLocation::Cookie,
        _ => ApiKeyLocation::Header,
    }
}

/// The flows. Those that need no user come first.
fn flows(scheme: openapi::SecurityScheme<'_>) -> Vec<OAuthFlow> {
    const KINDS: [(&str, OAuthFlowKind); 5] = [
        ("clientCredentials", OAuthFlowKind::ClientCredentials),
        ("password", OAuthFlowKind::Password),
        ("authorizationCode", OAuthFlowKind::AuthorizationCode),
        ("implicit", OAuthFlowKind::Implicit),
        ("deviceAuthorization", OAuthFlowKind::DeviceAuthorization),
    ];
    let url = |text: Option<&str>| text.filter(|url| !url.is_empty()).map(str::to_owned);
    let flows = KINDS.into_iter().filter_map(|(name, kind)| {
        let flow = scheme.flow(name)?;
        Some(OAuthFlow {
            kind,
            token_url: url(flow.token_url()),
            authorization_url: url(flow.authorization_url()),
            refresh_url: url(flow.refresh_url()),
            device_authorization_url: url(flow.device_authorization_url()),
            scopes: flow.scopes().map(str::to_owned).collect(),
        })
    });
    flows.collect()
}

/// The alternatives of security requirements, of an operation or of the whole API. An alternative
/// with an unknown scheme is dropped. Client certificates are set in the transport and need no
/// credential.
pub fn requirements(
    requirements: &[openapi::Requirement<'_>],
    schemes: &[SecurityScheme],
    at: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Credentials> {
    let mut ways = Vec::with_capacity(requirements.len());
    for (index, requirement) in requirements.iter().enumerate() {
        let known = |name: &str| schemes.iter().any(|scheme| scheme.name == name);
        match requirement.iter().find(|(name, _)| !known(name)) {
            Some((name, _)) => {
                let message = format!("there is no security scheme `{name}`");
                let report =
                    diagnostics.warn("unknown-security-scheme", format!("{at}/{index}"), message);
                let names = schemes.iter().map(|scheme| scheme.name.as_str());
                report
                    .instead("the other requirements")
                    .did_you_mean(name, names);
            }
            None => {
                let wanted = requirement.iter().filter(|(name, _)| {
                    let of_transport = |scheme: &SecurityScheme| {
                        scheme.name == *name && scheme.kind == SecuritySchemeKind::MutualTls
                    };
                    !schemes.iter().any(of_transport)
                });
                let wanted = wanted
                    .map(|(name, wanted)| ((*name).to_owned(), scopes(schemes, name, wanted)))
                    .collect();
                ways.push(Credentials { schemes: wanted });
            }
        }
    }
    ways
}

/// The scopes in a requirement. Many requirements name none where the flow has only one scope: that
/// one is meant.
fn scopes(schemes: &[SecurityScheme], name: &str, wanted: &[&str]) -> Vec<String> {
    let scheme = schemes.iter().find(|scheme| scheme.name == name);
    let flows = match scheme.map(|scheme| &scheme.kind) {
        Some(SecuritySchemeKind::OAuth2(oauth2)) if wanted.is_empty() => oauth2.flows.as_slice(),
        _ => &[],
    };
    let own = |flow: &&OAuthFlow| flow.kind == OAuthFlowKind::ClientCredentials;
    let only = flows.iter().find(own).map(|flow| flow.scopes.clone());
    let only = only.filter(|scopes| scopes.len() == 1);
    only.unwrap_or_else(|| wanted.iter().map(|scope| (*scope).to_owned()).collect())
}

//! Security schemes and requirements.

use openapiv3::{APIKeyLocation, OAuth2Flows, ReferenceOr, SecurityRequirement};

use serde_json::{Map, Value};

use crate::api::{ApiKeyLocation, Credentials, OAuthFlow, SecurityScheme, SecuritySchemeKind};
use crate::diagnostics::Diagnostics;
use crate::document::{Document, pointer};

/// The schemes of the document. References among them lead to other schemes.
pub(super) fn schemes(document: &Document, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    let components = document.openapi.components.as_ref();
    let all = components
        .into_iter()
        .flat_map(|components| &components.security_schemes);
    let mut schemes = Vec::new();
    for (name, scheme) in all {
        let at = pointer::join("/components/securitySchemes", name);
        match followed(document, scheme) {
            Ok(scheme) => schemes.push(self::scheme(name, &scheme, at, diagnostics)),
            Err(reference) => dangling(document, &reference, at, diagnostics),
        }
    }
    schemes
}

/// What references lead to, or the one that leads to no scheme.
fn followed(
    document: &Document,
    scheme: &ReferenceOr<openapiv3::SecurityScheme>,
) -> Result<openapiv3::SecurityScheme, String> {
    let mut found = scheme.clone();
    let mut last = String::new();
    for _ in 0..8 {
        match found {
            ReferenceOr::Item(scheme) => return Ok(scheme),
            ReferenceOr::Reference { reference } => {
                found = document.at(&reference).ok_or_else(|| reference.clone())?;
                last = reference;
            }
        }
    }
    Err(last)
}

fn dangling(document: &Document, reference: &str, at: String, diagnostics: &mut Diagnostics) {
    const HOME: &str = "#/components/securitySchemes/";
    let is_there = document.node_at(reference).is_some();
    let name = reference.strip_prefix(HOME).filter(|_| !is_there);
    let message = match name {
        Some(name) => format!("there is no security scheme `{name}`"),
        None if is_there => format!("`{reference}` is no security scheme"),
        None => format!("`{reference}` leads nowhere"),
    };
    let report = diagnostics.warn("dangling-ref", format!("{at}/$ref"), message);
    let report = report.instead("no security scheme");
    let components = document.openapi.components.as_ref();
    if let (Some(name), Some(components)) = (name, components) {
        report.did_you_mean(name, components.security_schemes.keys().map(String::as_str));
    }
}

fn scheme(
    name: &str,
    scheme: &openapiv3::SecurityScheme,
    pointer: String,
    diagnostics: &mut Diagnostics,
) -> SecurityScheme {
    use openapiv3::SecurityScheme as Scheme;
    let (kind, description) = match scheme {
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let (location, parameter) = (api_key_location(location), name.clone());
            (
                SecuritySchemeKind::ApiKey {
                    location,
                    parameter,
                },
                description,
            )
        }
        Scheme::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = http_scheme(scheme);
            (kind, description)
        }
        Scheme::OAuth2 {
            flows, description, ..
        } => {
            let flows = self::flows(flows);
            if flows.is_empty() {
                let report = diagnostics.warn("oauth2-without-flows", &pointer, "no flow is given");
                report.instead("a bearer token");
            }
            (SecuritySchemeKind::OAuth2(flows), description)
        }
        Scheme::OpenIDConnect { description, .. } => (SecuritySchemeKind::Bearer, description),
    };
    let description = super::docs::text(description.as_deref());
    SecurityScheme {
        name: name.to_owned(),
        description,
        kind,
        pointer,
    }
}

fn api_key_location(location: &APIKeyLocation) -> ApiKeyLocation {
    match location {
        APIKeyLocation::Query => ApiKeyLocation::Query,
        APIKeyLocation::Header => ApiKeyLocation::Header,
        APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
    }
}

fn http_scheme(scheme: &str) -> SecuritySchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => SecuritySchemeKind::Basic,
        "bearer" => SecuritySchemeKind::Bearer,
        "mutualtls" => SecuritySchemeKind::MutualTls,
        _ => SecuritySchemeKind::OtherHttp(scheme.to_owned()),
    }
}

fn flows(flows: &OAuth2Flows) -> Vec<OAuthFlow> {
    let names = |scopes: &indexmap::IndexMap<String, String>| scopes.keys().cloned().collect();
    let interactive =
        |name: &str, scopes: &indexmap::IndexMap<String, String>| OAuthFlow::Interactive {
            name: name.to_owned(),
            scopes: names(scopes),
        };
    let mut all = Vec::new();
    all.extend(
        flows
            .client_credentials
            .as_ref()
            .map(|flow| OAuthFlow::ClientCredentials {
                token_url: flow.token_url.clone(),
                scopes: names(&flow.scopes),
            }),
    );
    let code = flows.authorization_code.as_ref();
    all.extend(code.map(|flow| interactive("authorizationCode", &flow.scopes)));
    all.extend(
        flows
            .implicit
            .as_ref()
            .map(|flow| interactive("implicit", &flow.scopes)),
    );
    all.extend(
        flows
            .password
            .as_ref()
            .map(|flow| interactive("password", &flow.scopes)),
    );
    let device = flows.extensions.get("x-oas-device-authorization");
    all.extend(device.map(|flow| {
        let scopes = flow.get("scopes").and_then(Value::as_object);
        OAuthFlow::Interactive {
            name: "deviceAuthorization".to_owned(),
            scopes: scopes.into_iter().flat_map(Map::keys).cloned().collect(),
        }
    }));
    all
}

/// The ways to satisfy the requirements of an operation or of the whole API. A way with an unknown
/// scheme is none. Certificates are the transport's business and need no credential.
pub(super) fn requirements(
    requirements: &[SecurityRequirement],
    schemes: &[SecurityScheme],
    at: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Credentials> {
    let mut ways = Vec::with_capacity(requirements.len());
    for (index, requirement) in requirements.iter().enumerate() {
        let known = |name: &String| schemes.iter().any(|scheme| scheme.name == *name);
        match requirement.keys().find(|name| !known(name)) {
            Some(name) => {
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
                        scheme.name == **name && scheme.kind == SecuritySchemeKind::MutualTls
                    };
                    !schemes.iter().any(of_transport)
                });
                let wanted = wanted
                    .map(|(name, wanted)| (name.clone(), scopes(schemes, name, wanted)))
                    .collect();
                ways.push(Credentials { schemes: wanted });
            }
        }
    }
    ways
}

/// The scopes a requirement names. Many name none where the flow has only one: that one is meant.
fn scopes(schemes: &[SecurityScheme], name: &str, wanted: &[String]) -> Vec<String> {
    let scheme = schemes.iter().find(|scheme| scheme.name == name);
    let flows = match scheme.map(|scheme| &scheme.kind) {
        Some(SecuritySchemeKind::OAuth2(flows)) if wanted.is_empty() => flows.as_slice(),
        _ => &[],
    };
    let only = flows.iter().find_map(|flow| match flow {
        OAuthFlow::ClientCredentials { scopes, .. } if scopes.len() == 1 => Some(scopes.clone()),
        OAuthFlow::ClientCredentials { .. } | OAuthFlow::Interactive { .. } => None,
    });
    only.unwrap_or_else(|| wanted.to_vec())
}

//! The client: its server and how callers prove who they are.

use crate::api::{self, ApiKeyLocation, OAuthFlow, SecurityScheme, SecuritySchemeKind};
use crate::rust::{self, Auth, AuthMethod, Role, Scope};

use super::context::Context;
use super::{docs, servers};

/// Methods that `runtime::client_builder!` makes.
const BUILDER_METHODS: &[&str] = &[
    "base_url",
    "anonymous",
    "as_mut",
    "build",
    "clone",
    "connect_timeout",
    "fmt",
    "header",
    "max_body",
    "new",
    "on_drift",
    "read_timeout",
    "reqwest",
    "retry",
    "timeout",
    "token_options",
    "token_provider",
    "token_provider_for",
    "transport",
    "user_agent",
    "wrap_transport",
];

/// Methods that it makes where no scheme is called so.
const GENERAL_AUTH: &[&str] = &["basic_auth", "bearer_auth", "header_auth"];

pub(super) fn client(context: &Context<'_>) -> rust::Client {
    let api = context.api;
    let mut methods = Scope::with_reserved(BUILDER_METHODS);
    let auth = auth_methods(api, &mut methods);
    let is_free = |name: &&&str| !auth.iter().any(|method| method.ident.as_str() == **name);
    rust::Client {
        general_auth: GENERAL_AUTH.iter().filter(is_free).copied().collect(),
        docs: docs::client(api),
        base_url: api.servers.first().map(servers::url).unwrap_or_default(),
        servers: servers::constants(api),
        auth,
        auth_everywhere: api
            .operations
            .iter()
            .all(|operation| operation.security.is_empty()),
        server_methods: servers::methods(context, &mut methods),
    }
}

fn auth_methods(api: &api::Api, scope: &mut Scope) -> Vec<AuthMethod> {
    let mut methods = Vec::new();
    for scheme in &api.security_schemes {
        for (suffix, auth) in ways(scheme) {
            let name = format!("{}{suffix}", scheme.name);
            methods.push(AuthMethod {
                ident: scope.claim(Role::Method, [name.clone(), format!("{name} auth")]),
                docs: docs::auth(scheme, &auth),
                scheme: scheme.name.clone(),
                auth,
            });
        }
    }
    methods
}

/// What a scheme can be satisfied with, each with what its method's name adds to the scheme's.
fn ways(scheme: &SecurityScheme) -> Vec<(&'static str, Auth)> {
    match &scheme.kind {
        SecuritySchemeKind::Basic => vec![("", Auth::Basic)],
        SecuritySchemeKind::Bearer => vec![("", Auth::Bearer)],
        SecuritySchemeKind::OtherHttp(name) => vec![("", Auth::Http(name.clone()))],
        SecuritySchemeKind::ApiKey {
            location,
            parameter,
        } => {
            let parameter = parameter.clone();
            vec![(
                "",
                match location {
                    ApiKeyLocation::Header => Auth::HeaderKey(parameter),
                    ApiKeyLocation::Query => Auth::QueryKey(parameter),
                    ApiKeyLocation::Cookie => Auth::CookieKey(parameter),
                },
            )]
        }
        SecuritySchemeKind::OAuth2(flows) => oauth2(flows),
        // The transport's business.
        SecuritySchemeKind::MutualTls => Vec::new(),
    }
}

fn oauth2(flows: &[OAuthFlow]) -> Vec<(&'static str, Auth)> {
    let credentials = flows.iter().find_map(|flow| match flow {
        OAuthFlow::ClientCredentials { token_url, scopes } => {
            let (token_url, scopes) = (token_url.clone(), scopes.clone());
            Some(Auth::ClientCredentials { token_url, scopes })
        }
        OAuthFlow::Interactive { .. } => None,
    });
    match credentials {
        Some(credentials) => vec![("", credentials), (" token", Auth::Bearer)],
        None => vec![("", Auth::Bearer)],
    }
}

//! The client: its server and how callers authenticate.

use crate::api::{
    self, ApiKeyLocation, OAuth2, OAuthFlow, OAuthFlowKind, SecurityScheme, SecuritySchemeKind,
};
use crate::rust::{self, Auth, AuthMethod, ErrorShape, ErrorTest, Flows, Role, Scope};
use crate::settings;

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
    "drift_file",
    "fmt",
    "header",
    "intercept",
    "lenient",
    "max_body",
    "new",
    "on_drift",
    "read_timeout",
    "reqwest",
    "retry",
    "strict",
    "timeout",
    "token_options",
    "token_provider",
    "token_provider_for",
    "transport",
    "user_agent",
    "wrap_transport",
];

/// Methods that it makes where no scheme has one of these names.
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
        error_shape: context.settings.error_shape().map(error_shape),
        server_methods: servers::methods(context, &mut methods),
    }
}

pub(super) fn error_shape(shape: &settings::ErrorShape) -> ErrorShape {
    ErrorShape {
        path: shape.path.clone(),
        test: match &shape.test {
            settings::ErrorTest::Present => ErrorTest::Present,
            settings::ErrorTest::Is(json) => ErrorTest::Is(json.clone()),
            settings::ErrorTest::IsNot(json) => ErrorTest::IsNot(json.clone()),
        },
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

/// The kinds of credential for a scheme, each with the suffix for the name of its method.
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
        SecuritySchemeKind::OAuth2(oauth2) => self::oauth2(oauth2),
        SecuritySchemeKind::OpenIdConnect(url) => {
            let metadata_url = Some(url.clone());
            let flows = Flows {
                metadata_url,
                ..Flows::default()
            };
            vec![("", Auth::Bearer), (" flows", Auth::Flows(flows))]
        }
        // Set in the transport.
        SecuritySchemeKind::MutualTls => Vec::new(),
    }
}

fn oauth2(oauth2: &OAuth2) -> Vec<(&'static str, Auth)> {
    let token_url = |kind| oauth2.flow(kind)?.token_url.clone();
    let mut ways = match token_url(OAuthFlowKind::ClientCredentials) {
        Some(token_url) => vec![
            ("", Auth::ClientCredentials { token_url }),
            (" token", Auth::Bearer),
        ],
        None => vec![("", Auth::Bearer)],
    };
    if let Some(token_url) = token_url(OAuthFlowKind::Password) {
        ways.push((" password", Auth::Password { token_url }));
    }
    ways.extend(all_flows(oauth2));
    ways
}

/// The flows in which a user takes part: those that have their URLs in common together.
fn all_flows(oauth2: &OAuth2) -> Vec<(&'static str, Auth)> {
    let code = oauth2.flow(OAuthFlowKind::AuthorizationCode);
    let device = oauth2.flow(OAuthFlowKind::DeviceAuthorization);
    let differ = |url: fn(&OAuthFlow) -> &Option<String>| {
        let urls = code.and_then(|flow| url(flow).as_ref());
        urls.zip(device.and_then(|flow| url(flow).as_ref()))
            .is_some_and(|(code, device)| code != device)
    };
    if differ(|flow| &flow.token_url) || differ(|flow| &flow.refresh_url) {
        let url = &oauth2.metadata_url;
        let code = flows(code.into_iter().collect(), url.clone());
        let device = flows(device.into_iter().collect(), url.clone());
        return vec![
            (" flows", Auth::Flows(code)),
            (" device flows", Auth::Flows(device)),
        ];
    }
    let declared: Vec<_> = code.into_iter().chain(device).collect();
    match (declared.is_empty(), &oauth2.metadata_url) {
        (true, None) => Vec::new(),
        (_, url) => vec![(" flows", Auth::Flows(flows(declared, url.clone())))],
    }
}

fn flows(declared: Vec<&OAuthFlow>, metadata_url: Option<String>) -> Flows {
    let first =
        |url: fn(&OAuthFlow) -> &Option<String>| declared.iter().find_map(|flow| url(flow).clone());
    let mut scopes: Vec<String> = Vec::new();
    for scope in declared.iter().flat_map(|flow| &flow.scopes) {
        if !scopes.contains(scope) {
            scopes.push(scope.clone());
        }
    }
    Flows {
        authorization_url: first(|flow| &flow.authorization_url),
        token_url: first(|flow| &flow.token_url),
        refresh_url: first(|flow| &flow.refresh_url),
        device_authorization_url: first(|flow| &flow.device_authorization_url),
        metadata_url,
        scopes,
    }
}

//! `client.rs`: the client, its builder, and a method for each kind of credential.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::chunk::Chunk;
use super::table::{Row, Rows, Table, quoted};
use super::tokens::{cfg, docs, ident, literal};
use super::types;
use crate::rust::{
    Api, Auth, AuthMethod, Client, Enum, ErrorShape, ErrorTest, Flows, Group, ServerMethod,
};

pub(super) fn client(api: &Api, chunks: &mut Vec<Chunk>) {
    let client = &api.client;
    chunks.push(Chunk::Items(imports(api)));
    let docs_ = docs(&client.docs);
    // Without the default features there may be no group to call.
    let unused = (!api.features.is_empty()).then(|| {
        quote!(#[cfg_attr(not(feature = "default"), allow(dead_code, reason = "no group is on"))])
    });
    chunks.push(Chunk::Items(vec![quote! {
        #docs_
        #[derive(Debug, Clone)]
        pub struct Client { #unused inner: runtime::Client }
    }]));
    chunks.push(Chunk::Items(vec![methods(client, &api.groups)]));
    chunks.push(Chunk::Items(vec![quote! {
        #[doc = " Settings of a [`Client`]."]
        #[derive(Debug, Clone)]
        pub struct ClientBuilder { inner: runtime::ClientBuilder }
    }]));
    chunks.push(Chunk::Table(schemes(client)));
    chunks.push(Chunk::Table(Table {
        name: "call_type",
        head: "pub struct Call;".to_owned(),
        ..Table::default()
    }));
    chunks.push(Chunk::Table(Table {
        name: "client_builder",
        head: format!(
            "ClientBuilder => Client => Call: {}",
            client.general_auth.join(", ")
        ),
        ..Table::default()
    }));
    if !client.auth.is_empty() || !client.server_methods.is_empty() {
        let auth = client.auth.iter().map(auth);
        let methods = auth.chain(client.server_methods.iter().map(server));
        chunks.push(Chunk::Items(vec![
            quote!(impl ClientBuilder { #(#methods)* }),
        ]));
    }
    let tables = values(client).map(|values| Chunk::Table(types::enum_(values)));
    chunks.extend(tables);
}

/// The enums for the values of server variables.
pub(super) fn values(client: &Client) -> impl Iterator<Item = &Enum> {
    let variables = client
        .server_methods
        .iter()
        .flat_map(|method| &method.variables);
    variables.filter_map(|variable| variable.values.as_ref())
}

/// A method that takes the variables of a server.
fn server(method: &ServerMethod) -> TokenStream {
    let (docs, name, template) = (
        docs(&method.docs),
        ident(&method.ident),
        literal(&method.template),
    );
    let arguments = method.variables.iter().map(|variable| {
        let name = ident(&variable.ident);
        match &variable.values {
            Some(values) => {
                let ty = ident(&values.ident);
                quote!(#name: #ty)
            }
            None => quote!(#name: &str),
        }
    });
    let values = method.variables.iter().map(|variable| {
        let (wire_name, name) = (literal(&variable.wire_name), ident(&variable.ident));
        match &variable.values {
            Some(_) => quote!((#wire_name, #name.as_str())),
            None => quote!((#wire_name, #name)),
        }
    });
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #(#arguments),*) -> Self {
            self.inner.server(#template, &[#(#values),*]);
            self
        }
    }
}

fn imports(api: &Api) -> Vec<TokenStream> {
    if api.features.is_empty() {
        let groups = api.groups.iter().map(|group| ident(&group.ident));
        return vec![quote!(use super::operations::{#(#groups),*};)];
    }
    let import = |group: &Group| {
        let (cfg, group) = (cfg(&group.feature), ident(&group.ident));
        quote!(#cfg use super::operations::#group;)
    };
    api.groups.iter().map(import).collect()
}

fn methods(client: &Client, groups: &[Group]) -> TokenStream {
    let base_url = literal(&client.base_url);
    let servers = client.servers.iter().map(|server| {
        let (docs, name, url) = (
            docs(&server.docs),
            ident(&server.ident),
            literal(&server.url),
        );
        quote!(#docs pub const #name: &str = #url;)
    });
    let error_shape = client.error_shape.as_ref().map(error_shape);
    let groups = groups.iter().map(|group| {
        let (docs, cfg) = (docs(&group.docs), cfg(&group.feature));
        let (method, group) = (ident(&group.method), ident(&group.ident));
        quote! {
            #docs
            #cfg
            pub fn #method(&self) -> #group<'_> {
                #group::new(&self.inner)
            }
        }
    });
    quote! {
        impl Client {
            #(#servers)*
            #[doc = " Starts with the defaults."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder {
                    inner: runtime::ClientBuilder::new(#base_url).schemes(&SCHEMES)#error_shape
                }
            }
            #(#groups)*
        }
    }
}

fn error_shape(shape: &ErrorShape) -> TokenStream {
    let path = shape.path.iter().map(|name| literal(name));
    let path = quote!(&[#(#path),*]);
    match &shape.test {
        ErrorTest::Present => quote!(.error_where(#path)),
        ErrorTest::Is(json) => {
            let json = literal(json);
            quote!(.error_when(#path, #json))
        }
        ErrorTest::IsNot(json) => {
            let json = literal(json);
            quote!(.error_unless(#path, #json))
        }
    }
}

/// The security schemes, each with the first method that provides its credential.
fn schemes(client: &Client) -> Table {
    let mut known = BTreeSet::new();
    let methods = client
        .auth
        .iter()
        .filter(|method| known.insert(&method.scheme));
    let rows = methods.map(|method| {
        let kind = match &method.auth {
            Auth::Basic => "basic".to_owned(),
            Auth::Bearer
            | Auth::ClientCredentials { .. }
            | Auth::Password { .. }
            | Auth::Flows(_) => "bearer".to_owned(),
            Auth::Http(name) => format!("http({})", quoted(name)),
            Auth::HeaderKey(name) => format!("header({})", quoted(name)),
            Auth::QueryKey(name) => format!("query({})", quoted(name)),
            Auth::CookieKey(name) => format!("cookie({})", quoted(name)),
        };
        let scheme = quoted(&method.scheme);
        Row::from(format!("{kind} {scheme} => {},", method.ident))
    });
    let rows: Vec<_> = rows.collect();
    let everywhere = match client.auth_everywhere {
        true => ": everywhere",
        false => "",
    };
    Table {
        name: "security_schemes",
        head: format!("static SCHEMES{everywhere}"),
        rows: match rows.is_empty() {
            true => Rows::None,
            false => Rows::Braced(rows),
        },
        ..Table::default()
    }
}

fn auth(method: &AuthMethod) -> TokenStream {
    let (docs, name, scheme) = (
        docs(&method.docs),
        ident(&method.ident),
        literal(&method.scheme),
    );
    let (arguments, call) = match &method.auth {
        Auth::Basic => (
            quote!(username: impl Into<String>, password: impl Into<runtime::Secret>),
            quote!(basic(#scheme, username.into(), password.into())),
        ),
        Auth::Bearer => (
            quote!(token: impl Into<runtime::Secret>),
            quote!(bearer(#scheme, token.into())),
        ),
        Auth::Http(name) => (
            quote!(credential: impl Into<runtime::Secret>),
            quote!(http(#scheme, #name, credential.into())),
        ),
        Auth::HeaderKey(name) => key(quote!(api_key_header(#scheme, #name, key.into()))),
        Auth::QueryKey(name) => key(quote!(api_key_query(#scheme, #name, key.into()))),
        Auth::CookieKey(name) => key(quote!(api_key_cookie(#scheme, #name, key.into()))),
        Auth::ClientCredentials { token_url } => (
            quote!(client_id: impl Into<String>, client_secret: impl Into<runtime::Secret>),
            quote!(client_credentials(#scheme, #token_url, client_id.into(), client_secret.into())),
        ),
        Auth::Password { token_url } => (
            quote!(username: impl Into<String>, password: impl Into<runtime::Secret>),
            quote!(password_grant(#scheme, #token_url, username.into(), password.into())),
        ),
        Auth::Flows(flows) => return self::flows(method, flows),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #arguments) -> Self {
            self.inner.#call;
            self
        }
    }
}

/// A method that gives the flows with their URLs.
fn flows(method: &AuthMethod, flows: &Flows) -> TokenStream {
    let (docs, name, scheme) = (
        docs(&method.docs),
        ident(&method.ident),
        literal(&method.scheme),
    );
    let urls = [
        (quote!(authorization_url), &flows.authorization_url),
        (quote!(token_url), &flows.token_url),
        (quote!(refresh_url), &flows.refresh_url),
        (
            quote!(device_authorization_url),
            &flows.device_authorization_url,
        ),
        (quote!(metadata_url), &flows.metadata_url),
    ];
    let urls = urls.into_iter().filter_map(|(setter, url)| {
        let url = literal(url.as_ref()?);
        Some(quote!(.#setter(#url)))
    });
    quote! {
        #docs
        pub fn #name(&self, client_id: impl Into<String>) -> runtime::OAuth2 {
            self.inner.oauth2(#scheme, client_id.into())#(#urls)*
        }
    }
}

fn key(call: TokenStream) -> (TokenStream, TokenStream) {
    (quote!(key: impl Into<runtime::Secret>), call)
}

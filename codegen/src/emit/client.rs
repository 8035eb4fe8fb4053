//! `client.rs`: the client, its builder, and a method for each way to prove who one is.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Chunk, Table, docs, ident, literal};
use crate::rust::{Auth, AuthMethod, Client};

pub(super) fn client(client: &Client, chunks: &mut Vec<Chunk>) {
    if !client.groups.is_empty() {
        let groups = client.groups.iter().map(|(_, group, _)| ident(group));
        chunks.push(Chunk::Items(vec![
            quote!(use super::operations::{#(#groups),*};),
        ]));
    }
    let docs_ = docs(&client.docs);
    let unused = client
        .groups
        .is_empty()
        .then(|| quote!(#[expect(dead_code, reason = "the description has no operations")]));
    chunks.push(Chunk::Items(vec![quote! {
        #docs_
        #[derive(Debug, Clone)]
        pub struct Client { #unused inner: runtime::Client }
    }]));
    chunks.push(Chunk::Items(vec![methods(client)]));
    chunks.push(Chunk::Items(vec![quote! {
        #[doc = " Settings of a [`Client`]."]
        #[derive(Debug, Clone)]
        pub struct ClientBuilder { inner: runtime::ClientBuilder }
    }]));
    chunks.push(Chunk::Table(Table {
        name: "client_builder",
        head: "ClientBuilder => Client".to_owned(),
        rows: None,
        tail: String::new(),
    }));
    if !client.auth.is_empty() {
        let methods = client.auth.iter().map(auth);
        chunks.push(Chunk::Items(vec![
            quote!(impl ClientBuilder { #(#methods)* }),
        ]));
    }
}

fn methods(client: &Client) -> TokenStream {
    let base_url = literal(&client.base_url);
    let servers = client.servers.iter().map(|server| {
        let (docs, name, url) = (
            docs(&server.docs),
            ident(&server.ident),
            literal(&server.url),
        );
        quote!(#docs pub const #name: &str = #url;)
    });
    let groups = client.groups.iter().map(|(method, group, group_docs)| {
        let (docs, method, group) = (docs(group_docs), ident(method), ident(group));
        quote! {
            #docs
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
                ClientBuilder { inner: runtime::ClientBuilder::new(#base_url) }
            }
            #(#groups)*
        }
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
        Auth::ClientCredentials { token_url, .. } => (
            quote!(client_id: impl Into<String>, client_secret: impl Into<runtime::Secret>),
            quote!(client_credentials(#scheme, #token_url, client_id.into(), client_secret.into())),
        ),
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

fn key(call: TokenStream) -> (TokenStream, TokenStream) {
    (quote!(key: impl Into<runtime::Secret>), call)
}

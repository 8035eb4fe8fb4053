//! The front page: which operations its examples call.
//!
//! An example should be short and true: of the operations that show something, the one that needs
//! the least to be called, in the group with the most operations.

mod body;
mod value;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::docs;
use crate::api;
use crate::rust::{
    Argument, Auth, Client, Example, ExampleKind, Front, Group, Ident, Item, Operation, Outcome,
    Passing, Scope, Type, TypeFile, Value,
};

/// The names that examples use themselves.
const TAKEN: &[&str] = &["client", "error", "item", "page", "part", "response"];

/// The page of an API whose client and operations are known.
pub(super) fn front(
    api: &api::Api,
    client: &Client,
    groups: &[Group],
    types: &[TypeFile],
) -> Front {
    let items = types.iter().flat_map(|file| &file.items);
    let all = Operations {
        items: items.map(|item| (item.ident(), item)).collect(),
        groups,
    };
    let first = all.best(|_, operation| {
        let success = operation.success.clone();
        let rank = match &success {
            Outcome::One(Type::Unit) => 2,
            Outcome::One(_) => 0,
            Outcome::ByStatus { .. } => 1,
        };
        let rank = match operation.http_method.as_str() {
            "GET" => rank,
            "POST" => 4 + rank,
            _ => 8 + rank,
        };
        is_read_whole(operation).then_some((ExampleKind::Whole(success), rank))
    });
    let credential = first
        .as_ref()
        .and_then(|(operation, _)| credential(client, operation));
    Front {
        heading: docs::heading(api),
        summary: docs::summary(api),
        credential,
        first: first.map(|(_, example)| example),
        failure: all.best(|_, operation| failure(operation)).map(second),
        pages: all.best(|_, operation| pages(operation)).map(second),
        stream: all.best(|_, operation| stream(operation)).map(second),
        download: all.best(|_, operation| download(operation)).map(second),
        body: all.best(|_, operation| sends_object(operation)).map(second),
    }
}

fn second<A, B>((_, second): (A, B)) -> B {
    second
}

/// All operations, and the types by their names.
struct Operations<'a> {
    items: BTreeMap<&'a Ident, &'a Item>,
    groups: &'a [Group],
}

impl<'a> Operations<'a> {
    /// The shortest example among the operations that are not deprecated and for which there is a kind, of those with the least
    /// number beside it.
    fn best(
        &self,
        kind: impl Fn(&Self, &Operation) -> Option<(ExampleKind, u8)>,
    ) -> Option<(&'a Operation, Example)> {
        let groups = self.groups.iter();
        let all = groups.flat_map(|group| group.operations.iter().map(move |one| (group, one)));
        let rated = all.filter(|(_, operation)| !operation.docs.deprecated);
        let rated = rated.filter_map(|(group, operation)| {
            let (kind, rank) = kind(self, operation)?;
            let example = self.example(group, operation, kind);
            let given = |value: &&Value| matches!(value, Value::Given(..));
            let given = example.arguments.iter().filter(given).count();
            let score = (
                rank,
                given,
                example.arguments.len(),
                Reverse(group.operations.len()),
                operation.method.as_str().len(),
            );
            Some((score, operation, example))
        });
        let best = rated.min_by(|(one, ..), (other, ..)| one.cmp(other));
        best.map(|(_, operation, example)| (operation, example))
    }

    fn example(&self, group: &Group, operation: &Operation, kind: ExampleKind) -> Example {
        let mut names = Scope::with_reserved(TAKEN);
        let arguments = operation.arguments.iter();
        let mut arguments: Vec<_> = arguments
            .map(|argument| self.argument(argument, &mut names))
            .collect();
        let body = operation.body.as_ref().filter(|body| body.required);
        arguments.extend(body.map(|body| self.body(body, &mut names)));
        Example {
            group: group.method.clone(),
            method: operation.method.clone(),
            arguments,
            kind,
        }
    }

    fn argument(&self, argument: &Argument, names: &mut Scope) -> Value {
        let value = self.value(argument.ident.as_str(), &argument.ty);
        let is_plain = matches!(
            argument.passing,
            Passing::Value | Passing::Str | Passing::Text
        );
        let value = value.filter(|_| is_plain);
        value
            .unwrap_or_else(|| value::given(&argument.ident, &argument.ty, argument.passing, names))
    }
}

/// Whether the call gives a decoded body, or says that there is none.
fn is_read_whole(operation: &Operation) -> bool {
    match &operation.success {
        Outcome::One(ty) => !matches!(
            ty,
            Type::Events(_) | Type::Lines(_) | Type::Parts | Type::Bytes
        ),
        Outcome::ByStatus { .. } => true,
    }
}

fn is_empty(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::One(Type::Unit))
}

/// An operation whose errors are described: best one that looks for something by its name.
fn failure(operation: &Operation) -> Option<(ExampleKind, u8)> {
    let typed = !is_empty(&operation.error);
    let finds = !operation.arguments.is_empty() && operation.http_method == "GET";
    let rank = match (typed, finds) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let status = if finds { 404 } else { 429 };
    let shows = is_read_whole(operation) && !is_empty(&operation.success);
    shows.then_some((ExampleKind::Errors { status, typed }, rank))
}

fn pages(operation: &Operation) -> Option<(ExampleKind, u8)> {
    let pages = operation.pages.as_ref()?;
    let items = pages.item.is_some();
    Some((ExampleKind::Pages { items }, u8::from(!items)))
}

fn stream(operation: &Operation) -> Option<(ExampleKind, u8)> {
    let at_once = matches!(
        operation.success,
        Outcome::One(Type::Events(_) | Type::Lines(_))
    );
    let other = operation.stream.as_ref();
    let by = other.map(|stream| stream.method.clone());
    (at_once || by.is_some()).then_some((ExampleKind::Stream { by }, 0))
}

fn download(operation: &Operation) -> Option<(ExampleKind, u8)> {
    let is_bytes = matches!(operation.success, Outcome::One(Type::Bytes));
    (is_bytes && operation.http_method == "GET").then_some((ExampleKind::Download, 0))
}

fn sends_object(operation: &Operation) -> Option<(ExampleKind, u8)> {
    let body = operation.body.as_ref().filter(|body| body.required)?;
    let is_named = matches!(body.ty, Type::Named(_));
    let is_whole = is_named && is_read_whole(operation);
    let rank = u8::from(operation.http_method != "POST");
    is_whole.then_some((ExampleKind::Whole(operation.success.clone()), rank))
}

/// What the builder needs for this operation.
fn credential(client: &Client, operation: &Operation) -> Option<(Ident, &'static [&'static str])> {
    let required = operation.security.first();
    let scheme = required.and_then(|one| one.schemes.first());
    let methods = client.auth.iter().filter(|method| match scheme {
        Some((scheme, _)) => method.scheme == *scheme,
        None => client.auth_everywhere,
    });
    let mut methods = methods.filter_map(|method| {
        let arguments: &[&str] = match &method.auth {
            Auth::Basic | Auth::Password { .. } => &["user", "password"],
            Auth::Bearer => &["token"],
            Auth::ClientCredentials { .. } => &["client id", "client secret"],
            Auth::Http(_) | Auth::HeaderKey(_) | Auth::QueryKey(_) | Auth::CookieKey(_) => &["key"],
            Auth::Flows(_) => return None,
        };
        Some((method.ident.clone(), arguments))
    });
    methods.next()
}

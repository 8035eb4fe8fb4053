//! How pages follow each other: as the settings say, else a `links.next` beside one array `data`
//! (JSON:API, section "Pagination").

use crate::api::visit::kind;
use crate::api::{
    Api, Kind, Location, NextPage, Object, Operation, Pagination, Scalar, TypeId, Types, WireFormat,
};
use crate::diagnostics::Diagnostics;
use crate::settings::{self, OperationKey, Settings};

/// Finds the pages of every operation.
pub(super) fn find(api: &mut Api, settings: &Settings, diagnostics: &mut Diagnostics) {
    let types = &api.types;
    for operation in &mut api.operations {
        operation.pagination = match settings.pagination(OperationKey::from(&*operation)) {
            Some(wanted) => configured(types, operation, wanted, diagnostics),
            None => detected(types, operation),
        };
    }
}

/// The pages of an operation that the settings describe.
fn configured(
    types: &Types,
    operation: &Operation,
    wanted: &settings::Pagination,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let settings::Pagination::On { items, next } = wanted else {
        return None;
    };
    let body = page_body(operation);
    let array = body.and_then(|body| member(types, body, items));
    let item = array.and_then(|id| match kind(types, id) {
        Kind::Array { items, .. } => Some(items.ty),
        _ => None,
    });
    let link = body.and_then(|body| member(types, body, next));
    let is_text = link.is_some_and(|id| matches!(kind(types, id), Kind::Scalar(Scalar::String(_))));
    match item {
        Some(item) if is_text => {
            let next = NextPage::Link(next.clone());
            Some(Pagination {
                items: items.clone(),
                item,
                next,
            })
        }
        _ => {
            let wrong = if item.is_none() { items } else { next };
            let message = format!("the answer has no `{}` for its pages", wrong.join("."));
            let report = diagnostics.warn("wrong-pagination", &operation.pointer, message);
            report.instead("no pages");
            None
        }
    }
}

/// Pages that the description leads to beyond doubt.
fn detected(types: &Types, operation: &Operation) -> Option<Pagination> {
    let in_query = |location| matches!(location, Location::Query | Location::QueryString);
    let asks = operation
        .parameters
        .iter()
        .any(|parameter| in_query(parameter.location));
    if operation.method.0 != "GET" || !asks {
        return None;
    }
    let body = object(types, page_body(operation)?)?;
    let is_array = |id| matches!(kind(types, id), Kind::Array { .. });
    let mut arrays = body.fields.iter().filter(|field| is_array(field.ty.ty));
    let data = arrays.next().filter(|field| field.wire_name == "data")?;
    let Kind::Array { items, .. } = kind(types, data.ty.ty) else {
        return None;
    };
    if arrays.next().is_some() || items.nullable || object(types, items.ty).is_none() {
        return None;
    }
    let links = body
        .fields
        .iter()
        .find(|field| field.wire_name == "links")?;
    let links = object(types, links.ty.ty)?;
    let next = links
        .fields
        .iter()
        .find(|field| field.wire_name == "next")?;
    let is_text = matches!(kind(types, next.ty.ty), Kind::Scalar(Scalar::String(_)));
    let ends = next.ty.nullable || !next.required;
    (is_text && ends).then(|| Pagination {
        items: vec!["data".to_owned()],
        item: items.ty,
        next: NextPage::Link(vec!["links".to_owned(), "next".to_owned()]),
    })
}

/// The body of the one response that means success.
fn page_body(operation: &Operation) -> Option<TypeId> {
    let responses = operation.responses.iter();
    let mut responses = responses.filter(|response| response.status.is_success());
    let content = responses.next()?.content.as_ref()?;
    let is_json = content.format == WireFormat::Json && responses.next().is_none();
    content
        .ty
        .filter(|used| is_json && !used.nullable)
        .map(|used| used.ty)
}

fn object(types: &Types, id: TypeId) -> Option<&Object> {
    match kind(types, id) {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// The type at the end of a path of wire names.
fn member(types: &Types, body: TypeId, path: &[String]) -> Option<TypeId> {
    path.iter().try_fold(body, |id, name| {
        let fields = &object(types, id)?.fields;
        fields
            .iter()
            .find(|field| field.wire_name == *name)
            .map(|field| field.ty.ty)
    })
}

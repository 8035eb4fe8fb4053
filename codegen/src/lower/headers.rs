//! Headers of responses: one method for each header of the API, whatever the operation.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::visit::resolved;
use crate::api::{Header, Use, Values, WireFormat};
use crate::rust::{HeaderMethod, HeaderSpelling, Headers, Ident, Role, Scope, Type};

use super::context::Context;
use super::docs;
use super::parameter::style_name;

/// Methods that a map of headers already has, which would hide those of a trait.
const MAP_METHODS: &[&str] = &[
    "append",
    "as_ref",
    "borrow",
    "borrow_mut",
    "capacity",
    "clear",
    "clone",
    "clone_from",
    "contains_key",
    "default",
    "drain",
    "entry",
    "eq",
    "extend",
    "fmt",
    "from",
    "from_iter",
    "get",
    "get_all",
    "get_mut",
    "index",
    "insert",
    "into",
    "into_iter",
    "is_empty",
    "iter",
    "iter_mut",
    "keys",
    "keys_len",
    "len",
    "ne",
    "new",
    "optional",
    "remove",
    "required",
    "reserve",
    "to_owned",
    "try_append",
    "try_entry",
    "try_from",
    "try_insert",
    "try_into",
    "try_reserve",
    "try_with_capacity",
    "type_id",
    "values",
    "values_mut",
    "with_capacity",
];

/// The trait, and which of its methods reads which header.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) headers: Option<Headers>,
    /// By JSON pointer and name of the header: the method and its description.
    methods: BTreeMap<(String, String), (Ident, Option<String>)>,
}

impl Declared {
    /// The trait and the method.
    pub(super) fn method(&self, header: &Header) -> Option<(&Ident, &Ident)> {
        let headers = self.headers.as_ref()?;
        let (method, _) = self.methods.get(&key(header))?;
        Some((&headers.ident, method))
    }

    /// The documentation of the method.
    pub(super) fn description(&self, header: &Header) -> Option<&str> {
        let (_, description) = self.methods.get(&key(header))?;
        description.as_deref()
    }
}

fn key(header: &Header) -> (String, String) {
    (header.pointer.clone(), header.wire_name.clone())
}

/// The first description.
pub(super) fn description<'a>(headers: &[&'a Header]) -> Option<&'a str> {
    let mut all = headers.iter().filter_map(|one| one.description.as_deref());
    all.find(|text| !text.trim().is_empty())
}

/// Headers of one name with the same type and spelling. Never empty.
struct Same<'a> {
    headers: Vec<&'a Header>,
    ty: Type,
    spelling: HeaderSpelling,
}

/// All headers of responses that the client receives.
pub(super) fn declared(context: &Context<'_>) -> Declared {
    let by_name = by_name(context);
    let (all, candidates): (Vec<_>, Vec<_>) = by_name
        .iter()
        .flat_map(|(name, types)| {
            let are_several = types.len() > 1;
            types.iter().map(move |same| {
                let name = match are_several {
                    true => format!("{name} as {}", same.ty),
                    false => name.clone(),
                };
                (same, [name.clone(), format!("{name} header")].into_iter())
            })
        })
        .unzip();
    if all.is_empty() {
        return Declared::default();
    }
    let idents = Scope::with_reserved(MAP_METHODS).claim_all(Role::Method, candidates);
    let mut by_header = BTreeMap::new();
    let mut methods = Vec::new();
    for (same, ident) in all.into_iter().zip(idents) {
        for header in &same.headers {
            let described = description(&same.headers).map(str::to_owned);
            by_header.insert(key(header), (ident.clone(), described));
        }
        methods.extend(method(context, same, ident));
    }
    methods.sort_by(|one, other| one.ident.cmp(&other.ident));
    let mut uses = BTreeSet::new();
    methods.iter().for_each(|one| one.ty.named(&mut uses));
    let mut scope = Scope::default();
    uses.iter().for_each(|ident| scope.reserve(ident.as_str()));
    let names = ["response headers", "typed response headers"];
    let headers = Headers {
        ident: scope.claim(Role::Type, names),
        docs: docs::headers(),
        uses: uses.into_iter().cloned().collect(),
        methods,
    };
    Declared {
        headers: Some(headers),
        methods: by_header,
    }
}

/// Names of headers are compared without regard to case (RFC 9110, section 5.1).
fn by_name<'a>(context: &Context<'a>) -> BTreeMap<String, Vec<Same<'a>>> {
    let operations = context.api.operations.iter();
    let responses = operations.flat_map(|operation| &operation.responses);
    let mut by_name: BTreeMap<String, Vec<Same<'a>>> = BTreeMap::new();
    for header in responses.flat_map(|response| &response.headers) {
        let ty = read(context, header);
        let spelling = spelling(header);
        let name = header.wire_name.to_ascii_lowercase();
        let all = by_name.entry(name).or_default();
        let mut known = all.iter_mut();
        let known = known.find(|one| one.ty == ty && one.spelling == spelling);
        match known {
            Some(known) => known.headers.push(header),
            None => all.push(Same {
                headers: vec![header],
                ty,
                spelling,
            }),
        }
    }
    by_name
}

/// The type of the value, through aliases.
fn read(context: &Context<'_>, header: &Header) -> Type {
    let use_ = Use {
        nullable: false,
        ..resolved(&context.api.types, header.ty)
    };
    match context.bare(&context.ty(use_)) {
        Type::File | Type::Bytes | Type::Text => Type::String,
        ty => ty,
    }
}

fn spelling(header: &Header) -> HeaderSpelling {
    match &header.values {
        Values::Styled { explode: true, .. } => HeaderSpelling::Exploded,
        Values::Lists(styles) => {
            HeaderSpelling::Lists(styles.iter().copied().map(style_name).collect())
        }
        Values::Content(WireFormat::Json) => HeaderSpelling::Json,
        Values::Styled { explode: false, .. } | Values::Form(_) | Values::Content(_) => {
            HeaderSpelling::Simple
        }
    }
}

fn method(context: &Context<'_>, same: &Same<'_>, ident: Ident) -> Option<HeaderMethod> {
    let first = same.headers.first()?;
    let is_nullable = |header: &&Header| resolved(&context.api.types, header.ty).nullable;
    let always = |header: &&Header| header.required && !is_nullable(header);
    let required = same.headers.iter().all(always);
    let ty = match required {
        true => same.ty.clone(),
        false => Type::Option(Box::new(same.ty.clone())),
    };
    Some(HeaderMethod {
        ident,
        pointer: first.pointer.clone(),
        docs: docs::header(&same.headers),
        wire_name: first.wire_name.clone(),
        required,
        ty,
        spelling: same.spelling.clone(),
    })
}

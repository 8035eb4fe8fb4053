//! What a response offers: the members near the root of its body, and its list of items.

use crate::api::visit::kind;
use crate::api::{
    Field, Header, Kind, Operation, PageItems, Response, Scalar, StringFormat, TypeId, Types, Use,
    WireFormat,
};

use super::names::{is_in, plain};

/// The body of the response of success.
pub(super) struct Page<'t> {
    pub(super) types: &'t Types,
    pub(super) body: TypeId,
    /// Members of the body and of the objects in it, the outer ones first.
    pub(super) members: Vec<Member<'t>>,
    pub(super) headers: &'t [Header],
}

/// A member somewhere in the body.
pub(super) struct Member<'t> {
    pub(super) path: Vec<String>,
    /// Its own name, and that of the object that contains it.
    pub(super) name: String,
    pub(super) holder: String,
    pub(super) field: &'t Field,
    /// Whether it, or an object that contains it, may be null or absent.
    pub(super) may_miss: bool,
}

/// How deep facts about pages can be.
const DEPTH: usize = 3;
/// Objects with more members are not searched further.
const MOST: usize = 500;

/// Lists that are not the items of a page, if there is another list.
const ASIDE: &[&str] = &[
    "errors",
    "error",
    "messages",
    "warnings",
    "warning",
    "included",
    "links",
    "facets",
    "columns",
    "aggregations",
    "schemas",
    "sort",
    "messageslist",
    "filters",
    "includes",
    "notes",
];

/// Names of the list of items, where a body has several lists.
const LISTS: &[&str] = &[
    "data",
    "items",
    "value",
    "results",
    "result",
    "records",
    "entries",
    "values",
    "resources",
    "rows",
    "elements",
    "list",
    "hits",
];

/// The response of success, if it has a JSON body.
pub(super) fn success(operation: &Operation) -> Option<&Response> {
    let mut responses = operation
        .responses
        .iter()
        .filter(|one| one.status.is_success());
    responses.find(|one| json(one).is_some())
}

fn json(response: &Response) -> Option<Use> {
    let content = response.content.as_ref()?;
    content.ty.filter(|_| content.format == WireFormat::Json)
}

impl<'t> Page<'t> {
    pub(super) fn of(types: &'t Types, operation: &'t Operation) -> Option<Self> {
        let response = success(operation)?;
        let body = json(response)?.ty;
        let mut members = Vec::new();
        let mut level = vec![(body, Vec::new(), String::new(), false)];
        for _ in 0..DEPTH {
            for (holder, path, name, may_miss) in std::mem::take(&mut level) {
                for field in fields(types, holder) {
                    let path: Vec<String> =
                        [&path[..], std::slice::from_ref(&field.wire_name)].concat();
                    let may_miss = may_miss || field.ty.nullable || !field.required;
                    let own = plain(&field.wire_name);
                    level.push((field.ty.ty, path.clone(), own.clone(), may_miss));
                    members.push(Member {
                        path,
                        name: own,
                        holder: name.clone(),
                        field,
                        may_miss,
                    });
                }
            }
            if members.len() > MOST {
                break;
            }
        }
        Some(Self {
            types,
            body,
            members,
            headers: &response.headers,
        })
    }

    /// The member at the end of a path.
    pub(super) fn at(&self, path: &[String]) -> Option<&'t Field> {
        let (last, holders) = path.split_last()?;
        let mut holder = self.body;
        for name in holders {
            let mut of_holder = fields(self.types, holder).iter();
            holder = of_holder.find(|field| field.wire_name == *name)?.ty.ty;
        }
        let mut fields = fields(self.types, holder).iter();
        fields.find(|field| field.wire_name == *last)
    }

    /// The list at the end of a path. At the empty path it is the body itself.
    pub(super) fn list_at(&self, path: &[String]) -> Option<PageItems> {
        let list = match path {
            [] => self.body,
            path => self.at(path)?.ty.ty,
        };
        self.items(list).map(|item| PageItems {
            path: path.to_vec(),
            item,
        })
    }

    fn items(&self, list: TypeId) -> Option<Use> {
        match kind(self.types, list) {
            Kind::Array { items, .. } => Some(*items),
            _ => None,
        }
    }

    /// The list of items: the body, its only list, the list beside what was found at `near`, or the
    /// list with the name of the last path segment or a usual name.
    pub(super) fn list(&self, operation: &Operation, near: &[String]) -> Option<PageItems> {
        if self.items(self.body).is_some() {
            return self.list_at(&[]);
        }
        let lists = |depth: usize| -> Vec<&Member<'t>> {
            let deep = self.members.iter().filter(|one| one.path.len() == depth);
            let lists = deep.filter(|one| self.items(one.field.ty.ty).is_some());
            let lists: Vec<_> = lists.collect();
            let items = lists.iter().filter(|one| !is_in(ASIDE, &one.name));
            let items: Vec<_> = items.copied().collect();
            if items.is_empty() { lists } else { items }
        };
        let beside = near.split_last().map_or(&[][..], |(_, holder)| holder);
        let mut levels = vec![lists(1)];
        levels.push(lists(2));
        levels.push(lists(3));
        levels.retain(|level| !level.is_empty());
        let first = levels.first()?;
        let chosen = self.only(first, operation, beside);
        chosen.and_then(|member| self.list_at(&member.path))
    }

    fn only<'a>(
        &self,
        lists: &[&'a Member<'t>],
        operation: &Operation,
        beside: &[String],
    ) -> Option<&'a Member<'t>> {
        let only = |lists: Vec<&'a Member<'t>>| match lists.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let filtered = |test: &dyn Fn(&Member<'t>) -> bool| {
            only(lists.iter().copied().filter(|one| test(one)).collect())
        };
        let by_usage = LISTS
            .iter()
            .find_map(|name| filtered(&|one| one.name == *name));
        let end = operation.path.rsplit('/').find(|part| !part.contains('{'));
        let end = plain(end.unwrap_or_default());
        only(lists.to_vec())
            .or_else(|| filtered(&|one| !end.is_empty() && one.name == end))
            .or(by_usage)
            .or_else(|| filtered(&|one| !beside.is_empty() && one.path.starts_with(beside)))
            .or_else(|| filtered(&|one| self.is_of_objects(one)))
    }

    fn is_of_objects(&self, member: &Member<'t>) -> bool {
        let item = self.items(member.field.ty.ty);
        item.is_some_and(|item| matches!(kind(self.types, item.ty), Kind::Object(_)))
    }

    /// The first member that the test accepts.
    pub(super) fn find(&self, test: impl Fn(&Member<'t>) -> bool) -> Option<&Member<'t>> {
        self.members.iter().find(|one| test(one))
    }

    /// The members of an item, if it is an object.
    pub(super) fn of_item(&self, item: Use) -> &'t [Field] {
        fields(self.types, item.ty)
    }

    pub(super) fn shape(&self, ty: Use) -> Shape {
        shape(self.types, ty)
    }
}

/// The kinds of values that pages are described by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Boolean,
    Integer,
    Number,
    Uri,
    Text,
    Other,
}

impl Shape {
    /// Values that may be a cursor or the identifier of an item.
    pub(super) fn is_token(self) -> bool {
        matches!(self, Self::Text | Self::Integer | Self::Uri)
    }

    pub(super) fn is_count(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }
}

pub(super) fn shape(types: &Types, used: Use) -> Shape {
    match kind(types, used.ty) {
        Kind::Scalar(Scalar::Boolean) => Shape::Boolean,
        Kind::Scalar(Scalar::Integer(..)) => Shape::Integer,
        Kind::Scalar(Scalar::Number(_)) => Shape::Number,
        Kind::Scalar(Scalar::String(StringFormat::Uri)) => Shape::Uri,
        Kind::Scalar(Scalar::String(
            StringFormat::Binary | StringFormat::File | StringFormat::Password,
        )) => Shape::Other,
        Kind::Scalar(Scalar::String(_)) => Shape::Text,
        Kind::Union(union) => {
            let variants = union.variants.iter().map(|one| one.ty);
            scalars(types, variants, DEPTH)
        }
        _ => Shape::Other,
    }
}

/// A value with several scalar spellings is a text.
fn scalars(types: &Types, variants: impl Iterator<Item = Use>, depth: usize) -> Shape {
    let shapes = variants.map(|used| match kind(types, used.ty) {
        Kind::Union(union) if depth > 0 => {
            let variants = union.variants.iter().map(|one| one.ty).collect::<Vec<_>>();
            scalars(types, variants.into_iter(), depth - 1)
        }
        Kind::Union(_) => Shape::Other,
        _ => shape(types, used),
    });
    let both = shapes.reduce(|one, other| match (one, other) {
        (one, other) if one == other => one,
        (one, other) if one.is_token() && other.is_token() => Shape::Text,
        _ => Shape::Other,
    });
    both.unwrap_or(Shape::Other)
}

pub(super) fn fields(types: &Types, id: TypeId) -> &[Field] {
    match kind(types, id) {
        Kind::Object(object) => &object.fields,
        _ => &[],
    }
}

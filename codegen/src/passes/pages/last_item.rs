//! The identifier of the last item asks for the items behind it: `starting_after`, `after_id`.

use crate::api::{Field, NextPage, Operation, PageItems, Pagination};

use super::end;
use super::names::{dotted, is_in, plain};
use super::page::Page;
use super::request::Input;
use super::starts::ITEMS;

/// The identifier of an item that has no `id`.
const IDENTIFIERS: &[&str] = &["token", "uuid", "guid", "sid", "key"];

pub(super) fn find(
    page: &Page<'_>,
    operation: &Operation,
    inputs: &[Input<'_>],
) -> Result<Pagination, Option<String>> {
    let mut taken = inputs
        .iter()
        .filter(|one| ITEMS.rank(&one.name).is_some() && one.shape.is_token());
    let Some(input) = taken.next() else {
        return Err(None);
    };
    let more = end::more(page);
    let about = input.about();
    let says_item = ["id", "ids", "object", "item", "token"];
    let says_item = words(&about).any(|word| says_item.contains(&word));
    if more.is_none() && !says_item {
        return Err(None);
    }
    let Some(items) = page.list(operation, &[]) else {
        return Err(Some("the response has no list of items".to_owned()));
    };
    let Some(id) = identifier(page, &items, input) else {
        let reason = format!(
            "no member of an item is known to be the value of {}",
            input.shown()
        );
        return Err(Some(reason));
    };
    let evidence = format!("{} takes the `{id}` of the last item", input.shown());
    let evidence = match &more {
        Some(more) => format!(
            "{evidence}, and `{}` says whether there are more",
            dotted(more)
        ),
        None => evidence,
    };
    Ok(Pagination {
        items: Some(items),
        next: NextPage::LastItem {
            id: vec![id],
            to: input.place.clone(),
        },
        more,
        evidence,
    })
}

/// The member of an item that the input takes: `id`, or the one that its description names.
fn identifier(page: &Page<'_>, items: &PageItems, input: &Input<'_>) -> Option<String> {
    let fields = page.of_item(items.item);
    let scalars = || {
        fields
            .iter()
            .filter(|field| page.shape(field.ty).is_token())
    };
    if let Some(id) = scalars().find(|field| field.wire_name == "id") {
        return Some(id.wire_name.clone());
    }
    let about = input.about();
    let named = |field: &&Field| {
        let name = plain(&field.wire_name);
        let identifies = is_in(IDENTIFIERS, &name) || name.ends_with("id");
        field.required && identifies && words(&about).any(|word| word == name)
    };
    scalars().find(named).map(|field| field.wire_name.clone())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
}

//! What tells webhooks apart: the settings, a member of all bodies with constants of its own in
//! each, or a header, with constants in the body where a value of the header means several.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::visit::kind;
use crate::api::{
    Api, Kind, Operation, ToldApart, TypeId, Types, Use, Webhook, Webhooks, WireFormat,
};
use crate::settings::{Settings, WebhookKey};

/// Members that say which event it is, the likeliest first. Others come after them.
const MEMBERS: &[&str] = &[
    "type",
    "event",
    "event_type",
    "eventType",
    "event_name",
    "eventName",
    "topic",
    "kind",
    "action",
    "name",
];
/// What the name of a header has to have in it where its texts are only examples.
const HEADERS: &[&str] = &["event", "topic", "type", "action", "kind"];

/// A member of a body and the constants it may be, as compact JSON.
type Constants = BTreeMap<String, Vec<String>>;

/// Finds what tells the webhooks apart, and the texts and constants of each.
pub fn tell_apart(api: &mut Api, settings: &Settings) {
    let events = std::mem::take(&mut api.webhooks.events);
    let bodies: Vec<Constants> = events
        .iter()
        .map(|event| constants(api, event.message))
        .collect();
    api.webhooks = match &settings.webhooks.key {
        Some(WebhookKey::Header(header)) => of_header(header, events, &bodies, settings),
        Some(WebhookKey::Member(member)) => of_member(member, events, &bodies, settings),
        None => described(events, &bodies),
    };
}

/// The constants of the members that every object of the body has.
fn constants(api: &Api, message: usize) -> Constants {
    let body = api.messages.get(message).and_then(json_body);
    body.map(|body| of_type(&api.types, body.ty, 0))
        .unwrap_or_default()
}

/// The type of the body, if it is JSON.
fn json_body(message: &Operation) -> Option<Use> {
    let content = message.body.as_ref()?.content.first()?;
    content.ty.filter(|_| content.format == WireFormat::Json)
}

fn of_type(types: &Types, id: TypeId, depth: usize) -> Constants {
    const DEEPEST: usize = 8;
    match kind(types, id) {
        Kind::Object(object) => {
            let fields = object.fields.iter();
            let constant = fields.filter_map(|field| match kind(types, field.ty.ty) {
                Kind::Enumeration(values) if !values.open && !field.ty.nullable => {
                    let json = values.values.iter().map(|value| value.json());
                    Some((field.wire_name.clone(), json.collect()))
                }
                _ => None,
            });
            constant.collect()
        }
        Kind::Union(union) if depth < DEEPEST => {
            let variants = union.variants.iter();
            let variants = variants.map(|variant| of_type(types, variant.ty.ty, depth + 1));
            variants.reduce(common).unwrap_or_default()
        }
        _ => Constants::new(),
    }
}

/// The members of both, with the constants of either.
fn common(one: Constants, other: Constants) -> Constants {
    let both = one.into_iter().filter_map(|(name, mut values)| {
        let more = other.get(&name)?;
        let new = more.iter().filter(|value| !values.contains(value));
        let new: Vec<_> = new.cloned().collect();
        values.extend(new);
        Some((name, values))
    });
    both.collect()
}

/// As the settings say: the texts of the header that the settings or the description name, else
/// the names of the webhooks.
fn of_header(
    header: &str,
    mut events: Vec<Webhook>,
    bodies: &[Constants],
    settings: &Settings,
) -> Webhooks {
    for event in &mut events {
        let declared = event.headers.iter();
        let mut declared = declared.filter(|one| one.name.eq_ignore_ascii_case(header));
        event.values = match settings.webhooks.value(&event.name) {
            Some(value) => vec![value.to_owned()],
            None => declared
                .next()
                .map_or_else(|| vec![event.name.clone()], |one| one.texts.clone()),
        };
    }
    let values: Vec<_> = events.iter().map(|event| event.values.clone()).collect();
    by_values(header, events, values, bodies)
}

/// The same for a member of the body.
fn of_member(
    member: &str,
    mut events: Vec<Webhook>,
    bodies: &[Constants],
    settings: &Settings,
) -> Webhooks {
    for (event, body) in events.iter_mut().zip(bodies) {
        let named = settings.webhooks.value(&event.name).map(json);
        let declared = body.get(member).cloned();
        let values = named
            .map(|value| vec![value])
            .or(declared)
            .unwrap_or_else(|| vec![json(&event.name)]);
        event.constants = vec![(member.to_owned(), values)];
    }
    Webhooks {
        told_apart: ToldApart::Member(member.to_owned()),
        events,
    }
}

/// As the description says.
fn described(mut events: Vec<Webhook>, bodies: &[Constants]) -> Webhooks {
    if let Some((member, values)) = by_member(&events, bodies) {
        for (event, values) in events.iter_mut().zip(values) {
            event.constants = vec![(member.clone(), values)];
        }
        let told_apart = ToldApart::Member(member);
        Webhooks { told_apart, events }
    } else if let Some(header) = by_header(&events, bodies) {
        let values = texts_of_all(&events, &header);
        by_values(&header, events, values, bodies)
    } else {
        let told_apart = match events.len() {
            1 => ToldApart::Only,
            _ => ToldApart::Name,
        };
        Webhooks { told_apart, events }
    }
}

/// By these values of a header, and by members where several webhooks have the same.
fn by_values(
    header: &str,
    mut events: Vec<Webhook>,
    values: Vec<Vec<String>>,
    bodies: &[Constants],
) -> Webhooks {
    let members = members_in_groups(&values, bodies);
    for (index, (event, values)) in events.iter_mut().zip(values).enumerate() {
        event.values = values;
        let member = members.as_ref().and_then(|all| all.get(index)?.as_ref());
        let body = bodies.get(index);
        let constants =
            member.and_then(|member| Some((member.clone(), body?.get(member)?.clone())));
        event.constants = constants.into_iter().collect();
    }
    Webhooks {
        told_apart: ToldApart::Header(header.to_owned()),
        events,
    }
}

/// A member by whose constants all webhooks differ. Where those of the others are their names, a
/// webhook without constants has its name there, too.
fn by_member(events: &[Webhook], bodies: &[Constants]) -> Option<(String, Vec<Vec<String>>)> {
    let values = |member: &str| -> Option<Vec<Vec<String>>> {
        let declared: Vec<_> = bodies.iter().map(|body| body.get(member)).collect();
        let known = || declared.iter().flatten();
        let is_name = |(event, values): (&Webhook, &Option<&Vec<String>>)| {
            values.is_none_or(|values| *values == [json(&event.name)])
        };
        let are_names = events.iter().zip(&declared).all(is_name);
        let is_enough =
            known().count() == events.len() || (are_names && known().count() * 2 > events.len());
        let all = events
            .iter()
            .zip(&declared)
            .map(|(event, values)| values.cloned().unwrap_or_else(|| vec![json(&event.name)]));
        let all: Vec<_> = all.collect();
        (is_enough && are_distinct(all.iter())).then_some(all)
    };
    let members = candidates(bodies.iter());
    members
        .into_iter()
        .find_map(|member| Some((member.clone(), values(&member)?)))
}

/// All members that have constants somewhere, the likeliest first.
fn candidates<'a>(bodies: impl Iterator<Item = &'a Constants>) -> Vec<String> {
    let mut members: Vec<String> = bodies.flat_map(|body| body.keys().cloned()).collect();
    let rank = |name: &String| {
        let known = MEMBERS.iter().position(|one| one == name);
        (known.unwrap_or(MEMBERS.len()), name.clone())
    };
    members.sort_by_key(rank);
    members.dedup();
    members
}

fn are_distinct<'a>(all: impl Iterator<Item = &'a Vec<String>>) -> bool {
    let mut known = BTreeSet::new();
    all.flatten().all(|value| known.insert(value))
}

/// The header with the most values that tells all webhooks apart, alone or with the body.
fn by_header(events: &[Webhook], bodies: &[Constants]) -> Option<String> {
    let first = events.first()?;
    let is_likely = |name: &str, are_examples: bool| {
        let name = name.to_ascii_lowercase();
        !are_examples || HEADERS.iter().any(|word| name.contains(word))
    };
    let likely = first.headers.iter();
    let likely = likely.filter(|one| is_likely(&one.name, one.are_examples));
    let count = |name: &str| {
        let values = texts_of_all(events, name);
        members_in_groups(&values, bodies)?;
        Some(values.iter().flatten().collect::<BTreeSet<_>>().len())
    };
    let counted = likely.filter_map(|one| Some((count(&one.name)?, one)));
    let (count, header) = counted.max_by_key(|(count, _)| *count)?;
    (count > 1).then(|| header.name.clone())
}

/// The texts of a header, for each webhook.
fn texts_of_all(events: &[Webhook], header: &str) -> Vec<Vec<String>> {
    let texts = |event: &Webhook| {
        let mut headers = event.headers.iter();
        let header = headers.find(|one| one.name.eq_ignore_ascii_case(header));
        header.map_or_else(Vec::new, |header| header.texts.clone())
    };
    events.iter().map(texts).collect()
}

/// For each webhook the member that tells it from those with the same values of the header; none
/// where it is alone. Nothing where the header does not do.
fn members_in_groups(values: &[Vec<String>], bodies: &[Constants]) -> Option<Vec<Option<String>>> {
    let mut groups: BTreeMap<&Vec<String>, Vec<&Constants>> = BTreeMap::new();
    for (values, body) in values.iter().zip(bodies) {
        groups.entry(values).or_default().push(body);
    }
    if groups.contains_key(&Vec::new()) || !are_distinct(groups.keys().copied()) {
        return None;
    }
    let members = groups.into_iter();
    let members = members.map(|(values, bodies)| Some((values, member_of_group(&bodies)?)));
    let members: BTreeMap<_, _> = members.collect::<Option<_>>()?;
    let each = values.iter();
    Some(
        each.map(|values| members.get(values).cloned().flatten())
            .collect(),
    )
}

/// The member that tells webhooks with the same header apart, if there are several of them.
fn member_of_group(bodies: &[&Constants]) -> Option<Option<String>> {
    if bodies.len() == 1 {
        return Some(None);
    }
    let tells = |member: &String| {
        let values: Option<Vec<_>> = bodies.iter().map(|body| body.get(member)).collect();
        values.is_some_and(|values| are_distinct(values.into_iter()))
    };
    let members = candidates(bodies.iter().copied());
    members.into_iter().find(tells).map(Some)
}

/// A text as JSON.
fn json(text: impl AsRef<str>) -> String {
    serde_json::Value::from(text.as_ref()).to_string()
}

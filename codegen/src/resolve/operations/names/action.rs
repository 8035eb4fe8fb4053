//! A name made from method and path: a verb, and the nouns of the path.
//!
//! `POST /charges/{id}/capture` is `capture_charge`, `GET /customers/{id}/sources` is
//! `list_customer_sources`. Lists have plurals, everything else is one.

use super::path::{Part, PartKind};
use super::verbs::{is_also_noun, is_of_one, is_particle, is_plain, is_verb};
use crate::nouns::{last_singular, says_list};

/// What decides about the verb.
pub(super) struct Facts<'a> {
    pub method: &'a str,
    pub parts: &'a [Part],
    pub summary: Option<&'a str>,
    /// The operation responds with a list.
    pub is_list: bool,
}

/// In words. Nothing where the path has no fixed segment.
pub(super) fn name(facts: &Facts<'_>) -> Option<String> {
    let last = facts.parts.iter().rposition(|part| !part.is_parameter())?;
    Some(action(facts, last).unwrap_or_else(|| {
        let verb = verb(facts, last);
        format!("{verb} {}", nouns(facts, last, verb))
    }))
}

/// The last fixed word of a path.
pub(super) fn last_word(parts: &[Part]) -> &str {
    let last = parts.iter().rfind(|part| !part.is_parameter());
    last.map_or("", |last| last.words.rsplit(' ').next().unwrap_or_default())
}

fn verb(facts: &Facts<'_>, last: usize) -> &'static str {
    let of_one = last + 1 < facts.parts.len();
    let all = says_list(last_word(facts.parts)) && !of_one;
    match facts.method {
        "GET" | "QUERY" if facts.is_list => "list",
        "GET" | "QUERY" => "get",
        "POST" | "PUT" if said_verb(facts).is_some() => said_verb(facts).unwrap_or_default(),
        "POST" if of_one => "update",
        "POST" => "create",
        "PUT" => "replace",
        "PATCH" => "update",
        "DELETE" if all => "delete all",
        "DELETE" => "delete",
        "HEAD" => "head",
        "OPTIONS" => "options",
        "TRACE" => "trace",
        _ => "call",
    }
}

/// The verb that the summary begins with: `Update a pet`, `Updates a pet`.
fn said_verb(facts: &Facts<'_>) -> Option<&'static str> {
    const VERBS: &[&str] = &["add", "create", "replace", "set", "update"];
    let first = facts.summary?.split_whitespace().next()?.to_lowercase();
    let first = first.strip_suffix('s').unwrap_or(&first);
    VERBS.iter().find(|verb| **verb == first).copied()
}

/// The nouns of all fixed parts. What a parameter follows is one of many.
fn nouns(facts: &Facts<'_>, last: usize, verb: &str) -> String {
    let parts = facts.parts.iter().enumerate();
    let fixed = parts.filter(|(_, part)| !part.is_parameter());
    let nouns = fixed.map(|(index, part)| {
        let is_end = index + 1 == facts.parts.len();
        let is_one = facts.parts.get(index + 1).is_some_and(Part::is_parameter);
        let creates_one =
            is_end && ["add", "create"].contains(&verb) && says_list(last_word(facts.parts));
        let lists = index == last && verb == "list";
        match is_one && !lists || creates_one {
            true => last_singular(&part.words),
            false => part.words.clone(),
        }
    });
    nouns.collect::<Vec<_>>().join(" ")
}

/// A path that ends in a verb: the verb, the nouns before it, and the words after it.
fn action(facts: &Facts<'_>, last: usize) -> Option<String> {
    let part = facts.parts.get(last)?;
    let words: Vec<&str> = part.words.split(' ').collect();
    let (first, rest) = words.split_first()?;
    let before = facts.parts.get(..last).unwrap_or_default();
    let follows_one = before.last().is_some_and(Part::is_parameter);
    let particle = rest.first().filter(|word| is_particle(word));
    let is_noun = match facts.method {
        "GET" | "HEAD" | "QUERY" => is_also_noun(first) && (follows_one || !rest.is_empty()),
        _ if rest.is_empty() || particle.is_some() => false,
        _ if says_list(last_word(facts.parts)) => !is_plain(first),
        _ => is_also_noun(first) && !follows_one,
    };
    let is_verb = is_verb(first, facts.method) && !is_noun;
    if !is_verb && part.kind != PartKind::Action {
        return None;
    }
    let (verb, rest) = rest.split_at(usize::from(particle.is_some()));
    let verb = std::iter::once(first).chain(verb);
    let mut nouns = before_action(before, is_of_one(first));
    if let (Some(noun), Some(first)) = (nouns.last(), rest.first())
        && noun == first
    {
        nouns.pop();
    }
    let nouns = nouns.iter().map(String::as_str);
    let all = verb.copied().chain(nouns).chain(rest.iter().copied());
    Some(all.collect::<Vec<_>>().join(" "))
}

/// The words of the fixed parts before a verb.
fn before_action(parts: &[Part], is_of_one: bool) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.is_parameter())
    {
        let is_one = match parts.get(index + 1) {
            Some(next) => next.is_parameter(),
            None => is_of_one,
        };
        let part = if is_one {
            last_singular(&part.words)
        } else {
            part.words.clone()
        };
        words.extend(part.split(' ').map(str::to_owned));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::path::parts;
    use super::{Facts, name};

    fn of(method: &str, path: &str, is_list: bool) -> String {
        let facts = Facts {
            method,
            parts: &parts(path),
            summary: None,
            is_list,
        };
        name(&facts).unwrap_or_default()
    }

    #[test]
    fn methods_are_verbs() {
        assert_eq!(of("GET", "/customers", true), "list customers");
        assert_eq!(of("GET", "/customers/{customer}", false), "get customer");
        assert_eq!(of("POST", "/customers", false), "create customer");
        assert_eq!(
            of("POST", "/customers/{customer}", false),
            "update customer"
        );
        assert_eq!(
            of("PATCH", "/customers/{customer}", false),
            "update customer"
        );
        assert_eq!(
            of("PUT", "/customers/{customer}", false),
            "replace customer"
        );
        assert_eq!(
            of("DELETE", "/customers/{customer}", false),
            "delete customer"
        );
        assert_eq!(of("DELETE", "/customers", false), "delete all customers");
        assert_eq!(of("DELETE", "/settings", false), "delete settings");
        assert_eq!(of("GET", "/balance", false), "get balance");
        assert_eq!(of("GET", "/a/{b}/policies/{c}", false), "get a policy");
        assert_eq!(
            of("GET", "/accounts/{account}/persons", true),
            "list account persons"
        );
        assert_eq!(of("POST", "/settings", false), "create settings");
        assert_eq!(of("GET", "/{id}", false), "");
    }

    #[test]
    fn paths_of_actions_have_their_own_verbs() {
        let post = |path| of("POST", path, false);
        assert_eq!(post("/charges/{id}/capture"), "capture charge");
        assert_eq!(
            post("/invoices/{id}/mark_uncollectible"),
            "mark invoice uncollectible"
        );
        assert_eq!(
            post("/readers/{id}/set_reader_display"),
            "set reader display"
        );
        assert_eq!(post("/pets/{id}:feed"), "feed pet");
        assert_eq!(post("/apps/secrets/delete"), "delete apps secret");
        assert_eq!(post("/sign_in"), "sign in");
        assert_eq!(
            of("GET", "/guilds/{id}/preview", false),
            "get guild preview"
        );
        assert_eq!(
            of("GET", "/shared_items#folders", false),
            "get shared items folders"
        );
        assert_eq!(
            post("/files/{id}/upload_sessions"),
            "create file upload session"
        );
        assert_eq!(post("/teams/{id}/add_members"), "add team members");
        assert_eq!(post("/test_clocks"), "create test clock");
        assert_eq!(post("/cards/{card}/test"), "test card");
        assert_eq!(of("GET", "/customers/search", true), "search customers");
        assert_eq!(
            of("GET", "/customers/{id}/capture", false),
            "get customer capture"
        );
        assert_eq!(
            of("PUT", "/files/{id}#add_shared_link", false),
            "add file shared link"
        );
    }
}

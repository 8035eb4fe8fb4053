//! Whether an operationId is only the method and the path again, as frameworks make it:
//! `get_v1_customers_customer`, `GET /a/b`, `customers_id_get`.

use super::path::Part;
use crate::nouns::singular;

/// Compared by letters and digits alone: words are joined in many ways.
pub(super) fn is_method_and_path(id: &str, method: &str, parts: &[Part]) -> bool {
    let id = letters(id);
    let method = letters(method);
    let fits =
        |rest: Option<&str>| rest.is_some_and(|rest| !rest.is_empty() && says_parts(rest, parts));
    fits(id.strip_prefix(&method)) || fits(id.strip_suffix(&method))
}

/// Whether the letters are those of the parts. Parameters may be missing, shorter or called `id`,
/// and what says nothing may be missing.
fn says_parts(rest: &str, parts: &[Part]) -> bool {
    let Some((part, others)) = parts.split_first() else {
        return rest.is_empty();
    };
    let is_left = |said: &str| {
        rest.strip_prefix(said)
            .is_some_and(|rest| says_parts(rest, others))
    };
    let may_be_missing = part.is_parameter() || part.says_nothing();
    if may_be_missing && says_parts(rest, others) {
        return true;
    }
    let words: Vec<&str> = part.words.split(' ').collect();
    if part.is_parameter() {
        let mut ends =
            (0..words.len()).map(|start| words.get(start..).unwrap_or_default().concat());
        return is_left("id") || ends.any(|end| is_left(&end) || is_left(&format!("by{end}")));
    }
    let (last, start) = words
        .split_last()
        .map_or(("", &[][..]), |(last, start)| (*last, start));
    is_left(&words.concat()) || is_left(&(start.concat() + &singular(last)))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::path::parts;
    use super::is_method_and_path;

    #[test]
    fn method_and_path_are_recognized() {
        for (id, method, path) in [
            (
                "get_v1_customers_customer",
                "GET",
                "/v1/customers/{customer}",
            ),
            ("GetCustomersCustomer", "GET", "/v1/customers/{customer}"),
            ("GET /a/b", "GET", "/a/b"),
            ("customers_id_get", "GET", "/customers/{id}"),
            ("put_files_id#add_link", "PUT", "/files/{file_id}#add_link"),
            (
                "postRequestsByIdAccept",
                "POST",
                "/api/v1/requests/{id}/accept",
            ),
            (
                "post-payments-paymentPspReference-captures",
                "POST",
                "/payments/{paymentPspReference}/captures",
            ),
            ("getPet", "GET", "/pets/{petId}"),
        ] {
            assert!(is_method_and_path(id, method, &parts(path)), "{id}");
        }
    }

    #[test]
    fn other_names_were_chosen() {
        for (id, method, path) in [
            ("createPet", "POST", "/pets"),
            ("getPetById", "GET", "/animals/{petId}"),
            ("getToys", "GET", "/pets/{id}/toys"),
            ("get", "GET", "/pets"),
            ("chat_post", "GET", "/chat"),
            ("pets", "GET", "/pets"),
        ] {
            assert!(!is_method_and_path(id, method, &parts(path)), "{id}");
        }
    }
}

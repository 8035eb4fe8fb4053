//! Names of members and parameters in any spelling: `nextPageToken`, `next_page_token` and
//! `next-page-token` are one name, and so are `page[number]` and `pageNumber`.

/// The letters and digits of a name, in lower case.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The position of a plain name in a list that begins with the best.
pub(super) fn rank(list: &[&str], name: &str) -> Option<usize> {
    list.iter().position(|one| *one == name)
}

pub(super) fn is_in(list: &[&str], name: &str) -> bool {
    list.contains(&name)
}

/// A path as people write it.
pub(super) fn dotted(path: &[String]) -> String {
    path.join(".")
}

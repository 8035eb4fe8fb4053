//! Which of several descriptions applies to a response, by its status and its media type. The
//! OpenAPI specification, "Responses Object" and "Media Type Object".

use super::media_type::{essence, parameter};

/// The best of `patterns`: a status, a class of them (`4XX`) or `default`, and behind it a media
/// type or a range of such where that decides. The first of equals.
pub(super) fn best(
    patterns: &[&'static str],
    status: u16,
    media_type: Option<&str>,
) -> Option<&'static str> {
    let mut best = None;
    for pattern in patterns {
        let (range, wanted) = pattern.split_once(' ').unwrap_or((pattern, ""));
        let rank = status_rank(range, status).zip(media_rank(wanted, media_type));
        if let Some(rank) = rank.filter(|rank| best.is_none_or(|(known, _)| *rank > known)) {
            best = Some((rank, *pattern));
        }
    }
    best.map(|(_, pattern)| pattern)
}

fn status_rank(range: &str, status: u16) -> Option<u8> {
    if range.parse() == Ok(status) {
        return Some(2);
    }
    let mut characters = range.chars();
    let class = characters.next().and_then(|digit| digit.to_digit(10));
    if class == Some(u32::from(status / 100)) && characters.as_str().eq_ignore_ascii_case("xx") {
        return Some(1);
    }
    range.eq_ignore_ascii_case("default").then_some(0)
}

/// No media type describes what no other does.
fn media_rank(wanted: &str, media_type: Option<&str>) -> Option<u8> {
    if wanted.is_empty() {
        return Some(0);
    }
    let found = essence(media_type?);
    let name = essence(wanted);
    if name == "*/*" {
        return Some(1);
    }
    if let Some(kind) = name.strip_suffix("/*") {
        let of_found = found.split('/').next().unwrap_or_default();
        return of_found.eq_ignore_ascii_case(kind).then_some(2);
    }
    let mut parameters = wanted.split(';').skip(1);
    let has_all = parameters.all(|one| {
        let name = one.split('=').next().unwrap_or_default().trim();
        parameter(wanted, name) == parameter(media_type.unwrap_or_default(), name)
    });
    let rank = if wanted.contains(';') { 4 } else { 3 };
    (has_all && found.eq_ignore_ascii_case(name)).then_some(rank)
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_more_precise_status_counts() {
        let patterns = ["default", "4XX", "404"];
        assert_eq!(best(&patterns, 404, None), Some("404"));
        assert_eq!(best(&patterns, 409, None), Some("4XX"));
        assert_eq!(best(&patterns, 500, None), Some("default"));
        assert_eq!(best(&["4xx"], 500, None), None);
    }

    #[test]
    fn the_media_type_counts_within_a_status() {
        let patterns = [
            "200",
            "200 image/*",
            "200 text/plain",
            "200 a/b;version=2",
            "default",
        ];
        let of = |media_type| best(&patterns, 200, Some(media_type)).unwrap();
        assert_eq!(of("text/plain; charset=utf-8"), "200 text/plain");
        assert_eq!(of("image/png"), "200 image/*");
        assert_eq!(of("application/json"), "200");
        assert_eq!(of("a/b; version=2"), "200 a/b;version=2");
        assert_eq!(of("a/b; version=1"), "200");
        assert_eq!(best(&patterns, 200, None), Some("200"));
        assert_eq!(best(&patterns, 404, Some("text/plain")), Some("default"));
    }
}

//! The name that was meant.

/// The name closest to what was written, if it is close enough: apart from upper and lower case, at
/// most a third of its letters are wrong. Of equally close ones the first.
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written: Vec<char> = written.chars().flat_map(char::to_lowercase).collect();
    let limit = written.len().div_ceil(3).min(4);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        if letters.len().abs_diff(written.len()) > limit {
            continue;
        }
        let wrong = distance(&written, &letters);
        if wrong <= limit && best.is_none_or(|(least, _)| wrong < least) {
            best = Some((wrong, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Levenshtein distance: how many letters to insert, remove or replace.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let here = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*above + 1);
            diagonal = std::mem::replace(above, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let names = ["string", "integer", "number"];
        assert_eq!(nearest("strin", names), Some("string"));
        assert_eq!(nearest("Integer", names), Some("integer"));
        assert_eq!(nearest("nubmer", names), Some("number"));
        assert_eq!(nearest("banana", names), None);
        assert_eq!(nearest("", names), None);
    }
}

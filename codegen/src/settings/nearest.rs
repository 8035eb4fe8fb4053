//! The name that somebody may have meant.

/// The candidate nearest to `wanted`, when one is near enough to be a slip of the pen.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = wanted.chars().count() / 3 + 1;
    let distances = candidates
        .into_iter()
        .map(|candidate| (distance(wanted, candidate, limit), candidate));
    let nearest = distances.filter(|(distance, _)| *distance <= limit).min();
    nearest.map(|(_, candidate)| candidate)
}

/// Levenshtein distance of the lower-cased names; more than `limit` where it is beyond that.
fn distance(left: &str, right: &str, limit: usize) -> usize {
    if left.len().abs_diff(right.len()) > limit * 4 {
        return limit + 1;
    }
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, letter) in left.to_lowercase().chars().enumerate() {
        let mut next = vec![i + 1];
        let mut before = i + 1;
        for ((&other, &diagonal), &above) in right.iter().zip(&row).zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(letter != other);
            before = replaced.min(above + 1).min(before + 1);
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_found() {
        let names = ["list_subscriptions", "get_subscription"];
        assert_eq!(
            nearest("list_subscription", names),
            Some("list_subscriptions")
        );
        assert_eq!(nearest("Get_Subscription", names), Some("get_subscription"));
    }

    #[test]
    fn a_stranger_is_not() {
        assert_eq!(nearest("colour", ["date_time", "unknown_fields"]), None);
    }
}

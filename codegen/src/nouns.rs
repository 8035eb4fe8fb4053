//! English nouns of names: one or several. Words come in lower case and go out so.

/// Nouns that rules would spell wrongly, by their plural.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("geese", "goose"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("shelves", "shelf"),
    ("shoes", "shoe"),
    ("synopses", "synopsis"),
    ("theses", "thesis"),
    ("ties", "tie"),
    ("vertices", "vertex"),
    ("women", "woman"),
    ("wolves", "wolf"),
    ("zombies", "zombie"),
];

/// Words that end in `s` and are not plurals, or are nothing else.
const AS_THEY_ARE: &[&str] = &[
    "alias",
    "always",
    "analytics",
    "as",
    "atlas",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cors",
    "css",
    "diabetes",
    "dns",
    "ecs",
    "eks",
    "gas",
    "glasses",
    "gps",
    "has",
    "headquarters",
    "hls",
    "https",
    "ics",
    "iis",
    "ios",
    "is",
    "its",
    "js",
    "kms",
    "kubernetes",
    "lens",
    "logistics",
    "mms",
    "news",
    "nfs",
    "os",
    "perhaps",
    "physics",
    "pos",
    "rds",
    "saas",
    "sas",
    "series",
    "ses",
    "sms",
    "sns",
    "species",
    "sqs",
    "sts",
    "this",
    "tls",
    "tvs",
    "us",
    "vps",
    "was",
    "yes",
];

/// Plurals that name one thing: a list of them is rarely meant.
const ONE_THING: &[&str] = &[
    "acls",
    "basics",
    "capabilities",
    "credentials",
    "defaults",
    "details",
    "insights",
    "limits",
    "metrics",
    "options",
    "params",
    "preferences",
    "properties",
    "quotas",
    "restrictions",
    "settings",
    "statistics",
    "stats",
    "terms",
];

/// One of what the word says: `policies` becomes `policy`. A word that is not a plural stays.
pub fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if AS_THEY_ARE.contains(&word) || word.len() < 3 {
        return word.to_owned();
    }
    let stem = |end: &str| word.strip_suffix(end);
    if let Some(stem) = stem("ies") {
        return format!("{stem}{}", if stem.len() > 1 { "y" } else { "ie" });
    }
    let hissing = [
        "sses", "shes", "xes", "zzes", "tches", "nches", "rches", "lches", "oaches",
    ];
    let hissing = hissing.iter().any(|end| word.ends_with(end));
    let latin = [
        "tuses", "ruses", "nuses", "puses", "cuses", "oes", "iases", "vases", "lases",
    ];
    let latin = latin.iter().any(|end| word.ends_with(end));
    let exceptions = ["excuses", "releases"];
    if (hissing || latin) && !exceptions.contains(&word) {
        return stem("es").unwrap_or(word).to_owned();
    }
    let is_one = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match stem("s") {
        Some(stem) if !is_one => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether the word says several: `policies`.
pub fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// Whether a list is meant by the word: `policies`, not `settings`.
pub fn says_list(word: &str) -> bool {
    is_plural(word) && !ONE_THING.contains(&word)
}

/// Words with the last one in the singular: `account policies` becomes `account policy`.
pub fn last_singular(words: &str) -> String {
    match words.rsplit_once(' ') {
        Some((start, last)) => format!("{start} {}", singular(last)),
        None => singular(words),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plural, last_singular, says_list, singular};

    #[test]
    fn plurals_have_singulars() {
        for (many, one) in [
            ("accounts", "account"),
            ("addresses", "address"),
            ("analyses", "analysis"),
            ("batches", "batch"),
            ("branches", "branch"),
            ("buses", "bus"),
            ("caches", "cache"),
            ("cases", "case"),
            ("children", "child"),
            ("databases", "database"),
            ("entries", "entry"),
            ("files", "file"),
            ("heroes", "hero"),
            ("houses", "house"),
            ("indices", "index"),
            ("ips", "ip"),
            ("keys", "key"),
            ("leases", "lease"),
            ("licenses", "license"),
            ("movies", "movie"),
            ("people", "person"),
            ("policies", "policy"),
            ("purchases", "purchase"),
            ("releases", "release"),
            ("responses", "response"),
            ("searches", "search"),
            ("statuses", "status"),
            ("taxes", "tax"),
            ("uses", "use"),
            ("aliases", "alias"),
            ("viruses", "virus"),
            ("bonuses", "bonus"),
            ("causes", "cause"),
            ("warehouses", "warehouse"),
            ("sizes", "size"),
            ("archives", "archive"),
            ("photos", "photo"),
            ("lines", "line"),
        ] {
            assert_eq!(singular(many), one);
            assert!(is_plural(many));
        }
    }

    #[test]
    fn other_words_stay() {
        for word in [
            "access",
            "address",
            "alias",
            "analysis",
            "bus",
            "dns",
            "id",
            "news",
            "person",
            "progress",
            "series",
            "sms",
            "status",
            "virus",
            "data",
            "os",
            "us",
            "kubernetes",
            "",
        ] {
            assert_eq!(singular(word), word);
        }
    }

    #[test]
    fn settings_are_one_thing() {
        assert!(says_list("policies"));
        assert!(!says_list("settings"));
        assert_eq!(last_singular("api keys"), "api key");
        assert_eq!(last_singular("keys"), "key");
    }
}

//! References to other URIs: RFC 3986, section 5.2.

/// A reference resolved against a base. A path without a base stays a path.
pub fn resolve(base: &str, reference: &str) -> String {
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let base = base.split('#').next().unwrap_or_default();
    if reference.is_empty() || reference.starts_with('#') {
        return format!("{base}{reference}");
    }
    let base = base.split('?').next().unwrap_or_default();
    if reference.starts_with('?') {
        return format!("{base}{reference}");
    }
    let (scheme, rest) = base.split_at(scheme_length(base));
    if reference.starts_with("//") {
        return format!("{scheme}{reference}");
    }
    let authority = rest
        .strip_prefix("//")
        .map_or(0, |host| 2 + host.find('/').unwrap_or(host.len()));
    let (authority, path) = rest.split_at(authority);
    let (target, tail) = match reference.find(['?', '#']) {
        Some(end) => reference.split_at(end),
        None => (reference, ""),
    };
    let folder = match path.rfind('/') {
        _ if target.starts_with('/') => "",
        Some(end) => path.get(..=end).unwrap_or_default(),
        None if authority.is_empty() => "",
        None => "/",
    };
    let path = without_dots(&format!("{folder}{target}"));
    format!("{scheme}{authority}{path}{tail}")
}

/// A bare pointer as the value of a `$ref`.
pub fn fragment(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

fn has_scheme(reference: &str) -> bool {
    scheme_length(reference) > 0
}

/// Bytes of `https:`.
fn scheme_length(uri: &str) -> usize {
    let Some((scheme, _)) = uri.split_once(':') else {
        return 0;
    };
    let mut letters = scheme.bytes();
    let begins = letters.next().is_some_and(|one| one.is_ascii_alphabetic());
    let is_scheme =
        begins && letters.all(|one| one.is_ascii_alphanumeric() || b"+-.".contains(&one));
    if is_scheme { scheme.len() + 1 } else { 0 }
}

/// A path without the segments `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_absolute = path.starts_with('/');
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
        if is_last && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    let root = if is_absolute { "/" } else { "" };
    format!("{root}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_mean_what_the_rfc_says() {
        let base = "http://a/b/c/d;p?q";
        let rows = [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
        ];
        for (reference, expected) in rows {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
    }

    #[test]
    fn bases_may_be_paths_or_names() {
        assert_eq!(resolve("http://a", "g"), "http://a/g");
        assert_eq!(
            resolve("/schemas/base.json", "int.json"),
            "/schemas/int.json"
        );
        assert_eq!(resolve("pet", "owner"), "owner");
        assert_eq!(
            resolve("urn:uuid:1-2", "#/$defs/a"),
            "urn:uuid:1-2#/$defs/a"
        );
    }
}

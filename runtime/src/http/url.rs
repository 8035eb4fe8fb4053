//! URLs as text: a base to which paths are appended, and links, which are read.
//!
//! Servers and redirects are resolved against a base (RFC 3986, section 5); of redirects only what
//! stays within the origin comes out.

use http::Uri;

use super::escape::{mend_query, unescape};

/// `http` or `https`, a host, maybe a path; no trailing slash, no query, no user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BaseUrl {
    text: String,
}

impl BaseUrl {
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim().trim_end_matches('/');
        if text.is_empty() {
            return Err("there is none: the description names no server");
        }
        if text.contains(['?', '#']) {
            return Err("has a query or a fragment");
        }
        if text.contains('{') {
            return Err("has a variable in braces without a value");
        }
        let uri: Uri = text.parse().map_err(|_| "is not a URL")?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            Some(_) => return Err("is neither http nor https"),
            None => return Err("is not absolute: it starts with neither http:// nor https://"),
        }
        if uri
            .authority()
            .is_some_and(|authority| authority.as_str().contains('@'))
        {
            return Err("contains a user name; credentials are given separately");
        }
        match uri.host() {
            None | Some("") => Err("has no host"),
            Some(_) => Ok(Self {
                text: text.to_owned(),
            }),
        }
    }

    /// The base with `target` (a path that starts with a slash, maybe a query) behind it.
    pub(super) fn join(&self, target: &str) -> Result<Uri, http::uri::InvalidUri> {
        let mut url = String::with_capacity(self.text.len() + target.len());
        url.push_str(&self.text);
        url.push_str(target);
        url.try_into()
    }

    /// What stands where a URL is expected: absolute, on another host (`//host`), a path on this
    /// host (`/v2`), or one that starts from the path of the base (`v2`, `../v2`).
    pub(super) fn resolve(&self, text: &str) -> Result<Self, &'static str> {
        if text.starts_with("//") {
            let scheme = self.text.split("//").next().unwrap_or_default();
            return Self::parse(&format!("{scheme}{text}"));
        }
        if is_absolute(text) {
            return Self::parse(text);
        }
        let origin = self.origin();
        let own = self.text.get(origin.len()..).unwrap_or_default();
        let path = match text.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None => format!("{own}/{text}"),
        };
        let mut segments: Vec<&str> = Vec::new();
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop()),
                other => segments.push(other),
            }
        }
        Self::parse(&format!("{origin}/{}", segments.join("/")))
    }

    /// Another URL than that of a call, such as a token server's, [resolved](Self::resolve) as it
    /// stands: with its last slash and its query.
    pub(super) fn endpoint(&self, text: &str) -> Result<Uri, &'static str> {
        let text = text.trim().split('#').next().unwrap_or_default();
        let (path, query) = text.split_at(text.find('?').unwrap_or(text.len()));
        let BaseUrl { text } = self.resolve(path)?;
        let slash = if path.ends_with('/') { "/" } else { "" };
        let uri = format!("{text}{slash}{query}").parse();
        uri.map_err(|_| "is not a URL")
    }

    /// The path, without a slash at its end; empty where there is none.
    pub(super) fn path(&self) -> &str {
        self.text.get(self.origin().len()..).unwrap_or_default()
    }

    /// `https://host:port`.
    pub(super) fn origin(&self) -> &str {
        let after_scheme = self.text.find("://").map_or(0, |index| index + 3);
        let host = self.text.get(after_scheme..).unwrap_or_default();
        let end = host
            .find('/')
            .map_or(self.text.len(), |index| after_scheme + index);
        self.text.get(..end).unwrap_or_default()
    }
}

/// Whether a URL says which host is called.
pub(super) fn is_absolute(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next();
    url.starts_with("//") || scheme.is_some_and(|scheme| scheme.ends_with(':'))
}

/// Where a redirect leads, if it stays within the origin of `from`.
pub(super) fn redirect_target(from: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next().unwrap_or_default();
    let origin = format!("{}://{}", from.scheme_str()?, from.authority()?);
    let absolute = if location.contains("://") && !location.starts_with(['/', '?']) {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{}:{location}", from.scheme_str()?)
    } else if location.starts_with('/') {
        format!("{origin}{location}")
    } else if location.starts_with('?') {
        format!("{origin}{}{location}", from.path())
    } else {
        let folder = from
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        format!("{origin}{folder}/{location}")
    };
    let target: Uri = absolute.parse().ok()?;
    (origin_of(&target)? == origin_of(from)?).then_some(target)
}

/// Scheme, host and port, comparable.
fn origin_of(uri: &Uri) -> Option<(String, String, u16)> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let port = uri.port_u16().or(match scheme.as_str() {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    })?;
    if uri.authority()?.as_str().contains('@') {
        return None;
    }
    Some((scheme, uri.host()?.to_ascii_lowercase(), port))
}

/// Where a link to the next page leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PageLink {
    /// Another path of the same origin than the page has that the link is in.
    pub(super) path: Option<String>,
    /// Fit for a request line.
    pub(super) query: String,
}

/// Reads a link to the next page in the page that came from `from`.
///
/// It leads to the same path, if its own is the end of that one: servers behind a gateway do not
/// know how their paths begin. It leads elsewhere within the origin otherwise. Where the path is
/// the same, another host does not matter, since servers behind a gateway do not know theirs; any
/// other link that leaves the origin is refused.
pub(super) fn page_link(from: &Uri, link: &str) -> Option<PageLink> {
    let link = link.trim().split('#').next().unwrap_or_default();
    let (before, query) = link.split_once('?').unwrap_or((link, ""));
    let query = mend_query(query);
    let own = from.path().trim_end_matches('/');
    let host = match before.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => Some(rest),
        _ => None,
    };
    let path = match host {
        Some(host) => host
            .find('/')
            .map_or("", |start| host.get(start..).unwrap_or("")),
        None => before,
    };
    let path = path.trim_end_matches('/');
    let is_own = path == own || path.starts_with('/') && own.ends_with(path);
    if before.is_empty() || is_own {
        return Some(PageLink { path: None, query });
    }
    let path = match redirect_target(from, before) {
        Some(target) if target.path().trim_end_matches('/') == own => None,
        Some(target) => Some(target.path().to_owned()),
        None if path.ends_with(own) && !own.is_empty() => None,
        None => return None,
    };
    Some(PageLink { path, query })
}

/// The query without the parameters whose decoded names the test picks.
pub(super) fn without_parameters(query: &str, is_dropped: &dyn Fn(&str) -> bool) -> String {
    let name = |pair: &str| unescape(pair.split('=').next().unwrap_or_default());
    let kept = query.split('&').filter(|pair| !is_dropped(&name(pair)));
    kept.collect::<Vec<_>>().join("&")
}

/// The pairs of a query decoded and sorted, to tell whether two queries say the same.
pub(super) fn normal_query(query: &str) -> Vec<String> {
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(unescape)
        .collect();
    pairs.sort();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_keeps_its_path_and_loses_its_last_slash() {
        let base = BaseUrl::parse("https://api.example.com/v3/").unwrap();
        assert_eq!(
            base.join("/pets?x=1").unwrap(),
            "https://api.example.com/v3/pets?x=1"
        );
        assert_eq!(
            base.resolve("/token").unwrap().text,
            "https://api.example.com/token"
        );
        let resolved = |text: &str| base.resolve(text).unwrap().text;
        assert_eq!(resolved("/other/"), "https://api.example.com/other");
        assert_eq!(resolved("beta/./x"), "https://api.example.com/v3/beta/x");
        assert_eq!(resolved("../v4"), "https://api.example.com/v4");
        assert_eq!(resolved("../../../v5"), "https://api.example.com/v5");
        assert_eq!(resolved("/"), "https://api.example.com");
        assert_eq!(resolved("//b.example/x"), "https://b.example/x");
        assert_eq!(resolved("http://b.example"), "http://b.example");
        assert_eq!(
            (base.path(), base.resolve("/").unwrap().path()),
            ("/v3", "")
        );
    }

    #[test]
    fn bases_that_are_none() {
        for text in [
            "",
            "/v3",
            "ftp://x",
            "https://",
            "http://u:p@x",
            "http://x?a",
            "http://x#a",
            "http://a b",
            "http://{tenant}.a",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn redirects_stay_within_the_origin() {
        let from: Uri = "https://a.example/v1/pets?x=1".parse().unwrap();
        let to = |location| redirect_target(&from, location).map(|uri| uri.to_string());
        assert_eq!(
            to("/v2/pets?y=2#z").as_deref(),
            Some("https://a.example/v2/pets?y=2")
        );
        assert_eq!(to("dogs").as_deref(), Some("https://a.example/v1/dogs"));
        assert_eq!(
            to("?page=2").as_deref(),
            Some("https://a.example/v1/pets?page=2")
        );
        assert_eq!(
            to("https://A.example:443/x").as_deref(),
            Some("https://A.example:443/x")
        );
        assert_eq!(to("//a.example/x").as_deref(), Some("https://a.example/x"));
        for elsewhere in [
            "http://a.example/",
            "//b.example/",
            "https://a.example:8443/",
            "file:///etc/passwd",
            "https://u@a.example/",
        ] {
            assert_eq!(to(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn links_to_pages_stay_within_the_origin() {
        let from: Uri = "https://a.example/v3/pets?x=1".parse().unwrap();
        let read = |link| {
            let link = page_link(&from, link)?;
            Some(format!("{}?{}", link.path.unwrap_or_default(), link.query))
        };
        for own in [
            "?page=2",
            "/pets?page=2#x",
            "/v3/pets/?page=2",
            "pets?page=2",
            "https://a.example/v3/pets?page=2",
            "http://inner.example:8080/pets?page=2",
            "//inner.example/v3/pets?page=2",
            "https://inner.example/gate/v3/pets?page=2",
        ] {
            assert_eq!(read(own).as_deref(), Some("?page=2"), "{own}");
        }
        assert_eq!(read("/v3/pets").as_deref(), Some("?"));
        assert_eq!(read("?q=a b[1]").as_deref(), Some("?q=a%20b[1]"));
        assert_eq!(read("/v2/pets?y").as_deref(), Some("/v2/pets?y"));
        assert_eq!(read("next/2").as_deref(), Some("/v3/next/2?"));
        assert_eq!(
            read("https://A.example:443/v3/more?y").as_deref(),
            Some("/v3/more?y")
        );
        for elsewhere in [
            "https://b.example/",
            "https://b.example/dogs?y",
            "file:///v4",
        ] {
            assert_eq!(read(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn queries_are_compared_decoded() {
        assert_eq!(normal_query("b=2&a%5B%5D=1"), normal_query("a[]=1&b=2"));
        let is_key = |name: &str| name == "api key";
        assert_eq!(without_parameters("a=1&api%20key=s&b", &is_key), "a=1&b");
        assert_eq!(without_parameters("api+key", &is_key), "");
    }
}

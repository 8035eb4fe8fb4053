//! HTML in descriptions as CommonMark, as far as that can say it. Text in angle brackets that is
//! not an HTML tag, such as the `<id>` of a path, stays text.

use super::markdown::code;

/// Stands for a line break until the text is laid out.
pub(super) const BREAK: char = '\u{e000}';

/// The text without tags, comments, scripts and styles.
pub(super) fn to_markdown(text: &str) -> String {
    let mut out = Out {
        text: String::with_capacity(text.len()),
        links: Vec::new(),
        in_row: false,
    };
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`', '\n']) {
        let (before, from) = rest.split_at(at);
        out.text.push_str(before);
        rest = match from.as_bytes().first() {
            Some(b'`') => out.code(from),
            Some(b'\n') => out.line_end(from),
            _ => out.markup(from),
        };
    }
    out.text.push_str(rest);
    out.text
}

struct Out {
    text: String,
    /// For each open `<a>`, its destination, if it has one.
    links: Vec<Option<String>>,
    /// In a row of a table, which has no room for blocks.
    in_row: bool,
}

impl Out {
    /// A run of backticks and, if it is closed, the text up to the closing one.
    fn code<'t>(&mut self, from: &'t str) -> &'t str {
        let fence = from.len() - from.trim_start_matches('`').len();
        let (open, behind) = from.split_at(fence);
        let mut end = fence;
        let mut search = behind;
        while let Some(at) = search.find('`') {
            let run = search.get(at..).unwrap_or_default();
            let length = run.len() - run.trim_start_matches('`').len();
            end += at + length;
            if length == fence {
                let (whole, rest) = from.split_at(end);
                self.text.push_str(whole);
                return rest;
            }
            search = search.get(at + length..).unwrap_or_default();
        }
        self.text.push_str(open);
        behind
    }

    fn line_end<'t>(&mut self, from: &'t str) -> &'t str {
        self.text.push('\n');
        let rest = from.get(1..).unwrap_or_default();
        self.in_row = rest.trim_start().starts_with('|');
        rest
    }

    fn markup<'t>(&mut self, from: &'t str) -> &'t str {
        if let Some(comment) = from.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let Some((tag, rest)) = tag(from) else {
            self.text.push('<');
            return from.get(1..).unwrap_or_default();
        };
        match (tag.name.as_str(), tag.closing) {
            ("script" | "style", false) => after(rest, &tag.name).1,
            ("code" | "tt" | "kbd" | "samp", false) => {
                let (inner, rest) = after(rest, &tag.name);
                self.text.push_str(&code(&without_tags(inner)));
                rest
            }
            ("pre", false) => {
                let (inner, rest) = after(rest, "pre");
                self.block(&format!(
                    "```\n{}\n```\n\n",
                    without_tags(inner).trim_matches('\n')
                ));
                rest
            }
            _ if is_known(&tag.name) => self.known(&tag, rest),
            _ => {
                self.text.push_str("\\<");
                from.get(1..).unwrap_or_default()
            }
        }
    }

    fn known<'t>(&mut self, tag: &Tag, rest: &'t str) -> &'t str {
        match (tag.name.as_str(), tag.closing) {
            ("br", _) => self.text.push(BREAK),
            ("b" | "strong", closing) => return self.emphasis("**", closing, rest),
            ("i" | "em", closing) => return self.emphasis("*", closing, rest),
            ("a", false) => {
                let link = tag
                    .href
                    .as_deref()
                    .filter(|href| is_web(href))
                    .map(str::to_owned);
                if link.is_some() {
                    self.text.push('[');
                }
                self.links.push(link);
            }
            ("a", true) => {
                if let Some(Some(href)) = self.links.pop() {
                    self.text
                        .push_str(&format!("]({})", super::escape::destination(&href)));
                }
            }
            ("li", false) => self.item(),
            ("hr", _) => self.block("---\n\n"),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.block("#### "),
            ("td" | "th", _) => self.text.push(' '),
            (name, _) if is_block(name) => self.block(""),
            _ => {}
        }
        rest
    }

    /// Emphasis has no space inside its marks.
    fn emphasis<'t>(&mut self, mark: &str, closing: bool, rest: &'t str) -> &'t str {
        if !closing {
            self.text.push_str(mark);
            return rest.trim_start_matches(' ');
        }
        let trimmed = self.text.trim_end_matches(' ').len();
        let spaces = self.text.split_off(trimmed);
        self.text.push_str(mark);
        self.text.push_str(&spaces);
        rest
    }

    fn block(&mut self, start: &str) {
        if self.in_row {
            self.text.push(' ');
        } else {
            self.text.push_str("\n\n");
            self.text.push_str(start);
        }
    }

    fn item(&mut self) {
        self.text.push_str(if self.in_row { " " } else { "\n- " });
    }
}

struct Tag {
    name: String,
    closing: bool,
    href: Option<String>,
}

/// A tag at the start of the text, and the text after it.
fn tag(text: &str) -> Option<(Tag, &str)> {
    let inner = text.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name: String = inner
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let behind = inner.get(name.len()..)?;
    let end = behind.find('>')?;
    let attributes = behind.get(..end)?;
    let bare = attributes.is_empty() || attributes.starts_with([' ', '\n', '/']);
    if name.is_empty() || !bare || attributes.contains('<') || attributes.len() > 1000 {
        return None;
    }
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        closing,
        href: href(attributes),
    };
    Some((tag, behind.get(end + 1..)?))
}

fn href(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let href = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(' ').next()?,
    };
    Some(href.trim().replace("&amp;", "&"))
}

fn is_web(href: &str) -> bool {
    href.starts_with("https://") || href.starts_with("http://")
}

/// The text before the closing tag, and after it. Without a closing tag, everything is before it.
fn after<'t>(text: &'t str, name: &str) -> (&'t str, &'t str) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("</")) {
        let start = from + at;
        if let Some((tag, rest)) = text.get(start..).and_then(tag)
            && tag.name == name
        {
            return (text.get(..start).unwrap_or_default(), rest);
        }
        from = start + 2;
    }
    (text, "")
}

/// The plain text of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        rest = match tag(from) {
            Some((tag, behind)) if is_known(&tag.name) => behind,
            _ => {
                plain.push('<');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    plain.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(plain, |plain, (entity, c)| plain.replace(entity, c))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "ul"
            | "ol"
            | "table"
            | "tr"
            | "section"
            | "article"
            | "blockquote"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "center"
            | "aside"
            | "header"
            | "footer"
            | "figure"
    )
}

/// Elements that are not blocks.
const INLINE: &[&str] = &[
    "a", "b", "strong", "i", "em", "br", "hr", "li", "span", "font", "u", "s", "small", "big",
    "sub", "sup", "td", "th", "thead", "tbody", "tfoot", "img", "code", "tt", "kbd", "samp", "pre",
    "script", "style", "del", "ins", "mark", "abbr", "cite", "q", "nobr", "wbr", "col", "colgroup",
    "caption", "label", "svg", "path", "iframe", "input", "button", "form",
];

fn is_known(name: &str) -> bool {
    is_block(name) || INLINE.contains(&name)
}

//! What XML and HTML say, as far as errors need it: texts of elements, without structure.
//!
//! Nothing is validated and nothing is looked up: entities of a document's own stay as they are.

/// More than this is not looked at, in bytes.
const MOST: usize = 64 << 10;

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    /// The name of the element that begins, without its prefix.
    Start(&'t str),
    End,
    Text(&'t str),
    /// Text that is to be taken as it is.
    Verbatim(&'t str),
}

/// The encoding that the declaration of an XML document names (XML 1.0, section 4.3.3).
pub(super) fn declared_encoding(body: &[u8]) -> Option<String> {
    let head = body.get(..body.len().min(200))?;
    let declaration = String::from_utf8_lossy(head.strip_prefix(b"<?xml")?).into_owned();
    let (declaration, _) = declaration.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| "\"'".contains(*quote))?;
    let (name, _) = value.get(1..)?.split_once(quote)?;
    Some(name.to_owned())
}

/// The text of the first element that has one of these names, the first name first.
pub(super) fn element(document: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let mut pieces = Pieces(start_of(document)).peekable();
        while let Some(piece) = pieces.next() {
            if piece != Piece::Start(name) {
                continue;
            }
            let mut text = String::new();
            while let Some(Piece::Text(_) | Piece::Verbatim(_)) = pieces.peek() {
                push(&mut text, pieces.next());
            }
            if !text.trim().is_empty() {
                return Some(text);
            }
        }
        None
    })
}

/// All of the text, without scripts and styles.
pub(super) fn text(document: &str) -> String {
    let mut text = String::new();
    let mut is_hidden = false;
    for piece in Pieces(start_of(document)) {
        match piece {
            Piece::Start(name) => {
                let hidden = ["script", "style", "title"];
                is_hidden = hidden.iter().any(|one| name.eq_ignore_ascii_case(one));
                text.push(' ');
            }
            Piece::End => {
                is_hidden = false;
                text.push(' ');
            }
            piece if !is_hidden => push(&mut text, Some(piece)),
            Piece::Text(_) | Piece::Verbatim(_) => {}
        }
    }
    text
}

fn start_of(document: &str) -> &str {
    let mut end = document.len().min(MOST);
    while !document.is_char_boundary(end) {
        end -= 1;
    }
    document.get(..end).unwrap_or_default()
}

fn push(text: &mut String, piece: Option<Piece<'_>>) {
    match piece {
        Some(Piece::Text(raw)) => unescape(raw, text),
        Some(Piece::Verbatim(raw)) => text.push_str(raw),
        Some(Piece::Start(_) | Piece::End) | None => {}
    }
}

/// References to characters and the five entities of XML become what they stand for.
fn unescape(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let entity = after.split_once(';').and_then(|(name, after)| {
            let number = || match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => name.strip_prefix('#')?.parse().ok(),
            };
            let character = match name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => ' ',
                _ => char::from_u32(number()?)?,
            };
            Some((character, after))
        });
        match entity {
            Some((character, after)) => {
                text.push(character);
                rest = after;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
}

/// The pieces of a document, one after the other.
struct Pieces<'t>(&'t str);

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            let rest = self.0;
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let end = rest.find('<').unwrap_or(rest.len());
                return Some(Piece::Text(self.take(end, 0)));
            }
            if rest.starts_with("<![CDATA[") {
                self.take(9, 0);
                return Some(Piece::Verbatim(self.until("]]>")));
            }
            if rest.starts_with("<!--") {
                self.until("-->");
            } else if rest.starts_with("<?") {
                self.until("?>");
            } else {
                let tag = self.until(">");
                let tag = tag.strip_prefix('<').unwrap_or(tag);
                match tag.chars().next() {
                    // A declaration, which may have brackets in it: what is within is no text.
                    Some('!') => {}
                    Some('/') => return Some(Piece::End),
                    _ => return Some(Piece::Start(name(tag))),
                }
            }
        }
    }
}

impl<'t> Pieces<'t> {
    /// The text up to a mark, which is passed over, or all of it.
    fn until(&mut self, mark: &str) -> &'t str {
        match self.0.find(mark) {
            Some(end) => self.take(end, mark.len()),
            None => self.take(self.0.len(), 0),
        }
    }

    fn take(&mut self, length: usize, behind: usize) -> &'t str {
        let (text, rest) = self.0.split_at_checked(length).unwrap_or((self.0, ""));
        self.0 = rest.get(behind..).unwrap_or_default();
        text
    }
}

/// The name of a tag without its prefix.
fn name(tag: &str) -> &str {
    let ends = |letter: char| letter.is_whitespace() || letter == '/';
    let name = tag.split(ends).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_their_names() {
        let document = "<?xml version=\"1.0\"?><!-- <Message>x</Message> --><s:Error a='1'>\
                        <Message/><Empty></Empty><Message>a &lt;b&gt; &#65;&#x42; &own; & \
                        <![CDATA[<c>]]></Message><Code>\n NoSuchKey</Code></s:Error>";
        let found = |name| element(document, &[name]);
        assert_eq!(found("Message").as_deref(), Some("a <b> AB &own; & <c>"));
        assert_eq!(found("Code").as_deref(), Some("\n NoSuchKey"));
        assert_eq!(found("Empty"), None);
        let both = element(document, &["Nothing", "Code", "Message"]);
        assert_eq!(both.as_deref(), Some("\n NoSuchKey"));
    }

    #[test]
    fn pages_are_their_text() {
        let page = "<!DOCTYPE html><html><style>p {}</style><body><script>1 < 2</script>\
                    <p>Bad&nbsp;<b>Gateway</b></p>";
        let words: Vec<_> = text(page).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), "Bad Gateway");
    }

    #[test]
    fn what_is_cut_off_does_no_harm() {
        for document in [
            "<",
            "<a",
            "<a>b",
            "<!--",
            "<![CDATA[x",
            "<?xml",
            "&",
            "&#;",
            "</",
            "a<",
        ] {
            text(document);
            element(document, &["a"]);
        }
        assert_eq!(element("<a>b", &["a"]).as_deref(), Some("b"));
        let long = format!("{}<a>b</a>", "é".repeat(MOST));
        assert_eq!(element(&long, &["a"]), None);
    }

    #[test]
    fn declarations_name_encodings() {
        let of = |text: &str| declared_encoding(text.as_bytes());
        let latin = "<?xml version=\"1.0\" encoding = 'ISO-8859-1' ?><a/>";
        assert_eq!(of(latin).as_deref(), Some("ISO-8859-1"));
        for none in [
            "<a/>",
            "<?xml version=\"1.0\"?>",
            "<?xml encoding=",
            "<?xml encoding=x?>",
            "",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}

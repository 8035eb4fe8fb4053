//! Free text as words: the step before any case. This is the only place that knows heck, and it
//! knows no other room.

use std::borrow::Cow;

use heck::ToSnakeCase;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// Identifiers are shorter than this many characters, or a little longer.
const LONGEST: usize = 80;

/// Words that changing the case would split (as spelled in documents), or that have capitals inside
/// (as spelled in type names). Sorted by their lower-case form.
const WHOLE: &[(&str, &[&str], &str)] = &[
    ("bitbucket", &["BitBucket"], "Bitbucket"),
    ("github", &["GitHub"], "GitHub"),
    ("gitlab", &["GitLab"], "GitLab"),
    ("graphql", &["GraphQL"], "GraphQl"),
    ("ios", &["iOS"], "Ios"),
    ("ipados", &["iPadOS"], "IpadOs"),
    ("iphone", &["iPhone"], "Iphone"),
    ("ipv4", &["IPv4"], "Ipv4"),
    ("ipv6", &["IPv6"], "Ipv6"),
    ("javascript", &["JavaScript"], "JavaScript"),
    ("linkedin", &["LinkedIn"], "LinkedIn"),
    ("macos", &["macOS", "MacOS"], "MacOs"),
    ("mongodb", &["MongoDB"], "MongoDb"),
    ("mysql", &["MySQL", "MySql"], "MySql"),
    ("oauth", &["OAuth"], "OAuth"),
    ("openapi", &["OpenAPI", "OpenApi"], "OpenApi"),
    ("openid", &["OpenID", "OpenId"], "OpenId"),
    ("paypal", &["PayPal"], "PayPal"),
    ("postgresql", &["PostgreSQL"], "PostgreSql"),
    ("typescript", &["TypeScript"], "TypeScript"),
    ("webhook", &["WebHook"], "Webhook"),
    ("websocket", &["WebSocket"], "WebSocket"),
    ("youtube", &["YouTube"], "YouTube"),
];

/// A text in words, to be joined with others.
pub fn words(text: &str) -> String {
    Words::of(text, false).join(" ")
}

/// The words of a name in lower case. None is empty, and one underscore is between two of them.
#[derive(Default)]
pub struct Words(String);

impl Words {
    pub fn of(text: &str, ascii_only: bool) -> Self {
        let words = Self::split(&spell_sign(text), ascii_only);
        if words.is_empty() && !text.is_empty() {
            return Self::split(&spell_symbols(text), ascii_only);
        }
        words
    }

    pub fn spelled_out(text: &str) -> Self {
        Self::split(&spell_symbols(text), false)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Leaves out words in the middle: a name says where it begins and what it is in the end.
    pub fn shorten(&mut self) {
        if self.0.len() < LONGEST || self.0.chars().count() < LONGEST {
            return;
        }
        let mut words: Vec<&str> = self.0.split('_').map(limited).collect();
        let length = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum();
        let mut left: usize = length(&words);
        while left > LONGEST && words.len() > 2 {
            words.remove(words.len() / 2);
            words.dedup();
            left = length(&words);
        }
        self.0 = words.join("_");
    }

    pub fn prefix_digits(&mut self, prefix: &str) {
        if !self.0.starts_with(is_xid_start) {
            let rest = std::mem::replace(&mut self.0, prefix.to_owned());
            self.push(&rest);
        }
    }

    pub fn join(&self, separator: &str) -> String {
        self.0.replace('_', separator)
    }

    pub fn snake(self) -> String {
        self.0
    }

    pub fn constant(&self) -> String {
        self.0.to_uppercase().nfc().collect()
    }

    /// Digits of neighbouring words stay apart: `v1_5` is not `V15`.
    pub fn pascal(&self) -> String {
        let mut name = String::with_capacity(self.0.len());
        for word in self.0.split('_') {
            let digits = name.ends_with(|c: char| c.is_ascii_digit())
                && word.starts_with(|c: char| c.is_ascii_digit());
            if digits {
                name.push('_');
            }
            push_capitalized(&mut name, word);
        }
        if name.is_ascii() {
            name
        } else {
            name.nfc().collect()
        }
    }
}

/// A sign before a name tells it from the same name without it: `+1`, `-created_at`.
fn spell_sign(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    let sign = match chars.next() {
        Some('+') => "plus ",
        Some('-') => "minus ",
        _ => return Cow::Borrowed(text),
    };
    match chars.next() {
        Some(next) if next.is_alphanumeric() => {
            Cow::Owned([sign, text.get(1..).unwrap_or("")].concat())
        }
        _ => Cow::Borrowed(text),
    }
}

/// For texts without a letter or digit, and for texts that differ only in symbols.
fn spell_symbols(text: &str) -> String {
    let mut spelled = String::new();
    for c in text.chars().filter(|c| !c.is_control()) {
        if c.is_alphanumeric() {
            spelled.push(c);
        } else {
            spelled.push_str(&format!(" {} ", symbol(c)));
        }
    }
    spelled
}

fn symbol(symbol: char) -> String {
    let word = match symbol {
        ' ' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open paren",
        ')' => "close paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open bracket",
        '\\' => "backslash",
        ']' => "close bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open brace",
        '|' => "pipe",
        '}' => "close brace",
        '~' => "tilde",
        other => return format!("u{:x}", u32::from(other)),
    };
    word.to_owned()
}

impl Words {
    fn split(text: &str, ascii_only: bool) -> Self {
        let mut words = Self::default();
        if text.is_ascii() {
            words.push_cases(text);
            return words;
        }
        let normal: String = text.nfkc().collect();
        if ascii_only {
            words.push_cases(&ascii(&normal));
            return words;
        }
        // heck takes every mark of Indic scripts for a separator, so it only sees the case of the
        // words.
        let parts = normal.split(|c: char| c == '_' || !is_xid_continue(c));
        for part in parts.filter(|part| !part.is_empty()) {
            let mut cased = Self::default();
            if part.chars().all(char::is_alphanumeric) {
                cased.push_cases(part);
            } else {
                cased.push(&part.to_lowercase());
            }
            for word in cased.0.split('_') {
                let word = word.nfc().filter(|&c| is_xid_continue(c));
                words.push(&word.collect::<String>());
            }
        }
        words
    }

    /// Adds the words of a text that are separated by symbols or changes of case.
    fn push_cases(&mut self, text: &str) {
        if text.contains(char::is_uppercase) {
            let snake = keep_whole(text).to_snake_case();
            snake.split('_').for_each(|word| self.push(word));
        } else {
            // Most names consist of words already.
            let words = text.split(|c: char| !c.is_alphanumeric());
            words.for_each(|word| self.push(&word.to_lowercase()));
        }
    }

    fn push(&mut self, word: &str) {
        if !self.0.is_empty() && !word.is_empty() {
            self.0.push('_');
        }
        self.0.push_str(word);
    }
}

/// Letters of other scripts as code points: modules are files, and rustc wants ASCII there.
fn ascii(text: &str) -> String {
    let mut ascii = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else if is_xid_continue(c) {
            ascii.push_str(&format!(" u{:x} ", u32::from(c)));
        } else {
            ascii.push(' ');
        }
    }
    ascii
}

/// `userOAuthToken` becomes `userOauthToken`, so that heck does not split the word.
fn keep_whole(text: &str) -> String {
    let mut kept = join_plurals(text);
    let letters = letters(text);
    for (whole, spellings, _) in WHOLE {
        if self::letters(whole) & !letters != 0 {
            continue;
        }
        for spelling in *spellings {
            let mut from = 0;
            while let Some(at) = kept.get(from..).and_then(|rest| rest.find(spelling)) {
                let start = from + at;
                let end = start + spelling.len();
                from = end;
                if stands_alone(&kept, start, end) {
                    kept.replace_range(start..end, &capitalized_ascii(whole));
                }
            }
        }
    }
    kept
}

/// Which ASCII letters occur, in either case.
fn letters(text: &str) -> u32 {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic);
    letters.fold(0, |all, letter| all | 1 << (letter & 31))
}

/// `userURLs` becomes `userUrls`: the plural of an abbreviation is one word.
fn join_plurals(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut rest = letters.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let capitals = rest.iter().take_while(|letter| letter.is_uppercase());
        let (abbreviation, after_it) = rest.split_at(capitals.count());
        if is_plural(abbreviation, after_it) {
            joined.push(*first);
            let others = abbreviation.iter().skip(1);
            joined.extend(others.flat_map(|letter| letter.to_lowercase()));
            rest = after_it;
        } else if abbreviation.is_empty() {
            joined.push(*first);
            rest = after;
        } else {
            joined.extend(abbreviation);
            rest = after_it;
        }
    }
    joined
}

/// `CAs`, and `URLs` with more words after it. `AIsOn` is `A`, `Is`, `On`.
fn is_plural(capitals: &[char], after: &[char]) -> bool {
    let ends = |next: Option<&char>| next.is_none_or(|next| !next.is_alphanumeric());
    match (capitals, after) {
        ([_, 'A' | 'I' | 'U'], ['s', rest @ ..]) => ends(rest.first()),
        ([_, _, ..], ['s', rest @ ..]) => !rest.first().is_some_and(|next| next.is_lowercase()),
        _ => false,
    }
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let starts_small = text
        .get(start..)
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let before = text
        .get(..start)
        .and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    let joined_before = match before {
        Some(before) if starts_small => before.is_alphabetic(),
        Some(before) => before.is_uppercase(),
        None => false,
    };
    !joined_before && !after.is_some_and(char::is_lowercase)
}

fn push_capitalized(name: &mut String, word: &str) {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = WHOLE.binary_search_by_key(&letters, |(whole, _, _)| whole);
    if let Some((_, _, pascal)) = whole.ok().and_then(|index| WHOLE.get(index)) {
        name.push_str(pascal);
        name.push_str(word.get(letters.len()..).unwrap_or_default());
        return;
    }
    let mut chars = word.chars();
    name.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    name.push_str(chars.as_str());
}

fn capitalized_ascii(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// A word that is no longer than half of a name.
fn limited(word: &str) -> &str {
    let end = word.char_indices().nth(LONGEST / 2);
    end.and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

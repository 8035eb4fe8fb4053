//! Values that arrive as texts, without JSON types, in forms and headers. Each is read as the type
//! asks.

use bytes::Bytes;

use super::escape::unescape_form;
use crate::{
    Encode, JsonError,
    json::{Reader, Writer},
    to_vec,
};

/// Texts by name, as deep as the names go.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Texts {
    /// One after the other; most have one.
    Values(Vec<String>, Spelling),
    Members(Vec<(String, Texts)>),
}

/// What texts become in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Text,
    /// Numbers, booleans, `null`, and whatever else is JSON.
    Json,
    /// An array of texts.
    Texts,
    /// An array of numbers or booleans.
    Jsons,
    /// Nothing, which an empty text may stand for.
    Null,
}

impl Texts {
    /// The pairs of a body of `application/x-www-form-urlencoded`. What stands in brackets behind
    /// a name is a name within it; a name that comes more than once is a list.
    pub(super) fn of_form(form: &str) -> Self {
        let mut members = Vec::new();
        for pair in form.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (unescape_form(name), unescape_form(value));
            let mut names = name.split('[').map(|name| name.trim_end_matches(']'));
            let first = names.next().unwrap_or_default();
            put(&mut members, first, &mut names.peekable(), value);
        }
        Self::Members(members)
    }

    /// One text.
    pub(super) fn of_value(text: &str) -> Self {
        Self::Values(vec![text.to_owned()], Spelling::Text)
    }

    /// The JSON that fits the type. `check` says why JSON does not fit; where nothing fits, this is
    /// the first guess.
    pub(super) fn to_json(&self, check: &dyn Fn(Bytes) -> Option<JsonError>) -> Bytes {
        let mut guess = self.clone();
        loop {
            let json = Bytes::from(to_vec(&guess));
            let Some(error) = check(json.clone()) else {
                return json;
            };
            if !guess.try_other(&mut error.members()) {
                return to_vec(self).into();
            }
        }
    }

    /// Tries the next JSON type for the texts at the path; false where there is none.
    fn try_other(&mut self, path: &mut dyn Iterator<Item = &str>) -> bool {
        match self {
            Self::Values(texts, spelling) => match next(texts, *spelling) {
                Some(other) => {
                    *spelling = other;
                    true
                }
                None => false,
            },
            Self::Members(members) => {
                let wanted = path.next();
                let member = members
                    .iter_mut()
                    .find(|(name, _)| Some(name.as_str()) == wanted);
                member.is_some_and(|(_, value)| value.try_other(path))
            }
        }
    }
}

fn put<'n>(
    members: &mut Vec<(String, Texts)>,
    name: &str,
    names: &mut std::iter::Peekable<impl Iterator<Item = &'n str>>,
    value: String,
) {
    let at = members.iter().position(|(known, _)| known == name);
    let at = at.unwrap_or_else(|| {
        let inner = names.peek().is_some_and(|name| !name.is_empty());
        let texts = match inner {
            true => Texts::Members(Vec::new()),
            false => Texts::Values(Vec::new(), Spelling::Text),
        };
        members.push((name.to_owned(), texts));
        members.len() - 1
    });
    let is_list = names.peek() == Some(&"");
    match members.get_mut(at).map(|(_, texts)| texts) {
        Some(Texts::Values(texts, spelling)) => {
            texts.push(value);
            if is_list || texts.len() > 1 {
                *spelling = Spelling::Texts;
            }
        }
        Some(Texts::Members(inner)) => {
            let name = names.next().unwrap_or_default();
            put(inner, name, names, value);
        }
        None => {}
    }
}

/// What comes after a spelling that does not fit.
fn next(texts: &[String], spelling: Spelling) -> Option<Spelling> {
    let all = [
        Spelling::Text,
        Spelling::Json,
        Spelling::Texts,
        Spelling::Jsons,
        Spelling::Null,
    ];
    let is_json = || texts.iter().all(|text| is_json(text));
    let makes_sense = |spelling: &&Spelling| match spelling {
        Spelling::Text => texts.len() == 1,
        Spelling::Json => texts.len() == 1 && is_json(),
        Spelling::Texts => true,
        Spelling::Jsons => is_json(),
        Spelling::Null => texts.iter().all(String::is_empty),
    };
    let mut later = all.iter().skip_while(|one| **one != spelling).skip(1);
    later.find(makes_sense).copied()
}

fn is_json(text: &str) -> bool {
    let mut reader = Reader::of_text(text);
    reader.skip().and_then(|()| reader.end()).is_ok()
}

impl Encode for Texts {
    fn write(&self, writer: &mut Writer<'_>) {
        let raw = |writer: &mut Writer<'_>, text: &String| writer.raw(text.trim());
        match self {
            Self::Members(members) => {
                writer.begin_object();
                for (name, value) in members {
                    writer.name(name);
                    value.write(writer);
                }
                writer.end_object();
            }
            Self::Values(texts, Spelling::Texts) => texts.write(writer),
            Self::Values(texts, Spelling::Jsons) => {
                writer.begin_array();
                for text in texts {
                    writer.item();
                    raw(writer, text);
                }
                writer.end_array();
            }
            Self::Values(texts, spelling) => match (spelling, texts.first()) {
                (Spelling::Json, Some(text)) => raw(writer, text),
                (Spelling::Text, Some(text)) => writer.string(text),
                _ => writer.null(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Map, Wire, from_slice};

    fn read<T: Wire>(form: &str) -> Result<T, JsonError> {
        let json = Texts::of_form(form).to_json(&|json| from_slice::<T>(&json).err());
        from_slice(&json)
    }

    crate::object! {
        struct Token: Default {
            required access_token: String,
            optional expires_in: Option<i64>,
            optional scope: Option<Vec<String>>,
            optional ids: Option<Vec<i64>>,
            optional is_new: Option<bool>,
            optional owner: Option<Map<String>>,
        }
    }

    #[test]
    fn texts_become_what_their_types_want() {
        let token: Token = read("access_token=12&expires_in=12&is_new=true&scope=a&ids=1").unwrap();
        assert_eq!(token.access_token, "12");
        assert_eq!((token.expires_in, token.is_new), (Some(12), Some(true)));
        assert_eq!(token.scope.unwrap(), ["a"]);
        assert_eq!(token.ids.unwrap(), [1]);
    }

    #[test]
    fn lists_and_members() {
        let form = "access_token=a+b%26&scope=1&scope=2&ids%5B%5D=1&owner[name]=x&expires_in=";
        let token: Token = read(form).unwrap();
        assert_eq!(token.access_token, "a b&");
        assert_eq!(token.scope.unwrap(), ["1", "2"]);
        assert_eq!(token.ids.unwrap(), [1]);
        assert_eq!(token.owner.unwrap().get("name").unwrap(), "x");
        assert_eq!(token.expires_in, None);
    }

    #[test]
    fn text_of_another_type_is_an_error() {
        let error = read::<Token>("access_token=a&expires_in=soon").unwrap_err();
        assert_eq!(error.path(), "expires_in");
        assert!(read::<Token>("expires_in=1").is_err());
    }
}

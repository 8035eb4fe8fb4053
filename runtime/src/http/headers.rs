//! Headers of responses, read by the types that the description gives them.

use std::{error::Error as StdError, fmt};

use http::HeaderMap;

use super::header_value::{self, HeaderSpelling};
use crate::{JsonError, Wire, from_slice};

/// A header that the description declares is not there or is not what the description says.
///
/// It does not show the value, which may be nobody's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    /// What is wrong with the value; none where there is no such header.
    problem: Option<String>,
}

impl HeaderError {
    /// The name of the header, as the description spells it.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Whether the response has no such header.
    pub fn is_missing(&self) -> bool {
        self.problem.is_none()
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            None => write!(formatter, "the response has no header `{}`", self.name),
            Some(problem) => write!(formatter, "header `{}`: {problem}", self.name),
        }
    }
}

impl StdError for HeaderError {}

/// Headers that are read by name and type: [`HeaderMap`].
pub trait TypedHeaders {
    /// The value of a header that every response has.
    ///
    /// # Errors
    ///
    /// It is not there or does not fit.
    fn required<T: Wire>(
        &self,
        name: &'static str,
        spelling: HeaderSpelling,
    ) -> Result<T, HeaderError>;

    /// The value of a header that a response may have.
    ///
    /// # Errors
    ///
    /// It does not fit.
    fn optional<T: Wire>(
        &self,
        name: &'static str,
        spelling: HeaderSpelling,
    ) -> Result<Option<T>, HeaderError>;
}

impl TypedHeaders for HeaderMap {
    #[inline]
    fn required<T: Wire>(
        &self,
        name: &'static str,
        spelling: HeaderSpelling,
    ) -> Result<T, HeaderError> {
        let value = self.optional(name, spelling)?;
        let problem = None;
        value.ok_or(HeaderError { name, problem })
    }

    #[inline]
    fn optional<T: Wire>(
        &self,
        name: &'static str,
        spelling: HeaderSpelling,
    ) -> Result<Option<T>, HeaderError> {
        let check = &|json: &[u8]| from_slice::<T>(json).err();
        let json = header_value::json(self.get_all(name), name, spelling, check);
        let json = json.map_err(|error| decode_error(name, error))?;
        json.map(|json| from_slice(&json).map_err(|error| decode_error(name, error)))
            .transpose()
    }
}

#[cold]
fn decode_error(name: &'static str, error: JsonError) -> HeaderError {
    let error = error.discreet();
    let path = error.path();
    let problem = match path.as_str() {
        "" => error.message(),
        path => format!("{path}: {}", error.message()),
    };
    HeaderError {
        name,
        problem: Some(problem),
    }
}

/// Headers that responses of an API declare, as methods of [`HeaderMap`].
///
/// A row says whether every response that declares the header has it, the name of the method, that
/// of the header where it is another, and what is read. In parentheses stands how the value is
/// spelled where it is not the default of OpenAPI: `explode = true`, `json`, and
/// `lists = [pipe_delimited]` for Swagger 2.0.
///
/// ```
/// runtime::response_headers! {
///     pub trait ResponseHeaders {
///         /// How many there are on all pages.
///         required x_total "X-Total": i64,
///         optional link "Link": Option<String>,
///         optional(explode = true) x_color "X-Color": Option<runtime::Map<i64>>,
///     }
/// }
///
/// let mut headers = runtime::HeaderMap::new();
/// headers.insert("X-Total", "12".parse()?);
/// assert_eq!(headers.x_total()?, 12);
/// assert_eq!(headers.link()?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! response_headers {
    (
        $(#[$about:meta])*
        $visibility:vis trait $name:ident { $(
            $(#[$docs:meta])*
            $presence:ident $(($($spelling:tt)+))? $method:ident $($wire:literal)?: $ty:ty
        ),* $(,)? }
    ) => {
        $(#[$about])*
        $visibility trait $name: $crate::private::TypedHeaders { $(
            $(#[$docs])*
            fn $method(&self) -> ::core::result::Result<$ty, $crate::HeaderError> {
                const SPELLING: $crate::private::HeaderSpelling =
                    $crate::__header_spelling!($($($spelling)+)?);
                $crate::private::TypedHeaders::$presence(
                    self,
                    $crate::__wire_name!($method $($wire)?),
                    SPELLING,
                )
            }
        )* }

        impl $name for $crate::HeaderMap {}
    };
}

/// How the value of a header is spelled.
#[doc(hidden)]
#[macro_export]
macro_rules! __header_spelling {
    () => {
        $crate::private::HeaderSpelling::SIMPLE
    };
    (json) => {
        $crate::private::HeaderSpelling::JSON
    };
    (explode = $explode:literal) => {
        $crate::private::HeaderSpelling::SIMPLE.explode($explode)
    };
    (lists = $styles:tt) => {
        $crate::private::HeaderSpelling::SIMPLE.lists($crate::__setting!($styles))
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DateTime, Map, Value, http::style::Style};

    fn read<T: Wire>(lines: &[&'static str], spelling: HeaderSpelling) -> Result<T, String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-one", http::HeaderValue::from_static(line));
        }
        let read = headers.required("X-One", spelling);
        read.map_err(|error| error.to_string())
    }

    fn simple<T: Wire>(lines: &[&'static str]) -> Result<T, String> {
        read(lines, HeaderSpelling::SIMPLE)
    }

    #[test]
    fn scalars_are_what_their_types_want() {
        assert_eq!(simple::<i64>(&[" 12 "]), Ok(12));
        assert_eq!(simple::<f64>(&["0.5"]), Ok(0.5));
        assert_eq!(simple::<bool>(&["true"]), Ok(true));
        assert_eq!(simple::<String>(&["12"]), Ok("12".to_owned()));
        assert_eq!(simple::<String>(&["a", "b"]), Ok("a, b".to_owned()));
        assert_eq!(simple::<String>(&[""]), Ok(String::new()));
    }

    #[test]
    fn dates_are_spelled_as_json_or_as_http_does() {
        let expected: DateTime = from_slice(b"\"1994-11-06T08:49:37Z\"").unwrap();
        assert_eq!(simple(&["1994-11-06T08:49:37Z"]), Ok(expected.clone()));
        assert_eq!(simple(&["Sun, 06 Nov 1994 08:49:37 GMT"]), Ok(expected));
    }

    #[test]
    fn lists_have_commas_or_come_in_several_lines() {
        let texts = |texts: &[&str]| Ok(Vec::from_iter(texts.iter().map(|one| one.to_string())));
        assert_eq!(simple(&["a, b", ",c"]), texts(&["a", "b", "c"]));
        assert_eq!(simple(&["\"a,b\",c"]), texts(&["\"a,b\"", "c"]));
        assert_eq!(simple(&["1"]), texts(&["1"]));
        assert_eq!(simple(&[""]), texts(&[]));
        assert_eq!(simple(&["1,2"]), Ok(vec![1, 2]));
        assert_eq!(simple(&["true,false"]), Ok(vec![true, false]));
        let spaces = HeaderSpelling::SIMPLE.lists(&[Style::PipeDelimited, Style::SpaceDelimited]);
        let expected = Ok(vec![vec![1, 2], vec![3]]);
        assert_eq!(read(&["1 2|3"], spaces), expected);
    }

    #[test]
    fn objects_have_their_members_one_after_the_other() {
        let expected = Ok(Map::from_iter([("R".to_owned(), 1), ("G".to_owned(), 2)]));
        assert_eq!(simple(&["R,1,G,2"]), expected);
        let exploded = HeaderSpelling::SIMPLE.explode(true);
        assert_eq!(read(&["R=1,G=2"], exploded), expected);
        let json = HeaderSpelling::JSON;
        assert_eq!(read(&["{\"R\":1,\"G\":2}"], json), expected);
        assert_eq!(read::<Value>(&["12"], json), Ok(Value::from(12)));
    }

    #[test]
    fn lines_of_set_cookie_are_not_combined() {
        let mut headers = HeaderMap::new();
        for line in ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"] {
            headers.append("set-cookie", http::HeaderValue::from_static(line));
        }
        let all: Vec<String> = headers
            .required("Set-Cookie", HeaderSpelling::SIMPLE)
            .unwrap();
        assert_eq!(all.len(), 2);
        let first: String = headers
            .required("Set-Cookie", HeaderSpelling::SIMPLE)
            .unwrap();
        assert_eq!(first, all[0]);
    }

    #[test]
    fn errors_name_the_header_and_hide_its_value() {
        let error = simple::<i64>(&["soon"]).unwrap_err();
        assert_eq!(
            error,
            "header `X-One`: expected an integer of 64 bits, found something else"
        );
        let error = simple::<Vec<i64>>(&["1,soon"]).unwrap_err();
        assert_eq!(
            error,
            "header `X-One`: [1]: expected an integer of 64 bits, found something else"
        );
        let error = simple::<i64>(&[]).unwrap_err();
        assert_eq!(error, "the response has no header `X-One`");
        let error = read::<Value>(&["{"], HeaderSpelling::JSON).unwrap_err();
        assert!(error.starts_with("header `X-One`: "), "{error}");
        let none = HeaderMap::new().optional::<i64>("X-One", HeaderSpelling::SIMPLE);
        assert_eq!(none, Ok(None));
    }
}

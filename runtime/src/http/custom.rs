//! Requests that the description does not know, and what callers set beside it.

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde_json::Value;

use super::{
    call::Call,
    client::Client,
    escape::{Keep, escape},
    operation::Operation,
    request::Request,
    style::{self, Spelling, Style},
};
use crate::Encode;

/// What stands for the operation of a request that the description does not know. Its method and
/// path are those of the [`Route`].
pub(super) static CUSTOM: Operation =
    Operation::new("request", "", "").accept("application/json, */*;q=0.1");

/// Method and path of a request that the description does not know.
#[derive(Clone)]
pub(super) struct Route {
    pub(super) method: String,
    /// As it is sent; or what is wrong with it.
    pub(super) path: Result<String, String>,
}

impl Client {
    /// A call that the description does not know. It is authenticated, repeated and read like all
    /// others: `T` is what its body decodes into, [`Value`] the body of errors.
    ///
    /// The path is appended to the base URL. Text is sent as it is, and may have a query; of a list,
    /// each item is one segment, whatever is in it: `["pets", id]`. Every credential that the
    /// client has is sent, one for each place where it can stand.
    ///
    /// ```no_run
    /// # async fn example(client: runtime::Client, id: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// use runtime::Value;
    ///
    /// let pet: Value = client.request("GET", ["pets", id]).query("verbose", true).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request<T>(&self, method: impl AsRef<str>, path: impl ToPath) -> Call<T, Value> {
        Call::new(self.custom(method.as_ref(), &path))
    }

    /// The request of [`request`](Self::request).
    #[doc(hidden)]
    pub fn custom(&self, method: &str, path: &dyn ToPath) -> Request {
        let route = Route {
            method: method.to_owned(),
            path: path.to_path(),
        };
        let mut request = self.operation(&CUSTOM);
        if Method::from_bytes(method.as_bytes()).is_err() {
            request.refuse("method", "is not one of HTTP");
        }
        request.set_route(route);
        request
    }
}

/// A path that is appended to the base URL.
pub trait ToPath {
    /// The path, which starts with a slash; or what is wrong with it.
    ///
    /// # Errors
    ///
    /// It would lead to another place than it says.
    fn to_path(&self) -> Result<String, String>;
}

/// As it is sent; a query may stand behind it.
impl ToPath for str {
    fn to_path(&self) -> Result<String, String> {
        let path = self.split('?').next().unwrap_or_default();
        if !path.starts_with('/') {
            return Err("does not start with a slash".to_owned());
        }
        if path.split('/').any(leads_elsewhere) {
            return Err("has a segment `.` or `..`, which would lead to another path".to_owned());
        }
        Ok(self.to_owned())
    }
}

impl ToPath for String {
    fn to_path(&self) -> Result<String, String> {
        self.as_str().to_path()
    }
}

/// One segment for each item, percent-encoded.
impl<S: AsRef<str>> ToPath for [S] {
    fn to_path(&self) -> Result<String, String> {
        let mut path = String::new();
        for segment in self {
            let segment = escape(segment.as_ref(), Keep::Unreserved);
            if segment.is_empty() || leads_elsewhere(&segment) {
                return Err(format!(
                    "has the segment `{segment}`, which would lead to another path"
                ));
            }
            path.push('/');
            path.push_str(&segment);
        }
        Ok(path)
    }
}

impl<S: AsRef<str>, const N: usize> ToPath for [S; N] {
    fn to_path(&self) -> Result<String, String> {
        self.as_slice().to_path()
    }
}

impl<P: ToPath + ?Sized> ToPath for &P {
    fn to_path(&self) -> Result<String, String> {
        (**self).to_path()
    }
}

/// What URL parsers take for a step up or none, in all its spellings.
fn leads_elsewhere(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

impl Request {
    /// One more parameter of the query, in style `form`.
    pub fn push_query(&mut self, name: &str, value: &dyn Encode) {
        let form = Spelling::new(Style::Form, true);
        let shape = self.shape(name, value);
        let pairs = shape.and_then(|shape| style::in_query(name, form, Keep::Unreserved, &shape));
        self.push_pairs(pairs);
    }

    /// A body of `application/json`, of any value.
    pub fn set_json(&mut self, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_vec(value) {
            Ok(json) => self.set_body("application/json", Bytes::from(json)),
            Err(error) => self.refuse("body", &format!("is not JSON: {error}")),
        }
    }
}

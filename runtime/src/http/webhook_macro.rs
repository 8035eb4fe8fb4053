//! `webhooks!`: all webhooks of an API as one enum.

/// An enum of the webhooks of an API.
///
/// After `by` stands what tells them apart: `header` with its name, `member` for members of the
/// body, `name` where only the receiver knows. A row has the variant with the type of its body, which
/// is left out where it is not JSON, the name of the webhook in the description, in brackets the
/// texts of the header, and in braces what members of the body must be, as in
/// [`union!`](crate::tables::union).
///
/// The enum has `read`, which takes headers and body of a request, except with `by name`;
/// `read_named`, which takes the name of the webhook and the body; and `name`.
///
/// ```
/// # #[cfg(feature = "webhooks")] fn main() -> Result<(), Box<dyn std::error::Error>> {
/// runtime::object! { pub struct Opened { required number: i64 } }
/// runtime::object! { pub struct Closed: Default { optional reason: Option<String> } }
///
/// runtime::webhooks! {
///     pub enum WebhookEvent by header "X-Event" {
///         IssueOpened(Opened) = "issue-opened" ["issue"] { "action" = "opened" },
///         IssueClosed(Closed) = "issue-closed" ["issue"] { "action" = "closed" },
///         Ping = "ping" ["ping"],
///     } else Unrecognized
/// }
///
/// let mut headers = runtime::HeaderMap::new();
/// headers.insert("x-event", "issue".parse()?);
/// let event = WebhookEvent::read(&headers, br#"{"action": "opened", "number": 7}"#)?;
/// assert_eq!(event, WebhookEvent::IssueOpened(Opened { number: 7 }));
/// assert_eq!(event.name(), Some("issue-opened"));
///
/// let event = WebhookEvent::read(&headers, br#"{"action": "locked"}"#)?;
/// assert!(matches!(event, WebhookEvent::Unrecognized(_)));
/// # Ok(()) }
/// # #[cfg(not(feature = "webhooks"))] fn main() {}
/// ```
#[cfg(feature = "webhooks")]
#[doc(hidden)]
#[macro_export]
macro_rules! webhooks {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident by $by:ident $($header:literal)? {
            $(
                $(#[$docs:meta])*
                $variant:ident $(($($ty:tt)+))? = $webhook:literal
                    $([$($value:literal)|+])? $({ $($rules:tt)* })?
            ),* $(,)?
        } else $unknown:ident
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "bodies are as large as they are")]
        $visibility enum $name {
            $($(#[$docs])* $variant $(($($ty)+))?,)*
            /// A webhook that the description does not have, with its body.
            $unknown($crate::private::Json),
        }

        #[allow(dead_code, deprecated)]
        impl $name {
            /// Each webhook, and what reads its body.
            const ROWS: &'static [(
                $crate::private::WebhookRow,
                fn(&[u8]) -> $crate::private::Result<Self, $crate::private::JsonError>,
            )] = &[$((
                $crate::private::WebhookRow {
                    name: $webhook,
                    values: &[$($($value),+)?],
                    rules: $crate::__rules!($({ $($rules)* })?),
                },
                |_body| $crate::private::Ok(
                    Self::$variant $(($crate::private::read_body::<$($ty)+>(_body)?))?
                ),
            )),*];

            $crate::__read_webhook! { $by $($header)? }

            /// Reads the webhook with this name in the description. An unknown one is kept as it
            /// is.
            ///
            /// # Errors
            ///
            /// The body does not fit the description, or is no JSON where the name is unknown.
            pub fn read_named(
                name: &$crate::private::str,
                body: &[u8],
            ) -> $crate::private::Result<Self, $crate::WebhookError> {
                let mut rows = Self::ROWS.iter().map(|(row, _)| *row);
                Self::read_row($crate::private::choose_named(&mut rows, name), body)
            }

            fn read_row(
                index: $crate::private::Option<$crate::private::usize>,
                body: &[u8],
            ) -> $crate::private::Result<Self, $crate::WebhookError> {
                match index.and_then(|index| Self::ROWS.get(index)) {
                    $crate::private::Some((_, read)) => {
                        read(body).map_err($crate::WebhookError::Body)
                    }
                    $crate::private::None => {
                        $crate::private::read_unknown_webhook(body).map(Self::$unknown)
                    }
                }
            }

            /// The name of the webhook in the description. None for an unknown one.
            pub fn name(&self) -> $crate::private::Option<&'static $crate::private::str> {
                match self {
                    $(Self::$variant { .. } => $crate::private::Some($webhook),)*
                    Self::$unknown(_) => $crate::private::None,
                }
            }
        }
    };
}

/// What reads a webhook from a request.
#[cfg(feature = "webhooks")]
#[doc(hidden)]
#[macro_export]
macro_rules! __read_webhook {
    (name) => {};
    ($by:ident $($header:literal)?) => {
        /// Reads a webhook from the headers and the body of a request. One that the description
        /// does not have is kept as it is.
        ///
        /// It does not tell who has sent the request, and does not look at signatures.
        ///
        /// # Errors
        ///
        /// The header that tells webhooks apart is missing, or the body does not fit the
        /// description.
        pub fn read(
            headers: &$crate::HeaderMap,
            body: &[u8],
        ) -> $crate::private::Result<Self, $crate::WebhookError> {
            let header: &[&str] = &[$($header)?];
            let mut rows = Self::ROWS.iter().map(|(row, _)| *row);
            let index =
                $crate::private::choose_webhook(header.first().copied(), &mut rows, headers, body)?;
            Self::read_row(index, body)
        }
    };
}

/// All webhooks of an API as one enum. Without the feature `webhooks` there is none.
#[cfg(not(feature = "webhooks"))]
#[doc(hidden)]
#[macro_export]
macro_rules! webhooks {
    ($($any:tt)*) => {};
}

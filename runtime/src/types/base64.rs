//! Bytes as Base64 text, RFC 4648, sections 4 and 5.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use ::base64::Engine as _;
use ::base64::alphabet::{STANDARD, URL_SAFE};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::json::{Reader, Writer};
use crate::wire::{Encode, JsonError, Wire};

/// Bytes that are Base64 text in JSON.
///
/// Written in the standard alphabet with padding. Read in either alphabet, with or without padding
/// and line breaks, and then written back as it was. Servers also send texts that are not Base64
/// (cut off, redacted): those are kept and written back too, and have no bytes.
///
/// ```
/// let bytes: runtime::Base64 = runtime::from_slice(br#""-_8""#)?;
/// assert_eq!(bytes.as_bytes(), Some(&[0xfb, 0xff][..]));
/// assert_eq!(runtime::to_string(&bytes), r#""-_8""#);
///
/// let cut: runtime::Base64 = runtime::from_slice(br#""-_8...""#)?;
/// assert_eq!(cut.as_bytes(), None);
/// assert_eq!(cut.to_string(), "-_8...");
/// # Ok::<(), runtime::JsonError>(())
/// ```
#[derive(Clone)]
pub struct Base64(Content);

#[derive(Clone)]
enum Content {
    Bytes {
        bytes: Vec<u8>,
        /// Where that is not the canonical one.
        spelling: Option<Box<str>>,
    },
    Undecodable(Box<str>),
}

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

const URL_ENGINE: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false),
);

/// Bytes that are Base64 text in JSON, written in the alphabet for URLs and file names and without
/// padding. Read as [`Base64`] is, to which it dereferences.
///
/// ```
/// let key = runtime::Base64Url::from(&[0xfb, 0xff]);
/// assert_eq!(runtime::to_string(&key), r#""-_8""#);
/// assert_eq!(key.as_bytes(), Some(&[0xfb, 0xff][..]));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64Url(Base64);

impl Base64Url {
    /// The bytes; none when the text that was read is not Base64.
    pub fn into_vec(self) -> Option<Vec<u8>> {
        self.0.into_vec()
    }

    /// Whether the text is one of RFC 4648, section 5, with or without padding.
    fn is_regular(&self) -> bool {
        let text = self.0.text();
        let bytes = self.as_bytes();
        bytes.is_some_and(|bytes| URL_ENGINE.encode(bytes) == text.trim_end_matches('='))
    }
}

impl Deref for Base64Url {
    type Target = Base64;

    fn deref(&self) -> &Base64 {
        &self.0
    }
}

impl From<Vec<u8>> for Base64Url {
    fn from(bytes: Vec<u8>) -> Self {
        let spelling = Some(URL_ENGINE.encode(&bytes).into());
        Self(Base64(Content::Bytes { bytes, spelling }))
    }
}

impl From<&[u8]> for Base64Url {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Base64Url {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl fmt::Display for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Encode for Base64Url {
    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
    }
}

impl Wire for Base64Url {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        self.0 = Base64::read_from(&reader.string()?);
        match reader.rules.is_watchful() && !self.is_regular() {
            true => reader.respell("Base64 for URLs"),
            false => Ok(()),
        }
    }

    fn become_empty(&mut self) -> bool {
        *self = Self::vacant();
        true
    }

    fn vacant() -> Self {
        Self::default()
    }
}

impl Base64 {
    /// The bytes; none when the text that was read is not Base64.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Content::Bytes { bytes, .. } => Some(bytes),
            Content::Undecodable(_) => None,
        }
    }

    /// The bytes; none when the text that was read is not Base64.
    pub fn into_vec(self) -> Option<Vec<u8>> {
        match self.0 {
            Content::Bytes { bytes, .. } => Some(bytes),
            Content::Undecodable(_) => None,
        }
    }

    fn read_from(text: &str) -> Self {
        match decode(text) {
            Some(bytes) => {
                let spelling = (ENGINE.encode(&bytes) != text).then(|| text.into());
                Self(Content::Bytes { bytes, spelling })
            }
            None => Self(Content::Undecodable(text.into())),
        }
    }

    /// Whether the text is one of RFC 4648, section 4, with its padding.
    fn is_regular(&self) -> bool {
        matches!(self.0, Content::Bytes { spelling: None, .. })
    }

    /// The text as it was read, else the canonical one.
    fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Content::Bytes {
                spelling: Some(text),
                ..
            }
            | Content::Undecodable(text) => Cow::Borrowed(text),
            Content::Bytes { bytes, .. } => Cow::Owned(ENGINE.encode(bytes)),
        }
    }

    /// What values are compared by: the bytes, or the text where there are none.
    fn key(&self) -> Result<&[u8], &str> {
        match &self.0 {
            Content::Bytes { bytes, .. } => Ok(bytes),
            Content::Undecodable(text) => Err(text),
        }
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    if text.as_bytes().iter().all(plain) {
        return ENGINE.decode(text).ok();
    }
    let standard = |byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        byte => byte,
    };
    let text = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    ENGINE.decode(text.map(standard).collect::<Vec<u8>>()).ok()
}

impl Default for Base64 {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Content::Bytes {
            bytes,
            spelling: None,
        })
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Base64 {}

impl PartialOrd for Base64 {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Base64 {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// Shows the text.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Shows the text, and of long ones the length.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            Ok(bytes) if bytes.len() > 48 => write!(f, "Base64({} bytes)", bytes.len()),
            Err(text) if text.len() > 64 => write!(f, "Base64({} characters)", text.len()),
            Ok(_) | Err(_) => write!(f, "Base64({self})"),
        }
    }
}

impl Encode for Base64 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(&self.text());
    }
}

impl Wire for Base64 {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = Self::read_from(&reader.string()?);
        match reader.rules.is_watchful() && !self.is_regular() {
            true => reader.respell("Base64"),
            false => Ok(()),
        }
    }

    fn become_empty(&mut self) -> bool {
        *self = Self::vacant();
        true
    }

    fn vacant() -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Base64, from_slice, to_string};

    #[test]
    fn reads_every_spelling_and_writes_it_back() {
        let bytes = [0xfb, 0xff, 0xbe, 0x01];
        for text in [
            "+/++AQ==",
            "-_--AQ==",
            "+/++AQ",
            "-_--AQ",
            "+/++\\nAQ==",
            " +/++AQ== ",
        ] {
            let json = format!("\"{text}\"");
            let read: Base64 = from_slice(json.as_bytes()).unwrap();
            assert_eq!(read.as_bytes(), Some(&bytes[..]), "{text}");
            assert_eq!(to_string(&read), json);
            assert_eq!(read, Base64::from(&bytes));
        }
        assert_eq!(to_string(&Base64::from(&bytes)), "\"+/++AQ==\"");
        for bad in ["5", "null", "[]"] {
            assert!(from_slice::<Base64>(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn keeps_what_is_no_base64() {
        for json in [
            r#""+/++A""#,
            r#""a?==""#,
            r#""ä""#,
            r#""QUJD...""#,
            r#""[redacted]""#,
        ] {
            let read: Base64 = from_slice(json.as_bytes()).unwrap();
            assert_eq!(read.as_bytes(), None, "{json}");
            assert_eq!(to_string(&read), json);
            assert_eq!(read, from_slice(json.as_bytes()).unwrap());
            assert_ne!(read, Base64::default());
        }
    }
}

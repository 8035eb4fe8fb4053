//! Bytes as Base64 text, RFC 4648, sections 4 and 5.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use ::base64::Engine as _;
use ::base64::alphabet::STANDARD;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::spelled::read_text;
use crate::json::{Reader, Writer};
use crate::wire::{Encode, Misfit, Wire};

/// Bytes that are Base64 text in JSON.
///
/// Written in the standard alphabet with padding. Read in either alphabet, with or without padding
/// and line breaks, and then written back as it was.
///
/// ```
/// let bytes: runtime::Base64 = runtime::from_slice(br#""-_8""#)?;
/// assert_eq!(*bytes, [0xfb, 0xff]);
/// assert_eq!(runtime::to_string(&bytes), r#""-_8""#);
/// # Ok::<(), runtime::Misfit>(())
/// ```
#[derive(Clone, Default)]
pub struct Base64 {
    bytes: Vec<u8>,
    spelling: Option<Box<str>>,
}

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Base64 {
    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.bytes
    }

    fn parse(text: &str) -> Option<Self> {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
        let bytes = if text.as_bytes().iter().all(plain) {
            ENGINE.decode(text)
        } else {
            let standard = |byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                byte => byte,
            };
            let text = text
                .bytes()
                .filter(|byte| !byte.is_ascii_whitespace())
                .map(standard);
            ENGINE.decode(text.collect::<Vec<u8>>())
        }
        .ok()?;
        let spelling = (ENGINE.encode(&bytes) != text).then(|| text.into());
        Some(Self { bytes, spelling })
    }
}

impl Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            spelling: None,
        }
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

impl From<Base64> for Vec<u8> {
    fn from(bytes: Base64) -> Self {
        bytes.bytes
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
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
        self.bytes.cmp(&other.bytes)
    }
}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

/// Shows the text.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spelling {
            Some(spelling) => f.write_str(spelling),
            None => f.write_str(&ENGINE.encode(&self.bytes)),
        }
    }
}

/// Shows the text, and of long ones the length.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes.len() {
            0..=48 => write!(f, "Base64({self})"),
            length => write!(f, "Base64({length} bytes)"),
        }
    }
}

impl Encode for Base64 {
    fn write(&self, writer: &mut Writer<'_>) {
        match &self.spelling {
            Some(spelling) => writer.string(spelling),
            None => writer.string(&ENGINE.encode(&self.bytes)),
        }
    }
}

impl Wire for Base64 {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Misfit> {
        *self = read_text(reader, "Base64", Self::parse)?;
        Ok(())
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
            assert_eq!(*read, bytes, "{text}");
            assert_eq!(to_string(&read), json);
            assert_eq!(read, Base64::from(&bytes));
        }
        assert_eq!(to_string(&Base64::from(&bytes)), "\"+/++AQ==\"");
        for bad in ["\"+/++A\"", "\"a?==\"", "\"ä\"", "5", "null"] {
            assert!(from_slice::<Base64>(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}

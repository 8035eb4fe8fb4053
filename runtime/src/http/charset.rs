//! Text in other character encodings than UTF-8 (RFC 9110, section 8.3.2; the names are those of
//! the WHATWG Encoding standard).

use bytes::Bytes;

/// The text in UTF-8, without a byte order mark. A byte order mark takes precedence over the name.
///
/// `Err` says what is wrong with the body.
pub(super) fn to_utf8(body: &Bytes, charset: Option<&str>) -> Result<Bytes, String> {
    match body.as_ref() {
        [0xEF, 0xBB, 0xBF, ..] => return utf8(body.slice(3..)),
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let charset = charset.unwrap_or("utf-8").trim().to_ascii_lowercase();
    match charset.as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => utf8(body.clone()),
        "iso-8859-1" | "iso8859-1" | "latin1" | "windows-1252" | "cp1252" => {
            Ok(single(body, windows_1252))
        }
        "iso-8859-15" | "iso8859-15" | "latin9" => Ok(single(body, latin_9)),
        "utf-16" | "utf-16le" => utf16(body, u16::from_le_bytes),
        "utf-16be" => utf16(body, u16::from_be_bytes),
        _ => Err(format!("is text in `{charset}`, which cannot be read")),
    }
}

/// Whether a name means UTF-8, so that nothing has to be done.
pub(super) fn is_utf8(charset: &str) -> bool {
    let names = ["utf-8", "utf8", "us-ascii", "ascii"];
    names.iter().any(|name| charset.eq_ignore_ascii_case(name))
}

fn utf8(body: Bytes) -> Result<Bytes, String> {
    match std::str::from_utf8(&body) {
        Ok(_) => Ok(body),
        Err(error) => {
            let at = error.valid_up_to();
            Err(format!("is not text: byte {at} is not UTF-8"))
        }
    }
}

fn utf16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Bytes, String> {
    let (pairs, rest) = body.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text.into()),
        _ => Err("is not UTF-16".to_owned()),
    }
}

fn single(body: &[u8], character: fn(u8) -> char) -> Bytes {
    let text: String = body.iter().map(|byte| character(*byte)).collect();
    text.into()
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).map(usize::from);
    let high = high.and_then(|index| HIGH.get(index));
    high.copied().unwrap_or(char::from(byte))
}

fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &'static [u8], charset: &str) -> Result<String, String> {
        let bytes = to_utf8(&Bytes::from_static(bytes), Some(charset))?;
        Ok(String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[test]
    fn text_is_read_by_the_name_of_its_encoding() {
        assert_eq!(text(b"\xE9\x80", "ISO-8859-1").unwrap(), "é€");
        assert_eq!(text(b"\xA4\xE9", "iso-8859-15").unwrap(), "€é");
        assert_eq!(text(b"a\0\xE9\0", "utf-16le").unwrap(), "aé");
        assert_eq!(text(b"\0a\0\xE9", "utf-16be").unwrap(), "aé");
        assert_eq!(text("é".as_bytes(), "UTF-8").unwrap(), "é");
    }

    #[test]
    fn a_byte_order_mark_says_more_than_the_name() {
        assert_eq!(text(b"\xEF\xBB\xBFa", "latin1").unwrap(), "a");
        assert_eq!(text(b"\xFF\xFEa\0", "utf-8").unwrap(), "a");
        assert_eq!(text(b"\xFE\xFF\0a", "utf-8").unwrap(), "a");
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert!(text(b"\x89PNG", "utf-8").unwrap_err().contains("byte 0"));
        assert!(text(b"a", "utf-16be").is_err());
        assert!(text(b"\xD8\0", "utf-16be").is_err());
        assert!(text(b"a", "koi8-r").unwrap_err().contains("koi8-r"));
    }
}

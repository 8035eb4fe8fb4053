//! Scans strings eight bytes at a time.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that is a quote, a backslash or below a space. Bytes after the first
/// hit may be marked wrongly; the first is exact.
#[inline]
fn special(word: u64) -> u64 {
    let quote = word ^ (LOW * b'"' as u64);
    let backslash = word ^ (LOW * b'\\' as u64);
    let zero = |word: u64| word.wrapping_sub(LOW) & !word;
    let control = word.wrapping_sub(LOW * 0x20) & !word;
    (zero(quote) | zero(backslash) | control) & HIGH
}

/// Index of the first byte that cannot stand in a JSON string as it is, or the length.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let hits = special(u64::from_le_bytes(*word));
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    for byte in tail {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            return at;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn finds_the_first_special_byte_wherever_it_stands() {
        for length in 0..40 {
            let mut bytes = vec![b'x'; length];
            assert_eq!(plain_length(&bytes), length);
            for at in 0..length {
                for special in [b'"', b'\\', 0, 0x1f, b'\n'] {
                    bytes.fill(b'x');
                    bytes[at] = special;
                    bytes[at..].iter_mut().skip(3).for_each(|byte| *byte = b'"');
                    assert_eq!(plain_length(&bytes), at);
                }
            }
        }
        let odd: Vec<u8> = (0x20..=0xff)
            .filter(|byte| !b"\"\\".contains(byte))
            .collect();
        assert_eq!(plain_length(&odd), odd.len());
    }
}

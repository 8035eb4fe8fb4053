//! Numbers as they are spelled, and what they mean.

/// The parts of a JSON number, as slices of its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'a> {
    pub(crate) negative: bool,
    /// Digits before the point.
    pub(crate) whole: &'a str,
    /// Digits after the point.
    pub(crate) fraction: &'a str,
    pub(crate) exponent: i64,
}

impl<'a> Number<'a> {
    /// Takes a JSON number apart; none when it is not spelled as one.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (mantissa, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let valid = !whole.is_empty() && !leading_zero && digits(whole) && digits(fraction);
        valid.then_some(Self {
            negative,
            whole,
            fraction,
            exponent,
        })
    }

    /// The digits without leading and trailing zeros and the power of ten they are to be
    /// multiplied with: equal for equal values. Zero has no digits.
    pub(crate) fn normal(&self) -> (bool, String, i64) {
        let digits = [self.whole, self.fraction].concat();
        let trimmed = digits.trim_end_matches('0');
        let zeros = (digits.len() - trimmed.len()) as i64;
        let significant = trimmed.trim_start_matches('0');
        if significant.is_empty() {
            return (false, String::new(), 0);
        }
        let power = self
            .exponent
            .saturating_sub(self.fraction.len() as i64)
            .saturating_add(zeros);
        (self.negative, significant.to_owned(), power)
    }
}

/// A JSON exponent. One beyond 64 bits is cut off: no number has that many digits.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let limit = i64::MAX / 4;
    let magnitude = digits
        .parse::<i64>()
        .map_or(limit, |magnitude| magnitude.min(limit));
    Some(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

/// Whether the text is a JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    Number::parse(text).is_some()
}

/// The value of a number that is an integer, however it is spelled (`1.0`, `1e3`), if it fits.
pub(crate) fn fixed_integer(text: &str) -> Option<i128> {
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let (negative, digits, power) = Number::parse(text)?.normal();
    if digits.is_empty() {
        return Some(0);
    }
    let power = u32::try_from(power).ok()?;
    let magnitude = digits
        .parse::<i128>()
        .ok()?
        .checked_mul(10i128.checked_pow(power)?)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// Whether a number has no fraction, of whatever size.
pub(crate) fn is_integer(text: &str) -> bool {
    Number::parse(text).is_some_and(|number| {
        let (_, digits, power) = number.normal();
        digits.is_empty() || power >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_json_numbers() {
        for good in [
            "0",
            "-0",
            "10",
            "1.50",
            "1e3",
            "1E+3",
            "-1.5e-0003",
            "1e99999999999999999999",
        ] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1_0", "١", "1e1e1",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn knows_integers_in_any_spelling() {
        for (text, value) in [
            ("1.0", 1),
            ("1e3", 1000),
            ("-12.50e1", -125),
            ("0e5", 0),
            ("-0.0", 0),
        ] {
            assert_eq!(fixed_integer(text), Some(value), "{text}");
        }
        for text in ["1.5", "1e-1", "1e400", "1e9999999999"] {
            assert_eq!(fixed_integer(text), None, "{text}");
        }
    }

    #[test]
    fn normal_form_is_the_same_for_the_same_value() {
        let normal = |text| Number::parse(text).map(|number| number.normal());
        assert_eq!(normal("1.50"), normal("15e-1"));
        assert_eq!(normal("-0"), normal("0.000e7"));
        assert_ne!(normal("1"), normal("-1"));
        assert_ne!(normal("10"), normal("1"));
    }
}

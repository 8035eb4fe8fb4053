//! Texts of the description that are sent in headers.

pub(super) fn is_header_text(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}

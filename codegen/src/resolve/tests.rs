//! Small descriptions, resolved.

//! JSON text (RFC 8259): a pull parser over a byte slice and a writer into a byte vector.
//!
//! Neither knows the types of an API; those are described to them by [`Wire`](crate::Wire).

mod kind;
mod number;
mod places;
mod reader;
mod scalar;
mod scan;
mod skip;
#[cfg(test)]
mod tests;
mod writer;

pub use kind::Kind;
pub use reader::{Mark, Reader};
pub use writer::Writer;

pub(crate) use number::{Number, fixed_integer, is_integer, is_number};
pub(crate) use places::paths;

//! The client of `pets.yaml`, which the examples call.

#[rustfmt::skip]
pub mod pets;

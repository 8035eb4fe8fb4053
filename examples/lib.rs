//! The client of `pets.yaml`, which the examples call.

// Its front page calls itself `generated::pets`; front pages are compiled with the fixtures.
#[cfg(not(doctest))]
#[rustfmt::skip]
pub mod pets;

//! Tests of the workspace: fixtures and their snapshots, and the clients of `generated` over HTTP.

pub mod server;

#[cfg(test)]
mod clients;
#[cfg(test)]
mod compilation;
#[cfg(test)]
mod depth;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod healing;
#[cfg(test)]
mod hostile;
#[cfg(all(test, feature = "judges"))]
mod judges;
#[cfg(test)]
mod kitchen_sink;
#[cfg(test)]
mod losses;
#[cfg(test)]
mod misuse;
#[cfg(test)]
mod specs;

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

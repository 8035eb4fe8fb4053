//! Tests of the workspace: fixtures and their snapshots, and the clients of `generated` over HTTP.

pub mod server;

#[cfg(test)]
mod clients;
#[cfg(test)]
mod compilation;
#[cfg(test)]
mod depth;
#[cfg(test)]
mod examples;
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
mod locks;
#[cfg(test)]
mod losses;
#[cfg(test)]
mod misuse;
#[cfg(test)]
mod specs;
#[cfg(test)]
mod updates;

/// The code in the book compiles.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../docs/book/src/quick_start.md")]
    struct QuickStart;
    #[doc = include_str!("../docs/book/src/errors.md")]
    struct Errors;
    #[doc = include_str!("../docs/book/src/pages.md")]
    struct Pages;
    #[doc = include_str!("../docs/book/src/streams.md")]
    struct Streams;
    #[doc = include_str!("../docs/book/src/files.md")]
    struct Files;
    #[doc = include_str!("../docs/book/src/tests.md")]
    struct Tests;
    #[doc = include_str!("../docs/book/src/updates.md")]
    struct Updates;
    #[doc = include_str!("../docs/book/src/settings.md")]
    struct Settings;
    #[doc = include_str!("../docs/book/src/overlays.md")]
    struct Overlays;
    #[doc = include_str!("../docs/book/src/drift.md")]
    struct Drift;
    #[doc = include_str!("../docs/book/src/introduction.md")]
    struct Introduction;
}

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

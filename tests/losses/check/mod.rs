//! What a description declares that is neither in the output nor in a report, and types that nothing
//! uses. `cargo xtask corpus` counts both.

mod discriminators;
mod keywords;
mod operations;
mod reports;
mod unreached;

use std::fmt;

use codegen::Stages;
use codegen::diagnostics::Diagnostics;
use codegen::document::Node;
use reports::Reports;
pub use unreached::unreached;

/// Something that is declared, not generated and not reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// JSON pointer into the description.
    pub pointer: String,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Operation,
    Response,
    MediaType,
    Header,
    Discriminator,
    Keyword,
}

/// All losses, in the order of the description. `written` is the text as it was read.
pub fn losses(written: &Node, stages: &Stages, diagnostics: &Diagnostics) -> Vec<Loss> {
    let reports = Reports::of(&stages.api, diagnostics);
    let mut losses = Vec::new();
    operations::find(written, (&stages.api, &stages.rust), &reports, &mut losses);
    discriminators::find(written, &stages.api, &reports, &mut losses);
    keywords::find(written, &reports, &mut losses);
    losses
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Operation => "operation",
            Self::Response => "response",
            Self::MediaType => "media type",
            Self::Header => "header",
            Self::Discriminator => "discriminator",
            Self::Keyword => "keyword",
        })
    }
}

//! What comes out: changes with their verdicts, and the verdict of the whole.

use super::rules::Rule;

/// All changes from one version of a description to another, the worst first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    pub title: String,
    /// `info.version` before and after.
    pub versions: (String, String),
    pub changes: Vec<Change>,
    /// Fingerprints that the settings accept although there is no such change.
    pub stale: Vec<String>,
}

/// One change, at one place or at several that changed alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub rule: &'static Rule,
    /// What happened, for people: "the query parameter `owner` is required".
    pub what: String,
    /// What stood there before, and what stands there now, where a word says it.
    pub before: Option<String>,
    pub after: Option<String>,
    pub directions: Directions,
    pub wire: Verdict,
    pub rust: Verdict,
    /// The server may send what clients of the old version do not recognize.
    pub surprises: bool,
    /// Never empty.
    pub sites: Vec<Site>,
    /// The same for the same change in other runs, whatever else changed.
    pub fingerprint: String,
    /// The settings say that this change has been looked at.
    pub accepted: bool,
}

/// A place that changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Site {
    /// `GET /pets`, `Pet.owner`.
    pub subject: String,
    /// Where it stands, in both versions.
    pub old: Option<Spot>,
    pub new: Option<Spot>,
    /// The operations that send or receive it, if it is a part of types: `GET /pets`.
    pub users: Vec<String>,
    /// What changed in Rust with it.
    pub items: Vec<ItemChange>,
}

/// A JSON pointer, and where its text is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spot {
    pub pointer: String,
    /// File, line and column, from 1. None where the text is not known.
    pub place: Option<(String, u32, u32)>,
}

/// A change of an item of the generated code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// `types::Pet::owner`, below the API's module.
    pub path: String,
    pub kind: ItemKind,
    /// What it means for code that uses the item.
    pub effect: Effect,
    /// The other items of a type or operation that come or go with it.
    pub members: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// Its signature.
    Removed(String),
    Added(String),
    Changed(String, String),
    /// The new path.
    Renamed(String),
}

/// What a change means for callers that are not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Verdict {
    /// Nothing but words for people changed.
    #[default]
    Documentation,
    Compatible,
    Breaking,
}

/// Who sends what changed. Both are set for a type that is used in both directions; none for one
/// that nothing uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Directions {
    /// The client sends it.
    pub sent: bool,
    /// The client receives it.
    pub received: bool,
}

/// The part of a version number that has to grow, in Semantic Versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    None,
    Patch,
    Minor,
    Major,
}

impl Directions {
    pub const SENT: Self = Self {
        sent: true,
        received: false,
    };
    pub const RECEIVED: Self = Self {
        sent: false,
        received: true,
    };

    pub fn union(self, other: Self) -> Self {
        Self {
            sent: self.sent || other.sent,
            received: self.received || other.received,
        }
    }
}

impl Change {
    pub fn verdict(&self) -> Verdict {
        self.wire.max(self.rust)
    }

    /// Breaking, and nobody has accepted it.
    pub fn is_open(&self) -> bool {
        self.verdict() == Verdict::Breaking && !self.accepted
    }

    /// What a caller of the old version meets.
    pub fn meaning(&self) -> String {
        let (sent, received) = (self.rule.sent, self.rule.received);
        match (
            self.directions.sent && !sent.is_empty(),
            self.directions.received && !received.is_empty(),
        ) {
            (true, true) if sent == received => sent.to_owned(),
            (true, true) => format!("in requests, {sent}; in responses, {received}"),
            (true, false) => sent.to_owned(),
            (false, true) => received.to_owned(),
            (false, false) => "nothing that is sent or received uses it".to_owned(),
        }
    }

    /// What the compiler says to a caller of the old version.
    pub fn effect(&self) -> &'static str {
        let items = self.sites.iter().flat_map(|site| &site.items);
        let worst = items.map(|item| item.effect).max();
        worst.unwrap_or(Effect::None).text()
    }
}

/// What a change of an item means for code that uses it, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    None,
    New,
    LostTraits,
    Type,
    Signature,
    NewArgument,
    Renamed,
    Removed,
}

impl Effect {
    fn text(self) -> &'static str {
        match self {
            Self::None => "compiles as before",
            Self::New => "compiles as before, with something new to use",
            Self::LostTraits => "values cannot be compared, hashed or made as before",
            Self::Type => "the type changed",
            Self::Signature => "the signature changed",
            Self::NewArgument => "new argument",
            Self::Renamed => "the name changed",
            Self::Removed => "does not compile where it is used",
        }
    }
}

impl Report {
    /// The verdict of the whole, without what has been accepted: for the wire and for Rust.
    pub fn verdicts(&self) -> (Verdict, Verdict) {
        let open = || self.changes.iter().filter(|change| !change.accepted);
        let wire = open().map(|change| change.wire).max();
        let rust = open().map(|change| change.rust).max();
        (wire.unwrap_or_default(), rust.unwrap_or_default())
    }

    pub fn level(&self) -> Level {
        let open = self.changes.iter().filter(|change| !change.accepted);
        match open.map(Change::verdict).max() {
            None if self.changes.is_empty() => Level::None,
            None | Some(Verdict::Compatible) => Level::Minor,
            Some(Verdict::Documentation) => Level::Patch,
            Some(Verdict::Breaking) => Level::Major,
        }
    }
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}

impl Verdict {
    /// What the compiler says to callers of the old version.
    pub fn rust_word(self) -> &'static str {
        match self {
            Self::Documentation => "unchanged",
            Self::Compatible | Self::Breaking => self.word(),
        }
    }
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

//! What the comparisons find, before it is joined with Rust and grouped.

use super::change::Directions;
use super::rules::Rule;
use crate::api::TypeId;

/// One difference at one place.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub rule: &'static Rule,
    pub what: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub at: Spotted,
    /// What an item of Rust has to mention to belong to it, if its place alone does not tell: the
    /// value of an enumeration, as JSON.
    pub word: Option<String>,
}

/// The place of a finding.
#[derive(Debug, Clone, Default)]
pub(super) struct Spotted {
    /// `GET /pets`, `Pet.owner`.
    pub subject: String,
    pub at: Pair,
    /// What contains it, whose items of Rust may change with it: the operation of a parameter, the
    /// object of a member.
    pub holders: Vec<Pair>,
    pub directions: Directions,
    /// The types that it is a part of.
    pub types: Option<(TypeId, TypeId)>,
}

/// JSON pointers of the same thing in both versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pair {
    pub old: Option<String>,
    pub new: Option<String>,
}

/// All findings, in the order of the documents.
#[derive(Debug, Default)]
pub(super) struct Findings(pub Vec<Finding>);

impl Pair {
    pub fn both(old: &str, new: &str) -> Self {
        Self {
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
        }
    }

    pub fn old(old: &str) -> Self {
        Self {
            old: Some(old.to_owned()),
            new: None,
        }
    }

    pub fn new(new: &str) -> Self {
        Self {
            old: None,
            new: Some(new.to_owned()),
        }
    }
}

impl Spotted {
    pub fn new(subject: impl Into<String>, at: Pair, directions: Directions) -> Self {
        Self {
            subject: subject.into(),
            at,
            holders: Vec::new(),
            directions,
            types: None,
        }
    }

    /// A part of it.
    pub fn part(&self, at: Pair) -> Self {
        let mut holders = self.holders.clone();
        holders.push(self.at.clone());
        Self {
            at,
            holders,
            ..self.clone()
        }
    }

    pub fn going(&self, directions: Directions) -> Self {
        Self {
            directions,
            ..self.clone()
        }
    }
}

impl Findings {
    pub fn add(&mut self, rule: &'static Rule, at: &Spotted, what: impl Into<String>) {
        self.change(rule, at, what, None, None);
    }

    /// With what stood there before, and what stands there now.
    pub fn change(
        &mut self,
        rule: &'static Rule,
        at: &Spotted,
        what: impl Into<String>,
        before: Option<String>,
        after: Option<String>,
    ) {
        self.0.push(Finding {
            rule,
            what: what.into(),
            before,
            after,
            at: at.clone(),
            word: None,
        });
    }

    /// What the last finding is about, for the items of Rust.
    pub fn about(&mut self, word: String) {
        if let Some(last) = self.0.last_mut() {
            last.word = Some(word);
        }
    }
}

//! Names of definitions that a pass adds beside a component for the same schema.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::api::{Step, Types};

/// Names of components: those of the document, and those added here.
pub(super) struct TwinNames {
    taken: BTreeSet<String>,
    made: IndexMap<String, String>,
}

impl TwinNames {
    pub fn of(types: &Types) -> Self {
        let steps = types.iter().map(|(_, definition)| &definition.origin.steps);
        let keys = steps.filter_map(|steps| match steps.first() {
            Some(Step::Component(key)) => Some(bare(key)),
            _ => None,
        });
        Self {
            taken: keys.collect(),
            made: IndexMap::new(),
        }
    }

    /// The component whose twin for requests has `Request` behind its name.
    pub fn original<'k>(&self, key: &'k str) -> &'k str {
        let ends = ["Request", "_request", "-request"].into_iter();
        let mut whole = ends.filter_map(|end| key.strip_suffix(end));
        whole
            .find(|whole| self.taken.contains(&bare(whole)))
            .unwrap_or(key)
    }

    /// The first of the words that makes a new name. With `Request`, `Pet` becomes `PetRequest`.
    pub fn twin(&mut self, key: &str, words: [&str; 3]) -> String {
        if let Some(made) = self.made.get(key) {
            return made.clone();
        }
        let candidates = words.map(|word| suffixed(key, word));
        let free = candidates
            .iter()
            .find(|candidate| !self.taken.contains(&bare(candidate)));
        let name = free.or(candidates.last()).cloned().unwrap_or_default();
        self.taken.insert(bare(&name));
        self.made.insert(key.to_owned(), name.clone());
        name
    }
}

/// In the case of the name: `pet_request` for `pet`, `PetRequest` for `Pet`.
fn suffixed(key: &str, word: &str) -> String {
    if key.chars().any(char::is_uppercase) {
        return format!("{key}{word}");
    }
    let separator = if key.contains('-') { '-' } else { '_' };
    format!("{key}{separator}{}", word.to_lowercase())
}

/// The common form of names that become the same ident.
fn bare(key: &str) -> String {
    let letters = key.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

//! Bounds, lengths, patterns: tightened, loosened, or something else.

use super::finding::{Findings, Spotted};
use super::rules::{LIMIT_CHANGED, LIMIT_LOOSENED, LIMIT_TIGHTENED, Rule};
use crate::api::{Constraint, Counted, Quantity};

/// What a limit is about. Limits of different kinds do not touch each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Least,
    Most,
    Step,
    LeastOf(Counted),
    MostOf(Counted),
    Unique,
    Pattern,
    Format,
}

const ALL: [About; 14] = [
    About::Least,
    About::Most,
    About::Step,
    About::LeastOf(Counted::Characters),
    About::MostOf(Counted::Characters),
    About::LeastOf(Counted::Items),
    About::MostOf(Counted::Items),
    About::LeastOf(Counted::Contained),
    About::MostOf(Counted::Contained),
    About::LeastOf(Counted::Members),
    About::MostOf(Counted::Members),
    About::Unique,
    About::Pattern,
    About::Format,
];

pub(super) fn compare(
    findings: &mut Findings,
    at: &Spotted,
    old: &[Constraint],
    new: &[Constraint],
) {
    for about in ALL {
        let before = about.strictest(old);
        let after = about.strictest(new);
        let Some(rule) = rule(about, before.as_ref(), after.as_ref()) else {
            continue;
        };
        let [old, new] = [before, after]
            .map(|one| Some(one.map_or("no limit".to_owned(), |one| one.to_string())));
        findings.change(rule, at, format!("the {} changed", about.noun()), old, new);
    }
}

fn rule(about: About, old: Option<&Constraint>, new: Option<&Constraint>) -> Option<&'static Rule> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => return Some(&LIMIT_TIGHTENED),
        (Some(_), None) => return Some(&LIMIT_LOOSENED),
        (Some(old), Some(new)) if old == new => return None,
        (Some(old), Some(new)) => (old, new),
    };
    let grew = about.grew(old, new);
    Some(match (about, grew) {
        (About::Least | About::LeastOf(_), Some(true))
        | (About::Most | About::MostOf(_), Some(false))
        | (About::Step, Some(true)) => &LIMIT_TIGHTENED,
        (About::Least | About::LeastOf(_), Some(false))
        | (About::Most | About::MostOf(_), Some(true))
        | (About::Step, Some(false)) => &LIMIT_LOOSENED,
        (About::Unique | About::Pattern | About::Format, _) | (_, None) => &LIMIT_CHANGED,
    })
}

impl About {
    fn noun(self) -> &'static str {
        match self {
            Self::Least => "least value",
            Self::Most => "greatest value",
            Self::Step => "step of values",
            Self::LeastOf(Counted::Characters) => "least length",
            Self::MostOf(Counted::Characters) => "greatest length",
            Self::LeastOf(Counted::Items) => "least number of items",
            Self::MostOf(Counted::Items) => "greatest number of items",
            Self::LeastOf(Counted::Contained) | Self::MostOf(Counted::Contained) => {
                "number of items that fit `contains`"
            }
            Self::LeastOf(Counted::Members) => "least number of members",
            Self::MostOf(Counted::Members) => "greatest number of members",
            Self::Unique => "rule for equal items",
            Self::Pattern => "pattern",
            Self::Format => "format",
        }
    }

    /// The strictest of the limits of this kind. Patterns and formats in their order, as one.
    fn strictest(self, all: &[Constraint]) -> Option<Constraint> {
        let own = all.iter().filter_map(|one| self.of(one));
        own.reduce(|one, other| match (&one, &other) {
            (Constraint::Pattern(one), Constraint::Pattern(other)) => {
                Constraint::Pattern(format!("{one} {other}"))
            }
            (Constraint::Format(one), Constraint::Format(other)) => {
                Constraint::Format(format!("{one} {other}"))
            }
            _ => match (self, self.grew(&one, &other)) {
                (Self::Least | Self::LeastOf(_) | Self::Step, Some(true))
                | (Self::Most | Self::MostOf(_), Some(false)) => other,
                _ => one,
            },
        })
    }

    /// The part of a limit that is of this kind.
    fn of(self, limit: &Constraint) -> Option<Constraint> {
        match (self, limit) {
            (Self::Least, Constraint::Minimum { .. })
            | (Self::Most, Constraint::Maximum { .. })
            | (Self::Step, Constraint::MultipleOf(_))
            | (Self::Unique, Constraint::UniqueItems)
            | (Self::Pattern, Constraint::Pattern(_))
            | (Self::Format, Constraint::Format(_)) => Some(limit.clone()),
            (
                Self::LeastOf(what),
                Constraint::Least(of, count) | Constraint::Exactly(of, count),
            ) if what == *of => Some(Constraint::Least(what, *count)),
            (Self::MostOf(what), Constraint::Most(of, count) | Constraint::Exactly(of, count))
                if what == *of =>
            {
                Some(Constraint::Most(what, *count))
            }
            _ => None,
        }
    }

    /// Whether the number in a limit grew, or the range between them lost its end. None where they
    /// cannot be compared.
    fn grew(self, old: &Constraint, new: &Constraint) -> Option<bool> {
        match (old, new) {
            (
                Constraint::Minimum {
                    value: old,
                    exclusive: was,
                },
                Constraint::Minimum {
                    value: new,
                    exclusive: is,
                },
            ) => greater(*old, *new).or((was != is).then_some(*is)),
            (
                Constraint::Maximum {
                    value: old,
                    exclusive: was,
                },
                Constraint::Maximum {
                    value: new,
                    exclusive: is,
                },
            ) => greater(*old, *new).or((was != is).then_some(!*is)),
            (Constraint::Least(_, old), Constraint::Least(_, new))
            | (Constraint::Most(_, old), Constraint::Most(_, new)) => Some(new > old),
            (Constraint::MultipleOf(old), Constraint::MultipleOf(new)) => {
                let (old, new) = (old.parse::<f64>().ok()?, new.parse::<f64>().ok()?);
                let divides = |small: f64, large: f64| small != 0.0 && large % small == 0.0;
                (divides(old, new) || divides(new, old)).then_some(new > old)
            }
            _ => None,
        }
    }
}

/// None where they are equal.
fn greater(old: Quantity, new: Quantity) -> Option<bool> {
    match (old, new) {
        (Quantity::Whole(old), Quantity::Whole(new)) => (old != new).then_some(new > old),
        _ => {
            let (old, new) = (old.approximately(), new.approximately());
            new.partial_cmp(&old)
                .filter(|order| order.is_ne())
                .map(|order| order.is_gt())
        }
    }
}

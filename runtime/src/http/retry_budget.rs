//! How much retries may add to the load of a server.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A retry takes so much; what a success gives is counted in the same unit.
const RETRY: u64 = 100;

/// A limit of retries that many calls share, so that they do not multiply the load of a server that
/// is in trouble.
///
/// A retry takes one from the budget, and calls that succeed give back a share. Where it is used up,
/// calls end with what their first attempts gave. Clones share the budget, also those in policies of
/// several clients.
///
/// ```
/// use runtime::{RetryBudget, RetryPolicy};
///
/// // 100 retries, and ten more for each hundred calls that succeed.
/// let policy = RetryPolicy::default().budget(RetryBudget::new(100, 10));
/// ```
#[derive(Debug, Clone)]
pub struct RetryBudget {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// In hundredths of a retry.
    left: AtomicU64,
    most: u64,
    percent: u64,
}

impl RetryBudget {
    /// `most` retries at first and never more at once; each success gives back `percent` hundredths
    /// of a retry.
    #[must_use]
    pub fn new(most: u32, percent: u32) -> Self {
        let most = u64::from(most) * RETRY;
        Self {
            shared: Arc::new(Shared {
                left: AtomicU64::new(most),
                most,
                percent: u64::from(percent),
            }),
        }
    }

    /// How many retries are left.
    pub fn left(&self) -> u64 {
        self.shared.left.load(Ordering::Relaxed) / RETRY
    }

    pub(super) fn deposit(&self) {
        let Shared {
            left,
            most,
            percent,
        } = &*self.shared;
        let more = |left: u64| Some((left + percent).min(*most));
        let _ = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Whether there was one left.
    pub(super) fn withdraw(&self) -> bool {
        let less = |left: u64| left.checked_sub(RETRY);
        let updated = self
            .shared
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        updated.is_ok()
    }
}

/// Whether they are the same budget.
impl PartialEq for RetryBudget {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl Eq for RetryBudget {}

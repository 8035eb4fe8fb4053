//! Work on many things at once. This room knows no other.

use std::thread;

/// With fewer things than this, threads cost more than they save.
const FEW: usize = 16;

/// The result for each thing, in order.
pub fn map<'t, T: Sync, R: Send>(things: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    if threads == 1 || things.len() < FEW {
        return things.iter().map(work).collect();
    }
    let work = &work;
    let shares: Vec<Vec<R>> = thread::scope(|scope| {
        let shares = (0..threads).map(|share| {
            let things = things.iter().skip(share).step_by(threads);
            scope.spawn(move || things.map(work).collect())
        });
        let shares: Vec<_> = shares.collect();
        let shares = shares.into_iter().map(|share| match share.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        shares.collect()
    });
    // Each share has every `threads`th of them.
    let mut shares: Vec<_> = shares.into_iter().map(Vec::into_iter).collect();
    let in_turn = (0..things.len()).map(|index| shares.get_mut(index % threads)?.next());
    in_turn.flatten().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_order() {
        for count in [0, 1, 15, 16, 17, 1_000] {
            let things: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&things, |thing| *thing), things);
        }
    }
}

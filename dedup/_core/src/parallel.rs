//! Work on numbered items by several threads, with the results in order whatever the threads do.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Items that a thread takes at once: enough to make taking cheap, few enough to share work evenly.
const PIECE: usize = 64;

/// Returns `work(state, i)` for every `i` below `count`, each thread with its own `state`.
pub fn map<S, R: Send>(
    count: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut state = state();
        let mut pieces = Vec::new();
        loop {
            let start = next.fetch_add(PIECE, Ordering::Relaxed);
            if start >= count {
                return pieces;
            }
            let end = count.min(start + PIECE);
            let results: Vec<R> = (start..end).map(|i| work(&mut state, i)).collect();
            pieces.push((start, results));
        }
    };
    let mut pieces = run_on(threads.clamp(1, count.div_ceil(PIECE).max(1)), &run);
    pieces.sort_unstable_by_key(|piece| piece.0);
    pieces.into_iter().flat_map(|piece| piece.1).collect()
}

/// Calls `work(state, i, row)` for all rows of a width, each thread with its own `state`.
pub fn fill<S, R: Send>(
    rows: &mut [R],
    width: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, &mut [R]) + Sync,
) {
    let count = rows.len() / width.max(1);
    let pieces = Mutex::new(
        (0..)
            .step_by(PIECE)
            .zip(rows.chunks_mut(PIECE * width.max(1))),
    );
    let take = || pieces.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        let mut state = state();
        while let Some((first, rows)) = take() {
            for (number, row) in (first..).zip(rows.chunks_mut(width.max(1))) {
                work(&mut state, number, row);
            }
        }
        Vec::<()>::new()
    };
    run_on(threads.clamp(1, count.div_ceil(PIECE).max(1)), &run);
}

/// Runs `run` on several threads, this one among them, and joins what they return.
pub(crate) fn run_on<P: Send>(threads: usize, run: &(impl Fn() -> Vec<P> + Sync)) -> Vec<P> {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut all = run();
        for other in others {
            match other.join() {
                Ok(more) => all.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })
}

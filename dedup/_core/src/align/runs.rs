//! Exact runs of words: for each place of the target the longest run that begins there and ends beyond all before.

use super::extent::{SOURCE, TARGET};
use super::pair::Pair;
use super::params::{RUN_PLACES, RUN_WORDS};
use super::places::Places;

/// `target[run.target..][..run.length] == source[run.source..][..run.length]`, longer on neither end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub target: usize,
    pub source: usize,
    pub length: usize,
}

/// Whether two texts may share a run; looking closer than this is dear, and seldom needed.
///
/// The words of a run have keys whose neighbours match: the last two are looked at first, and where they match
/// nowhere, no run begins before them.
pub fn may_share_run(pair: &Pair) -> bool {
    let ids = &pair.sides[TARGET].ids;
    let is_strange = |at: &usize| pair.bigrams(ids[*at], ids[*at + 1]).is_empty();
    let mut at = 0;
    while at + RUN_WORDS <= ids.len() {
        match (at..at + RUN_WORDS - 1).rev().find(is_strange) {
            Some(strange) => at = strange + 1,
            None if may_begin(pair, at) => return true,
            None => at += 1,
        }
    }
    false
}

/// Whether the source has the words from `at` on, or has their first two too often to look.
fn may_begin(pair: &Pair, at: usize) -> bool {
    let [target, source] = [TARGET, SOURCE].map(|side| &pair.sides[side].tokens.words);
    let ids = &pair.sides[TARGET].ids;
    let places = pair.bigrams(ids[at], ids[at + 1]);
    let words = target.get(at..at + RUN_WORDS);
    let is_same = |&place: &u32| source.get(place as usize..place as usize + RUN_WORDS) == words;
    places.len() > RUN_PLACES || places.iter().any(is_same)
}

/// Returns the runs by place in the target, none inside another there, and how many words were read.
///
/// Linear: a place is looked up at [`RUN_PLACES`] places of the source at most, and words are compared one by
/// one only beyond the furthest end so far; up to there, hashes are.
pub fn find_runs(target: &[u64], source: &[u64]) -> (Vec<Run>, u64) {
    let hashes = [target, source].map(PrefixHashes::new);
    let grams =
        (0..(source.len() + 1).saturating_sub(RUN_WORDS)).map(|at| hashes[1].of(at, RUN_WORDS));
    let places = Places::new(grams);
    let mut runs = Vec::new();
    let mut reached = 0_usize;
    let mut work = (target.len() + source.len()) as u64;
    for at in 0..(target.len() + 1).saturating_sub(RUN_WORDS) {
        let mut best = None;
        let found = places.get(hashes[0].of(at, RUN_WORDS));
        for &place in found.iter().take(RUN_PLACES) {
            let place = place as usize;
            work += 1;
            let least = (reached + 1).saturating_sub(at).max(RUN_WORDS);
            if at + least > target.len()
                || place + least > source.len()
                || hashes[0].of(at, least) != hashes[1].of(place, least)
            {
                continue;
            }
            let rest = target[at + least..].iter().zip(&source[place + least..]);
            let more = rest.take_while(|(left, right)| left == right).count();
            work += more as u64;
            reached = at + least + more;
            best = Some(Run {
                target: at,
                source: place,
                length: least + more,
            });
        }
        runs.extend(best);
    }
    (runs, work)
}

/// Polynomial hashes of all prefixes, from which that of any stretch follows.
struct PrefixHashes {
    sums: Vec<u64>,
    powers: Vec<u64>,
}

impl PrefixHashes {
    /// Any odd number with well mixed bits; words are hashes themselves.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

    fn new(words: &[u64]) -> Self {
        let (mut sums, mut powers) = (vec![0], vec![1]);
        let (mut sum, mut power) = (0_u64, 1_u64);
        for &word in words {
            sum = sum.wrapping_mul(Self::BASE).wrapping_add(word);
            power = power.wrapping_mul(Self::BASE);
            sums.push(sum);
            powers.push(power);
        }
        Self { sums, powers }
    }

    fn of(&self, start: usize, length: usize) -> u64 {
        let head = self.sums[start].wrapping_mul(self.powers[length]);
        self.sums[start + length].wrapping_sub(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::index::Sample;
    use proptest::prelude::*;

    /// The longest run from each place of the target, kept where it ends beyond all before.
    fn naive_runs(target: &[u64], source: &[u64]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut reached = 0_usize;
        for at in 0..target.len() {
            let length = |place: usize| {
                let pairs = target[at..].iter().zip(&source[place..]);
                pairs.take_while(|(left, right)| left == right).count()
            };
            let lengths = (0..source.len()).map(|place| (length(place), place));
            let best = lengths.rev().max_by_key(|&(length, _)| length);
            if let Some((length, place)) = best
                && length >= RUN_WORDS
                && at + length > reached
            {
                reached = at + length;
                let (target, source) = (at, place);
                runs.push(Run {
                    target,
                    source,
                    length,
                });
            }
        }
        runs
    }

    proptest! {
        #[test]
        fn runs_are_those_of_exhaustive_search(
            target in prop::collection::vec(0_u64..3, 0..60),
            source in prop::collection::vec(0_u64..3, 0..60),
        ) {
            prop_assert_eq!(naive_runs(&target, &source), find_runs(&target, &source).0);
        }
    }

    proptest! {
        #[test]
        fn texts_may_share_a_run_where_they_do_and_nowhere_else(
            target in prop::collection::vec(0_u64..3, 0..40),
            source in prop::collection::vec(0_u64..3, 0..40),
        ) {
            let shares = !naive_runs(&target, &source).is_empty();
            let [target, source] = [target, source].map(|words| Sample::new(&words));

            prop_assert_eq!(shares, may_share_run(&Pair::new(target.text(), source.text())));
        }
    }

    #[test]
    fn ten_thousand_equal_words_are_read_a_bounded_number_of_times() {
        let words = vec![7; 10_000];

        let (runs, work) = find_runs(&words, &words);

        assert_eq!(
            vec![Run {
                target: 0,
                source: 0,
                length: 10_000
            }],
            runs
        );
        assert!(work <= 100 * 20_000, "{work}");
    }
}

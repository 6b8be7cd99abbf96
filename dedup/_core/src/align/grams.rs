//! Tokens inside shared grams.

use rustc_hash::FxHashMap;

use super::extent::Extent;

/// Returns, for each token of two slices, whether it lies in a gram of `size` tokens that both have.
pub fn find_shared<T: Copy + Into<u64>>(sides: [&[T]; 2], size: usize) -> [Vec<bool>; 2] {
    let mut held: FxHashMap<u64, [bool; 2]> = FxHashMap::default();
    for (side, tokens) in sides.iter().enumerate() {
        for gram in tokens.windows(size) {
            held.entry(hash(gram)).or_default()[side] = true;
        }
    }
    sides.map(|tokens| {
        let mut shared = vec![false; tokens.len()];
        for (at, gram) in tokens.windows(size).enumerate() {
            if held.get(&hash(gram)) == Some(&[true; 2]) {
                shared[at..at + size].fill(true);
            }
        }
        shared
    })
}

/// Returns the smaller side's share of shared tokens; 0 for empty sides.
pub fn cover(shared: &[Vec<bool>; 2]) -> f64 {
    let share = |side: &Vec<bool>| {
        let count = side.iter().filter(|&&shared| shared).count();
        count as f64 / side.len().max(1) as f64
    };
    share(&shared[0]).min(share(&shared[1]))
}

/// Returns the extent from the first to the last shared token.
pub fn bounds(shared: &[bool]) -> Option<Extent> {
    let start = shared.iter().position(|&shared| shared)?;
    let end = shared.iter().rposition(|&shared| shared)? + 1;
    Some(Extent { start, end })
}

/// Hashes a gram (FNV-1a over whole words, folded down after each).
fn hash<T: Copy + Into<u64>>(gram: &[T]) -> u64 {
    gram.iter()
        .fold(0xcbf2_9ce4_8422_2325, |state: u64, &token| {
            let mixed = (state ^ token.into()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            mixed ^ mixed >> 29
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_a_shared_gram_are_shared_and_no_others() {
        let sides = [&[1_u64, 2, 3, 9][..], &[8, 1, 2, 3]];

        let shared = find_shared(sides, 3);

        assert_eq!(vec![true, true, true, false], shared[0]);
        assert_eq!(vec![false, true, true, true], shared[1]);
        assert_eq!(Some(Extent { start: 1, end: 4 }), bounds(&shared[1]));
    }

    #[test]
    fn texts_shorter_than_a_gram_share_none() {
        assert_eq!(0.0, cover(&find_shared([&[1_u64, 2][..], &[1, 2]], 3)));
    }
}

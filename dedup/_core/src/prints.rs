//! What a collection's texts are compared by: shingle set, band keys, fingerprints.

use crate::equals::{distinct, first_equal};
use crate::fingerprint::{WINDOW, winnow};
use crate::lsh::{Banding, band_keys, choose_banding};
use crate::minhash::{Permutations, mix, sign};
use crate::parallel;
use crate::shingles::{Shingles, hash_shingles};
use crate::simd::Level;
use crate::tokens::hash_words;

/// Texts of fewer shingles match only texts with the same ones: a sentence in common is no near-duplicate.
pub const LEAST_SHINGLES: usize = 20;
/// Permutations, as in a stored signature.
const PERMUTATIONS: usize = 128;

/// What one text is compared by; keys and fingerprints are empty where it is too short for any but an exact match.
pub struct Print {
    /// Decides.
    pub shingles: Shingles,
    /// Proposes by resemblance.
    pub keys: Vec<u64>,
    /// Proposes by containment; sorted, distinct.
    pub fingerprints: Vec<u64>,
}

impl Print {
    fn of(text: &str, permutations: &Permutations, banding: Banding) -> Self {
        let hashes = hash_shingles(&hash_words(text));
        let shingles = Shingles::of_hashes(hashes.clone());
        let (mut keys, mut fingerprints) = (Vec::new(), Vec::new());
        if shingles.len() >= LEAST_SHINGLES {
            let mut signature = vec![0; permutations.len()];
            sign(&mix(&hashes), permutations, &mut signature, Level::chosen());
            band_keys(&signature, banding, &mut keys);
            fingerprints.extend(winnow(&hashes, WINDOW).iter().map(|print| print.hash));
            fingerprints.sort_unstable();
            fingerprints.dedup();
        }
        Self {
            shingles,
            keys,
            fingerprints,
        }
    }
}

/// The distinct prints of a collection, and the texts that have each.
#[derive(Default)]
pub struct Prints {
    /// By the first text that has it.
    pub prints: Vec<Print>,
    /// For each print the numbers of its texts, ascending.
    pub members: Vec<Vec<u32>>,
}

impl Prints {
    /// Takes the prints of texts; texts without words have none. `threshold` is the resemblance to be found by bands.
    pub fn take<T: AsRef<str> + Sync>(texts: &[T], threshold: f64, threads: usize) -> Self {
        let permutations = Permutations::new(PERMUTATIONS, 1);
        let banding = choose_banding(threshold, PERMUTATIONS);
        let same_text = first_equal(texts.iter().map(AsRef::as_ref));
        let distinct_texts = distinct(&same_text);
        let prints = parallel::map(
            distinct_texts.len(),
            threads,
            || (),
            |(), i| {
                Print::of(
                    texts[distinct_texts[i] as usize].as_ref(),
                    &permutations,
                    banding,
                )
            },
        );
        Self::gather(prints, &same_text, &distinct_texts)
    }

    fn gather(prints: Vec<Print>, same_text: &[u32], distinct_texts: &[u32]) -> Self {
        let same_set = first_equal(prints.iter().map(|print| &print.shingles.hashes));
        let mut members = vec![Vec::new(); prints.len()];
        let mut print_of = vec![0; same_text.len()];
        for (&text, &first) in distinct_texts.iter().zip(&same_set) {
            print_of[text as usize] = first as usize;
        }
        for (text, &first) in (0..).zip(same_text) {
            members[print_of[first as usize]].push(text);
        }
        let kept = prints.into_iter().zip(members);
        let kept =
            kept.filter(|(print, members)| !members.is_empty() && !print.shingles.is_empty());
        let (prints, members) = kept.unzip();
        Self { prints, members }
    }
}

//! Signatures: fast equals scalar, and both are datasketch's.

use dedup_core::minhash::{EMPTY, Permutations, estimate, fmix32, sign};
use dedup_core::simd::Level;
use dedup_core::sketch::sketch_all;
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_level_signs_alike(
        hashes in prop::collection::vec(any::<u32>(), 0..200),
        count in 1_usize..200,
        seed in any::<u32>(),
    ) {
        let permutations = Permutations::new(count, seed);
        let (mut found, mut expected) = (vec![0; count], vec![0; count]);
        sign(&hashes, &permutations, &mut expected, Level::Scalar);
        for level in Level::available() {
            sign(&hashes, &permutations, &mut found, level);

            prop_assert_eq!(&expected, &found, "{}", level.name());
        }
    }

    #[test]
    fn threads_do_not_change_signatures(texts in prop::collection::vec(".{0,30}", 0..12), threads in 0_usize..6) {
        let permutations = Permutations::new(16, 1);

        prop_assert_eq!(sketch_all(&texts[..], &permutations, 1, Level::chosen()), sketch_all(&texts[..], &permutations, threads, Level::chosen()));
    }
}

#[test]
fn golden_signature_of_datasketch() {
    // MinHash(num_perm=4, seed=1, hashfunc=int) of datasketch 2.0.0, updated with 1, 2 and 3.
    let permutations = Permutations::new(4, 1);
    let mut signature = [0; 4];
    sign(
        &[1, 2, 3].map(fmix32),
        &permutations,
        &mut signature,
        Level::chosen(),
    );

    assert_eq!(GOLDEN, signature);
}

#[test]
fn empty_texts_are_like_nothing() {
    let texts = ["", "?!"];
    let signature = sketch_all(&texts[..], &Permutations::new(8, 1), 1, Level::chosen());

    assert_eq!(vec![EMPTY; 16], signature);
    assert_eq!(0.0, estimate(&signature[..8], &signature[8..]));
}

const GOLDEN: [u32; 4] = [63217260, 131247162, 308645290, 1412089388];

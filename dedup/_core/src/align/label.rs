//! What kind of reuse a passage is, and how much of it stands in order.

use super::extent::{Area, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{EDITED_IDENTITY, LABEL_GRAM, VERBATIM_COVER, VERBATIM_IDENTITY};
use super::{Kind, grams, lcs};

/// Returns the kind of a passage and its ordered identity: longest common subsequence over the longer side.
pub fn label(pair: &Pair, area: Area) -> (Kind, f64) {
    let words = [TARGET, SOURCE]
        .map(|side| &pair.sides[side].tokens.words[area[side].start..area[side].end]);
    let longer = words[TARGET].len().max(words[SOURCE].len());
    let identity = lcs::common_length(words[TARGET], words[SOURCE]) as f64 / longer as f64;
    let cover = || grams::cover(&grams::find_shared(words, LABEL_GRAM));
    let kind = if identity >= VERBATIM_IDENTITY && (identity == 1.0 || cover() >= VERBATIM_COVER) {
        Kind::Verbatim
    } else if identity >= EDITED_IDENTITY {
        Kind::Edited
    } else {
        Kind::Paraphrased
    };
    (kind, identity)
}

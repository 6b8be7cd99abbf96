//! Texts that share a band: what may be near-duplicates of tonight.

use super::Night;
use crate::postings::HOT;
use crate::radix::{self, Entry};

/// Texts of a hot bucket are paired with so many of its first, of the stored and of tonight's each.
const ANCHORS: usize = 16;
/// A hot bucket is parted by so many further bands, so that texts that are more alike meet in a smaller one.
const PARTINGS: usize = 3;

/// Candidate pairs by claim, and how many buckets were hot.
struct Candidates<'n> {
    night: &'n Night,
    /// Tonight's texts by claim, those that come after the stored.
    order: &'n [u32],
    stored: u32,
    pairs: Vec<(u32, u32)>,
    sorted: usize,
    hot: u64,
}

impl Night {
    /// Returns the pairs that share a band, of texts of different words, and how many buckets were too large for all
    /// their pairs.
    ///
    /// Each pair is of an anchor and one of tonight's texts that comes after it. Of tonight's texts those of `leaders`
    /// stand for all that have their words.
    pub fn find_candidates(
        &self,
        order: &[u32],
        leaders: &[u32],
        stored: u32,
    ) -> (Vec<(u32, u32)>, u64) {
        let mut found = Candidates {
            night: self,
            order,
            stored,
            pairs: Vec::new(),
            sorted: 0,
            hot: 0,
        };
        let (mut entries, mut spare) = (Vec::new(), Vec::new());
        for band in 0..self.banding.bands {
            entries.clear();
            entries.extend(self.hits[band].iter().copied());
            let claims = order.iter().zip(stored..);
            let claims = claims.filter(|&(&text, _)| leaders[text as usize] == text);
            entries
                .extend(claims.filter_map(|(&text, claim)| Some((self.key(text, band)?, claim))));
            radix::sort_by_key(&mut entries, &mut spare);
            for bucket in entries.chunk_by(|a, b| a.0 == b.0) {
                found.pair(bucket, band, PARTINGS);
            }
        }
        found.tidy();
        let hot = found.hot;
        let mut pairs = found.pairs;
        for pair in &mut pairs {
            *pair = (
                number_of(pair.0, order, stored),
                number_of(pair.1, order, stored),
            );
        }
        (pairs, hot)
    }

    fn key(&self, text: u32, band: usize) -> Option<u64> {
        let key = self.keys[text as usize * self.banding.bands + band];
        (key != 0).then_some(key)
    }
}

/// Returns the number of the text of a claim: tonight's first, then the stored.
pub fn number_of(claim: u32, order: &[u32], stored: u32) -> u32 {
    match claim.checked_sub(stored) {
        Some(place) => order[place as usize],
        None => order.len() as u32 + claim,
    }
}

impl Candidates<'_> {
    /// Pairs the texts of a bucket, which stand in it by claim.
    fn pair(&mut self, bucket: &[Entry], band: usize, partings: usize) {
        let tonight = bucket.partition_point(|entry| entry.1 < self.stored);
        if bucket.len() <= HOT {
            self.pair_with(bucket, &bucket[tonight..]);
            return;
        }
        self.hot += 1;
        self.pair_with(&bucket[..tonight.min(ANCHORS)], &bucket[tonight..]);
        let own = &bucket[tonight..];
        self.pair_with(&own[..own.len().min(ANCHORS)], own);
        if partings > 0 {
            self.part(own, (band + 1) % self.night.banding.bands, partings - 1);
        }
    }

    fn part(&mut self, bucket: &[Entry], band: usize, partings: usize) {
        let mut parts: Vec<Entry> = bucket
            .iter()
            .filter_map(|&(_, claim)| {
                let text = self.order[(claim - self.stored) as usize];
                Some((self.night.key(text, band)?, claim))
            })
            .collect();
        parts.sort_unstable();
        for part in parts.chunk_by(|a, b| a.0 == b.0) {
            self.pair(part, band, partings);
        }
    }

    fn pair_with(&mut self, anchors: &[Entry], texts: &[Entry]) {
        for &(_, anchor) in anchors {
            let later = texts
                .iter()
                .map(|text| text.1)
                .filter(|&text| text > anchor);
            self.pairs.extend(later.map(|text| (anchor, text)));
        }
        // Bands repeat one another's pairs: without this they would be held many times.
        if self.pairs.len() > 2 * self.sorted + (1 << 20) {
            self.tidy();
        }
    }

    fn tidy(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.sorted = self.pairs.len();
    }
}

//! Texts that tell of the same, by their words: what may be reports of one event.

use std::io;

use rustc_hash::FxHashMap;

use super::Night;
use crate::parallel;
use crate::texts::Reader;

/// Texts whose words are counted, taken evenly: more tell no better which words are rare.
const COUNTED: usize = 100_000;
/// Words of a text that are kept, those that tell most.
const TELLING: usize = 32;
/// Words of a text that propose others to compare it with, those that tell most.
const PROPOSING: usize = 12;
/// Of these words two texts have so many in common: one is what any texts have.
const LEAST: usize = 2;
/// Texts of a rarer word are all paired; those of another with some that follow by their claim, hence in time.
const RARE: usize = 32;
const NEXT: usize = 8;
/// Parts of the texts whose pairs are in memory one after the other.
const PARTS: u32 = 16;
/// A word of more texts than this proposes nothing.
const MOST: usize = 1 << 12;
/// Texts that were published further apart, in microseconds, tell of two events: three days.
const WINDOW: i64 = 3 * 86_400 * 1_000_000;
/// Stands for no time.
const NEVER: i64 = i64::MAX;

/// The words that tell most of a text.
struct Profile {
    /// Ascending, with their shares of the text's vector of length 1.
    words: Box<[(u32, f32)]>,
    /// Those that propose.
    foremost: Box<[u32]>,
}

impl Night {
    /// Returns the pairs of some texts whose likeness reaches `least`, by their places among the texts.
    ///
    /// The likeness is the cosine of the words that tell most: logarithms of counts, weighted by rarity tonight.
    /// `texts` stand by their claim, `moments` say when they were published.
    pub fn find_alike(
        &self,
        texts: &[u32],
        moments: &[i64],
        least: f32,
    ) -> io::Result<Vec<(u32, u32, f32)>> {
        let counts = self.count_words(texts)?;
        let counted = texts.len().div_ceil(stride(texts)) as f32;
        let profiles = parallel::map(texts.len(), self.threads, Reader::default, |reader, i| {
            let words = self.read_words(reader, texts[i])?;
            Ok(take_profile(&words, &counts, counted))
        });
        let profiles = profiles.into_iter().collect::<io::Result<Vec<Profile>>>()?;
        drop(counts);
        let candidates = propose(&profiles);
        let is_near = |a: u32, b: u32| {
            let (one, other) = (moments[a as usize], moments[b as usize]);
            one == NEVER || other == NEVER || one.abs_diff(other) <= WINDOW as u64
        };
        let compared = parallel::map(
            candidates.len(),
            self.threads,
            || (),
            |(), i| {
                let (a, b) = candidates[i];
                let likeness = cosine(&profiles[a as usize], &profiles[b as usize]);
                (is_near(a, b) && likeness >= least).then_some((a, b, likeness))
            },
        );
        Ok(compared.into_iter().flatten().collect())
    }

    /// Returns in how many of the texts that are counted each word stands.
    fn count_words(&self, texts: &[u32]) -> io::Result<FxHashMap<u32, u32>> {
        let counted: Vec<u32> = texts.iter().copied().step_by(stride(texts)).collect();
        let mut counts = FxHashMap::default();
        for part in counted.chunks(4_096) {
            let words = parallel::map(part.len(), self.threads, Reader::default, |reader, i| {
                self.read_words(reader, part[i])
            });
            for words in words {
                for run in words?.chunk_by(|a, b| a == b) {
                    *counts.entry(run[0]).or_insert(0) += 1;
                }
            }
        }
        Ok(counts)
    }

    /// Returns the words of a text, ascending: the leading bits of their hashes.
    fn read_words(&self, reader: &mut Reader, number: u32) -> io::Result<Vec<u32>> {
        let text = self.read(number)?;
        let words = reader.read(&[&text][..], 0);
        let mut found: Vec<u32> = words.iter().map(|&word| (word >> 32) as u32).collect();
        found.sort_unstable();
        Ok(found)
    }
}

fn stride(texts: &[u32]) -> usize {
    texts.len().div_ceil(COUNTED).max(1)
}

fn take_profile(words: &[u32], counts: &FxHashMap<u32, u32>, counted: f32) -> Profile {
    let weigh = |run: &[u32]| {
        let known = counts.get(&run[0]).copied().unwrap_or_default() as f32;
        let rarity = ((counted + 1.0) / (known + 0.5)).ln();
        (run[0], (1.0 + (run.len() as f32).ln()) * rarity)
    };
    let mut weighed: Vec<(u32, f32)> = words.chunk_by(|a, b| a == b).map(weigh).collect();
    let squares = weighed.iter().map(|word| word.1 * word.1).sum::<f32>();
    let by_weight = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if weighed.len() > TELLING {
        weighed.select_nth_unstable_by(TELLING, by_weight);
        weighed.truncate(TELLING);
    }
    weighed.sort_unstable_by(by_weight);
    let foremost = weighed.iter().take(PROPOSING).map(|word| word.0).collect();
    weighed.sort_unstable_by_key(|word| word.0);
    let length = squares.sqrt().max(f32::MIN_POSITIVE);
    Profile {
        words: weighed
            .iter()
            .map(|word| (word.0, word.1 / length))
            .collect(),
        foremost,
    }
}

/// Returns the pairs of texts that have enough words in common, of each part in order.
fn propose(profiles: &[Profile]) -> Vec<(u32, u32)> {
    let mut entries: Vec<(u32, u32)> = profiles
        .iter()
        .zip(0..)
        .flat_map(|(profile, text)| profile.foremost.iter().map(move |&word| (word, text)))
        .collect();
    entries.sort_unstable();
    let (mut found, mut pairs) = (Vec::new(), Vec::new());
    for part in 0..PARTS {
        pairs.clear();
        let groups = entries.chunk_by(|a, b| a.0 == b.0);
        for group in groups.filter(|group| group.len() <= MOST) {
            let reach = if group.len() <= RARE { RARE } else { NEXT };
            for (place, &(_, one)) in group
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.1 % PARTS == part)
            {
                let others = group[place + 1..].iter().take(reach);
                pairs.extend(others.map(|&(_, other)| u64::from(one) << 32 | u64::from(other)));
            }
        }
        pairs.sort_unstable();
        let often = pairs
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= LEAST);
        found.extend(often.map(|same| ((same[0] >> 32) as u32, same[0] as u32)));
    }
    found
}

fn cosine(one: &Profile, other: &Profile) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(a), Some(b)) = (one.words.get(i), other.words.get(j)) {
        if a.0 == b.0 {
            sum += a.1 * b.1;
        }
        i += usize::from(a.0 <= b.0);
        j += usize::from(b.0 <= a.0);
    }
    sum
}

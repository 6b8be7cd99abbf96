//! Stored documents ranked by the words that they share with a text, each word weighing what it tells.

use crate::packed::Packed;
use crate::radix::{Entry, sort_by_key};

/// What makes a document alike.
#[derive(Clone, Copy, Debug)]
pub struct Likeness<'a> {
    /// How many words each document has.
    pub lengths: &'a [u16],
    /// A document of fewer words is not the more alike for that.
    pub short: u16,
    /// The least score.
    pub least: f64,
}

/// Returns the documents that reach the least score, ascending, each with its score: the weights of its words, summed
/// up in the order given, over the square root of its length.
///
/// `words` are, for each word, where its documents start and end in the postings, and its weight.
pub fn rank(
    postings: Packed<'_>,
    words: impl Iterator<Item = (u64, u64, f64)>,
    likeness: Likeness<'_>,
) -> Vec<(u32, f64)> {
    let (mut documents, mut entries, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (start, end, weight) in words {
        documents.clear();
        postings.documents(start, end, &mut documents);
        let number = weights.len() as u32;
        // The leading bits, by which entries are sorted, are to differ.
        let key = |&document: &u32| (u64::from(document) << spread(likeness.lengths), number);
        entries.extend(documents.iter().map(key));
        weights.push(weight);
    }
    sort_by_key(&mut entries, &mut Vec::new());
    let groups = entries.chunk_by(|a, b| a.0 == b.0);
    let scored = groups.filter_map(|group| score(group, &weights, likeness));
    scored
        .filter(|&(_, score)| score >= likeness.least)
        .collect()
}

/// Returns by how many bits the greatest number of a document can be shifted.
fn spread(lengths: &[u16]) -> u32 {
    (lengths.len().max(1) as u64).leading_zeros()
}

fn score(group: &[Entry], weights: &[f64], likeness: Likeness<'_>) -> Option<(u32, f64)> {
    let (key, _) = group.first()?;
    let document = (key >> spread(likeness.lengths)) as u32;
    let length = *likeness.lengths.get(document as usize)?;
    let sum: f64 = group.iter().map(|entry| weights[entry.1 as usize]).sum();
    Some((document, sum / f64::from(length.max(likeness.short)).sqrt()))
}

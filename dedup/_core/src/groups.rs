//! Equal texts, taken together before anything is compared: a hundred thousand copies cost as much as one.

/// Texts in groups of equal ones. Texts and groups are numbered in the order of their claim to be an anchor.
pub struct Groups {
    members: Vec<u32>,
    bounds: Vec<u32>,
}

impl Groups {
    /// Groups texts by digest; a text whose digest is 0 has no words and stands in no group.
    pub fn of_digests(digests: impl Iterator<Item = u128>) -> Self {
        let mut entries: Vec<(u128, u32)> = digests.zip(0..).filter(|entry| entry.0 != 0).collect();
        entries.sort_unstable();
        let mut found: Vec<&[(u128, u32)]> = entries.chunk_by(|a, b| a.0 == b.0).collect();
        found.sort_unstable_by_key(|group| group[0].1);
        let (mut members, mut bounds) = (Vec::with_capacity(entries.len()), vec![0]);
        for group in found {
            members.extend(group.iter().map(|&(_, text)| text));
            bounds.push(members.len() as u32);
        }
        Self { members, bounds }
    }

    /// Number of groups.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Whether no text has words.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts of a group, ascending.
    pub fn members(&self, group: u32) -> &[u32] {
        let bound = |number: u32| self.bounds[number as usize] as usize;
        &self.members[bound(group)..bound(group + 1)]
    }

    /// The text that stands for each group: the first.
    pub fn firsts(&self) -> impl Iterator<Item = u32> {
        (0..self.len() as u32).map(|group| self.members(group)[0])
    }
}

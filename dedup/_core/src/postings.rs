//! Which documents share a key: groups of documents, and each document's groups.

use crate::parallel;

/// A group of more documents than this is hot: all its pairs would cost too much (2,016 pairs at 64).
pub const HOT: usize = 64;

/// Groups of two or more documents with a key in common, each in ascending order.
#[derive(Debug)]
pub struct Postings {
    documents: Vec<u32>,
    bounds: Vec<usize>,
}

impl Default for Postings {
    fn default() -> Self {
        Self {
            documents: Vec::new(),
            bounds: vec![0],
        }
    }
}

impl Postings {
    /// Groups documents by key.
    pub fn of_keys(mut entries: Vec<(u64, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut postings = Self::default();
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            postings.push(group.iter().map(|&(_, document)| document));
        }
        postings
    }

    /// Adds a group, unless it has fewer than two documents.
    pub fn push(&mut self, documents: impl IntoIterator<Item = u32>) {
        let start = self.documents.len();
        self.documents.extend(documents);
        if self.documents.len() < start + 2 {
            self.documents.truncate(start);
        } else {
            self.bounds.push(self.documents.len());
        }
    }

    /// Number of groups.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Whether no two documents share a key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The group of that number.
    pub fn group(&self, number: usize) -> &[u32] {
        &self.documents[self.bounds[number]..self.bounds[number + 1]]
    }

    /// The groups, by key.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|number| self.group(number))
    }

    /// Returns the groups small enough for all their pairs, and the hot ones.
    pub fn part_hot(&self) -> (Self, Self) {
        let (mut cool, mut hot) = (Self::default(), Self::default());
        for group in self.groups() {
            let side = if group.len() > HOT {
                &mut hot
            } else {
                &mut cool
            };
            side.push(group.iter().copied());
        }
        (cool, hot)
    }

    /// Visits every pair of documents in common groups once, with the number of those groups; returns what `visit` keeps.
    ///
    /// The first document is the smaller. Pairs come in no particular order, the same at any number of threads.
    pub fn visit_pairs<R: Send>(
        &self,
        count: usize,
        threads: usize,
        visit: impl Fn(u32, u32, u32) -> Option<R> + Sync,
    ) -> Vec<R> {
        let groups_of = self.by_document(count);
        let found = parallel::map(
            count,
            threads,
            || vec![0_u32; count],
            |common, i| {
                let a = i as u32;
                let mut later = Vec::new();
                for &number in &groups_of[i] {
                    let group = self.group(number as usize).iter().rev();
                    for &b in group.take_while(|&&b| b > a) {
                        if common[b as usize] == 0 {
                            later.push(b);
                        }
                        common[b as usize] += 1;
                    }
                }
                let pairs = later.into_iter();
                let pairs =
                    pairs.filter_map(|b| visit(a, b, std::mem::take(&mut common[b as usize])));
                pairs.collect::<Vec<R>>()
            },
        );
        found.into_iter().flatten().collect()
    }

    /// Returns for each of `count` documents the numbers of the groups that it stands in.
    fn by_document(&self, count: usize) -> Vec<Vec<u32>> {
        let mut groups_of = vec![Vec::new(); count];
        for (number, group) in self.groups().enumerate() {
            for &document in group {
                groups_of[document as usize].push(number as u32);
            }
        }
        groups_of
    }
}

//! Where a passage stands: token ranges on both sides.

/// Index of the target's side.
pub const TARGET: usize = 0;
/// Index of the source's side.
pub const SOURCE: usize = 1;

/// Half-open range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub start: usize,
    pub end: usize,
}

impl Extent {
    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn contains(self, other: Extent) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    pub fn overlap(self, other: Extent) -> usize {
        self.end
            .min(other.end)
            .saturating_sub(self.start.max(other.start))
    }

    /// Returns how many tokens lie between the two; 0 where they touch or overlap.
    pub fn gap(self, other: Extent) -> usize {
        self.start
            .max(other.start)
            .saturating_sub(self.end.min(other.end))
    }

    pub fn union(self, other: Extent) -> Extent {
        Extent {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Returns the extent grown by `margin` on both ends, within a text of `length` tokens.
    pub fn grown(self, margin: usize, length: usize) -> Extent {
        Extent {
            start: self.start.saturating_sub(margin),
            end: (self.end + margin).min(length),
        }
    }
}

/// A pair of extents: `area[TARGET]`, `area[SOURCE]`.
pub type Area = [Extent; 2];

/// A refined passage with its evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    pub area: Area,
    /// The weaker side's log-likelihood ratio, edge bonuses taken off.
    pub score: f64,
    /// Each side's share of words, weighted by their rarity, that have a partner.
    pub identities: [f64; 2],
}

impl Passage {
    pub fn identity(&self) -> f64 {
        self.identities[TARGET] + self.identities[SOURCE]
    }

    /// Whether `share` of this passage or more, on either side, lies inside `other`.
    pub fn lies_inside(&self, other: &Passage, share: f64) -> bool {
        [TARGET, SOURCE].into_iter().any(|side| {
            let own = self.area[side];
            own.overlap(other.area[side]) as f64 > share * own.len() as f64
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Extent = Extent { start: 10, end: 20 };

    #[test]
    fn touching_extents_have_no_gap_and_no_overlap() {
        let next = Extent { start: 20, end: 25 };

        assert_eq!((0, 0), (HERE.gap(next), HERE.overlap(next)));
    }

    #[test]
    fn a_gap_is_the_same_from_both_sides() {
        let far = Extent { start: 26, end: 30 };

        assert_eq!((6, 6), (HERE.gap(far), far.gap(HERE)));
    }

    #[test]
    fn an_extent_grows_within_its_text() {
        assert_eq!(Extent { start: 0, end: 22 }, HERE.grown(12, 22));
    }
}

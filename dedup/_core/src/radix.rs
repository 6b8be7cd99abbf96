//! Hashes sorted by their leading bits: what a comparison sort takes longest for.

/// A key and the document that has it.
pub type Entry = (u64, u32);

/// Most bits that one pass sorts by: its counters fit the first-level cache.
const DIGIT: u32 = 11;
/// Fewer items are sorted faster by comparison.
const FEW: usize = 64;
/// Bits beyond those that number the items: with four places for each, few items share one.
const SPREAD: u32 = 2;

/// Sorts entries by key, those of one key in their order; `spare` is reused.
pub fn sort_by_key(entries: &mut Vec<Entry>, spare: &mut Vec<Entry>) {
    sort(entries, spare, |entry| entry.0);
}

/// Sorts hashes; `spare` is reused.
pub fn sort_hashes(hashes: &mut Vec<u64>, spare: &mut Vec<u64>) {
    sort(hashes, spare, |&hash| hash);
}

/// Sorts items by keys that are taken to be hashes, spread evenly: passes over the leading bits leave runs of one item,
/// seldom more, which comparison ends. Where keys are not spread it is as slow as comparison, and as right.
fn sort<T: Copy + Default>(items: &mut Vec<T>, spare: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    if items.len() < FEW {
        items.sort_by_key(key);
        return;
    }
    let bits = items.len().ilog2() + SPREAD;
    let passes = bits.div_ceil(DIGIT);
    let digit = bits.div_ceil(passes);
    spare.resize(items.len(), T::default());
    for pass in 0..passes {
        let shift = u64::BITS - digit * (passes - pass);
        scatter(items, spare, 1 << digit, |item| {
            (key(item) >> shift) as usize
        });
        std::mem::swap(items, spare);
    }
    let rest = u64::BITS - digit * passes;
    sort_runs(items, &key, |item| key(item) >> rest);
}

/// Sorts each run of items that agree in `lead`, by which they are sorted; most runs are of one item.
fn sort_runs<T>(items: &mut [T], key: impl Fn(&T) -> u64, lead: impl Fn(&T) -> u64) {
    let mut at = 1;
    while at < items.len() {
        if key(&items[at - 1]) > key(&items[at]) {
            let run = lead(&items[at]);
            let start = items[..at].iter().rposition(|item| lead(item) != run);
            let length = items[at..].iter().position(|item| lead(item) != run);
            let start = start.map_or(0, |before| before + 1);
            at = length.map_or(items.len(), |length| at + length);
            items[start..at].sort_by_key(&key);
        }
        at += 1;
    }
}

/// Writes the items to `sorted` by their last digit of `base`, a power of two.
fn scatter<T: Copy>(items: &[T], sorted: &mut [T], base: usize, number: impl Fn(&T) -> usize) {
    let digit = |item: &T| number(item) & (base - 1);
    let mut places = [0_u32; 1 << DIGIT];
    let places = &mut places[..base];
    for item in items {
        places[digit(item)] += 1;
    }
    let mut total = 0;
    for place in places.iter_mut() {
        total += std::mem::replace(place, total);
    }
    for &item in items {
        let place = &mut places[digit(&item)];
        sorted[*place as usize] = item;
        *place += 1;
    }
}

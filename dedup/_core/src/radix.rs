//! Documents sorted by 64-bit keys: what a comparison sort takes longest for.

/// A key and the document that has it.
pub type Entry = (u64, u32);

/// Bits of a key that one pass sorts by: its counters fit the first-level cache.
const DIGIT: u32 = 11;
/// Fewer entries are sorted faster by comparison.
const FEW: usize = 1_024;

/// Sorts entries by key, those of one key in their order; keys are taken to be hashes, spread evenly.
///
/// Two or three passes over the leading bits leave runs of an entry or two, which a comparison ends. `spare` is reused.
pub fn sort_by_key(entries: &mut Vec<Entry>, spare: &mut Vec<Entry>) {
    if entries.len() < FEW {
        entries.sort_by_key(|entry| entry.0);
        return;
    }
    let passes = entries.len().ilog2().div_ceil(DIGIT);
    spare.resize(entries.len(), (0, 0));
    for pass in 0..passes {
        scatter(entries, spare, u64::BITS - DIGIT * (passes - pass));
        std::mem::swap(entries, spare);
    }
    let rest = u64::BITS - DIGIT * passes;
    for run in entries.chunk_by_mut(|a, b| a.0 >> rest == b.0 >> rest) {
        if run.len() > 1 {
            run.sort_by_key(|entry| entry.0);
        }
    }
}

/// Writes the entries to `sorted` by the digit that starts at bit `shift`.
fn scatter(entries: &[Entry], sorted: &mut [Entry], shift: u32) {
    let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
    let mut places = [0; 1 << DIGIT];
    for &(key, _) in entries {
        places[digit(key)] += 1;
    }
    let mut total = 0;
    for place in &mut places {
        total += std::mem::replace(place, total);
    }
    for &entry in entries {
        let place = &mut places[digit(entry.0)];
        sorted[*place] = entry;
        *place += 1;
    }
}

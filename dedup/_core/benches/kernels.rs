//! The kernels alone: `kernels limits FILE` times each step over a file of texts, `kernels count NAME TIMES FILE` does one
//! kernel's work so many times, for an instruction counter. Texts are parted by NUL.

use std::convert::Infallible;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dedup_core::fingerprint::{WINDOW, winnow};
use dedup_core::lsh::{band_keys, choose_banding};
use dedup_core::minhash::{EMPTY, Permutations, mix, sign};
use dedup_core::pairs::{Collection, Thresholds};
use dedup_core::shingles::{Shingles, hash_shingles, resemblance};
use dedup_core::simd::Level;
use dedup_core::sketch::sketch_all;
use dedup_core::stream::Stream;
use dedup_core::texts::Reader;
use dedup_core::tokens::hash_words;

const SLOTS: usize = 128;
/// Each step is repeated for so long: the system's account of processor time moves in steps of milliseconds.
const LEAST: Duration = Duration::from_millis(400);
const THRESHOLDS: Thresholds = Thresholds {
    resemblance: 0.8,
    containment: None,
};

/// What each kernel is fed with, made before anything is counted or timed.
struct Input<'t> {
    texts: Vec<&'t str>,
    words: Vec<Vec<u64>>,
    shingles: Vec<Vec<u64>>,
    mixed: Vec<Vec<u32>>,
    sorted: Vec<Shingles>,
    permutations: Permutations,
}

type Kernel = fn(&Input) -> u64;

const KERNELS: [(&str, Kernel); 10] = [
    ("sum of bytes", sum_bytes),
    ("copy of bytes", copy_bytes),
    ("folded text", fold),
    ("words", words),
    ("shingles of words", shingles),
    ("minima of shingles", minima),
    ("minima, scalar", minima_scalar),
    ("signatures", signatures),
    ("band keys", keys),
    ("exact resemblance", exact),
];
/// Kernels that are counted and not timed: their work is no step of signing.
const COUNTED: [(&str, Kernel); 2] = [("fingerprints", fingerprints), ("pairs", pairs)];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["limits", path] => read(path).map(|data| time(&Input::of(&data))),
        ["count", name, times, path] => read(path).and_then(|data| count(&data, name, times)),
        _ => None,
    };
    if done.is_none() {
        eprintln!("usage: kernels limits FILE | kernels count NAME TIMES FILE");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn time(input: &Input) {
    for (name, kernel) in KERNELS {
        let (start, clock) = (cpu_seconds(), Instant::now());
        let mut times = 0;
        while clock.elapsed() < LEAST {
            black_box(kernel(input));
            times += 1;
        }
        let taken = cpu_seconds().zip(start).map(|(now, before)| now - before);
        let seconds = taken.unwrap_or_else(|| clock.elapsed().as_secs_f64());
        println!("{name}\t{}", seconds / f64::from(times));
    }
}

/// Returns the time that this process has had a processor, where the system tells: a busy machine changes it little.
fn cpu_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn count(data: &str, name: &str, times: &str) -> Option<()> {
    let all = KERNELS.iter().chain(&COUNTED);
    let (_, kernel) = all.into_iter().find(|(known, _)| *known == name)?;
    let input = Input::of(data);
    for _ in 0..times.parse::<u32>().ok()? {
        black_box(kernel(black_box(&input)));
    }
    Some(())
}

impl<'t> Input<'t> {
    fn of(data: &'t str) -> Self {
        let texts: Vec<&str> = data.split('\0').collect();
        let words: Vec<Vec<u64>> = texts.iter().map(|text| hash_words(text)).collect();
        let shingles: Vec<Vec<u64>> = words.iter().map(|one| hash_shingles(one)).collect();
        Self {
            mixed: shingles.iter().map(|one| mix(one)).collect(),
            sorted: shingles.iter().cloned().map(Shingles::of_hashes).collect(),
            permutations: Permutations::new(SLOTS, 1),
            texts,
            words,
            shingles,
        }
    }
}

fn sum_bytes(input: &Input) -> u64 {
    let sum = |text: &&str| text.bytes().map(u64::from).sum::<u64>();
    input.texts.iter().map(sum).sum()
}

fn copy_bytes(input: &Input) -> u64 {
    let mut room = Vec::new();
    for text in &input.texts {
        room.clear();
        room.extend_from_slice(black_box(text.as_bytes()));
        black_box(&room);
    }
    room.len() as u64
}

fn fold(input: &Input) -> u64 {
    let mut stream = Stream::default();
    let mut length = |text: &&str| {
        stream.fill_utf8(text.as_bytes(), Level::chosen());
        stream.bytes().len() as u64
    };
    input.texts.iter().map(&mut length).sum()
}

fn words(input: &Input) -> u64 {
    let mut reader = Reader::default();
    let mut count = |text| reader.read(&input.texts[..], text).len() as u64;
    (0..input.texts.len()).map(&mut count).sum()
}

fn shingles(input: &Input) -> u64 {
    let hash = |words: &Vec<u64>| hash_shingles(words).len() as u64;
    input.words.iter().map(hash).sum()
}

fn minima(input: &Input) -> u64 {
    lower(input, Level::chosen())
}

fn minima_scalar(input: &Input) -> u64 {
    lower(input, Level::Scalar)
}

fn lower(input: &Input, level: Level) -> u64 {
    let mut row = [EMPTY; SLOTS];
    let mut first = |mixed: &Vec<u32>| {
        sign(mixed, &input.permutations, &mut row, level);
        u64::from(row[0])
    };
    input.mixed.iter().map(&mut first).sum()
}

fn signatures(input: &Input) -> u64 {
    let rows = sketch_all(&input.texts[..], &input.permutations, 1, Level::chosen());
    rows.len() as u64
}

fn keys(input: &Input) -> u64 {
    let banding = choose_banding(THRESHOLDS.resemblance, SLOTS);
    let rows = input.mixed.iter().filter(|mixed| mixed.len() >= SLOTS);
    let mut keys = Vec::new();
    for row in rows {
        keys.clear();
        band_keys(&row[..SLOTS], banding, &mut keys);
    }
    keys.len() as u64
}

fn exact(input: &Input) -> u64 {
    let pairs = input.sorted.windows(2);
    let share = |pair: &[Shingles]| resemblance(&pair[0].hashes, &pair[1].hashes);
    pairs.map(share).sum::<f64>() as u64
}

fn fingerprints(input: &Input) -> u64 {
    let winnow = |hashes: &Vec<u64>| winnow(hashes, WINDOW).len() as u64;
    input.shingles.iter().map(winnow).sum()
}

fn pairs(input: &Input) -> u64 {
    let mut collection = Collection::new(THRESHOLDS, 1);
    collection.add(&input.texts[..]);
    let order: Vec<u32> = (0..input.texts.len() as u32).collect();
    let load = |numbers: &[u32]| {
        let texts = numbers.iter().map(|&number| input.texts[number as usize]);
        Ok::<Vec<&str>, Infallible>(texts.collect())
    };
    let Ok((pairs, _)) = collection.find_pairs(&order, load);
    pairs.len() as u64
}

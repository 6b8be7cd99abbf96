//! The numbers of the passage aligner, each with its origin.
//!
//! "PAN" is PAN-PC-13's training corpus: coordinate descent on its even pairs, checked on its odd ones, then
//! scored once on the held-out corpus with everything frozen (plagdet .9696). Lengths count tokens, scores are nats.

// Seeds: the coarse grid of word matches.

/// Side of a grid cell. PAN: 15 costs .0003, 12 more.
pub const CELL: usize = 16;
/// Words that occur together more often than this (occurrences times occurrences) seed nothing. PAN: none -.001.
pub const WORD_CAP: u64 = 128;
/// Length within which a seed's chance is taken. PAN: 24 to 40 make no difference.
pub const SEED_LENGTH: f64 = 32.0;
/// Share of a copy's words that a seed expects to survive.
pub const SEED_SURVIVAL: f64 = 0.6;
/// A seed's weight falls with (occurrences times occurrences) to this power.
pub const SEED_EXPONENT: f64 = -0.25;
/// Weight of two neighbouring words that both match, one of them at least under the cap.
pub const BIGRAM: f64 = 1.0;
/// The same for two words over the cap.
pub const COMMON_BIGRAM: f64 = 0.3;
/// Bigrams of two words over the cap that the source has more often than this seed nothing, so that
/// seeding stays linear in the target.
pub const BIGRAM_CAP: usize = 64;
/// Sum over a cell and its eight neighbours that makes it active. One value for both bands, so that asking for
/// possible passages never changes the asserted ones.
pub const CELL_SUM: f64 = 15.0;
/// Active cells within this many cells of each other belong together: one empty cell is bridged.
pub const REACH: usize = 2;
/// Candidates that are refined, heaviest first: bounds the comparisons between boxes.
pub const MAX_CANDIDATES: usize = 2048;

// Refinement: log-likelihood ratio of "copied" against "by chance".

/// Smoothing of a word's frequency outside the box: (count + 0.7) / (tokens + 2000). PAN is sensitive to the ratio.
pub const PRIOR_COUNT: f64 = 0.7;
/// See [`PRIOR_COUNT`].
pub const PRIOR_TOKENS: f64 = 2000.0;
/// A word's chance never exceeds this.
pub const MAX_CHANCE: f64 = 0.999;
/// Survival assumed where a box's own is not known yet.
pub const SURVIVAL: f64 = 0.55;
/// Bounds of a box's own survival.
pub const MIN_SURVIVAL: f64 = 0.32;
/// See [`MIN_SURVIVAL`].
pub const MAX_SURVIVAL: f64 = 0.95;
/// Share of the full penalty that a word pays whose partner is missing. PAN: 1.0 costs .003.
pub const MISSING: f64 = 0.85;
/// The most that one matched word can say. PAN: without it summaries lose .029.
pub const MAX_REWARD: f64 = 3.4;
/// Bonus for an edge at the end of a sentence or line. PAN: 0 costs .008.
pub const EDGE: f64 = 6.5;
/// How far beyond the box a refinement looks.
pub const MARGIN: usize = 64;
/// Fall below its peak that ends a segment.
pub const DROP: f64 = 12.0;
/// Rounds of the first refinement (set membership).
pub const SEGMENT_ROUNDS: usize = 3;
/// Rounds of the second refinement (one-to-one). PAN: 2 costs .001.
pub const OUTWARD_ROUNDS: usize = 4;
/// Refinement stops once it has read this many tokens for each token of the pair (a pair of PAN needs about 10).
pub const REFINE_WORK: u64 = 400;
/// The same for pairs so short that the margins outweigh them.
pub const REFINE_WORK_FLOOR: u64 = 1 << 20;

// Selection.

/// Boxes at most this far apart on both sides are one. PAN: off +.0005, but two more false detections.
pub const MERGE_GAP: usize = 10;
/// A box that lies more than this share inside a better one is dropped.
pub const MAX_OVERLAP: f64 = 0.5;
/// Evidence that makes a passage asserted. PAN: five of 1,000 unrelated pairs are hit, 40 costs .002.
pub const ASSERTED_SCORE: f64 = 36.0;
/// Sum of both sides' identities that makes a passage asserted. PAN: none gives 30 false detections.
pub const ASSERTED_IDENTITY: f64 = 0.90;
/// The same for a possible passage: 22 of 1,000 unrelated pairs are hit, one case in a hundred is won.
pub const POSSIBLE_SCORE: f64 = 26.0;
/// See [`POSSIBLE_SCORE`].
pub const POSSIBLE_IDENTITY: f64 = 0.70;
/// Shortest passage in the target, in code points.
pub const MIN_TARGET: u32 = 120;
/// Shortest passage in the source, in code points; shorter lifts are left to the exact runs.
pub const MIN_SOURCE: u32 = 200;
/// A nearly exact passage is cut to the first and last shared gram of this many tokens.
pub const TRIM_GRAM: usize = 12;
/// Both identities at least this, for the cut.
pub const TRIM_IDENTITY: f64 = 0.75;
/// Share of both sides inside shared grams, for the cut.
pub const TRIM_COVER: f64 = 2.0 / 3.0;

// Setting: independent reports of one event share names all over, a copied passage only its own.

/// Names shared outside the passages, from which on two texts may tell of one event. Of 300 pairs of independent
/// reports (BASIL) nine in ten that have a passage share more; of PAN's pairs, three in ten.
pub const ONE_EVENT_NAMES: usize = 4;
/// The same as the cosine of both texts' sets of names: a long text has some names of any text on its topic. No pair
/// of independent reports (BASIL) that shares so many names has less, of PAN's pairs one in two.
pub const ONE_EVENT_LIKENESS: f64 = 0.12;
/// Fewer names than this outside the passages tell nothing.
pub const TELLING_NAMES: usize = 4;
/// Nor does the little that passages leave of both texts, if it is a smaller share than this of either.
pub const TELLING_SHARE: f64 = 0.75;
/// It takes as many names outside the passages to show that two texts tell of different things.
pub const MANY_NAMES: usize = 6;
/// With so few names shared outside the passages, the texts tell of different things.
pub const APART_NAMES: usize = 2;
/// The same as a share of the names there.
pub const APART_SHARE: f64 = 0.1;
/// Evidence that asserts a passage between such texts. PAN: one case in a hundred is won, at no clean pair.
pub const APART_SCORE: f64 = 30.0;
/// See [`APART_SCORE`].
pub const APART_IDENTITY: f64 = 0.8;
/// Evidence beside what both quote that asserts a passage of texts that may tell of one event. PAN: 36 wins .001,
/// but asserts half as many passages again among independent reports.
pub const ONE_EVENT_SCORE: f64 = 50.0;
/// Share of plain words in one order from which [`ASSERTED_SCORE`] is enough there too.
pub const CLEAR_ORDER: f64 = 0.27;
/// Sum of both sides' identities beside what both quote, in the same case.
pub const ONE_EVENT_IDENTITY: f64 = 0.95;
/// Share of plain words in one order, in the same case.
pub const ONE_EVENT_ORDER: f64 = 0.22;
/// A passage with a smaller rest is what both quote or kept, with stitches.
pub const REST_SHARE: f64 = 0.35;
/// Share of words expected to survive in a part that was kept: six in a row that do not end it.
pub const KEPT_SURVIVAL: f64 = 0.9;

// Wording: in an independent report of the same event the same names and topic words recur, in another order.

/// Share of a passage's plain words that stand in one order on both sides. PAN: 4 in 1,000 found cases have less;
/// independent answers to one question (Clough and Stevenson) stay under it.
pub const MIN_ORDER: f64 = 0.20;
/// The same where the texts tell of different things; or where that is open, and the evidence is clear.
pub const APART_ORDER: f64 = 0.15;
/// The same where they tell of different things and the evidence is clear.
pub const SHUFFLED_ORDER: f64 = 0.10;
/// Evidence that is clear. PAN: 6 of 3,955 passages are won, at no clean pair.
pub const CLEAR_SCORE: f64 = 50.0;
/// See [`CLEAR_SCORE`].
pub const CLEAR_IDENTITY: f64 = 1.0;
/// Share of its names and numbers that a reworded passage keeps: below, a formula was filled with other facts
/// (obituaries, weather, results). PAN: 1 true passage in 200 keeps less.
pub const MIN_FACTS: f64 = 0.25;
/// The same for its numbers alone, between texts that may tell of one event.
pub const MIN_NUMBERS: f64 = 0.34;
/// A passage with fewer of them tells nothing by them.
pub const FEW_FACTS: usize = 5;
/// A text with a smaller share of capitalised words says nothing by its capitals: a script without them.
pub const FEW_CAPITALS: f64 = 0.01;
/// A text with a larger share says nothing by them either: title case, or German.
pub const MANY_CAPITALS: f64 = 0.30;

// Summaries: a window of the target against the whole source.

/// Shortest source that can be summarised.
pub const SUMMARY_SOURCE: usize = 300;
/// Smoothing count of a word's frequency outside the window. PAN: 0.7 takes summaries from .95 to .88.
pub const SUMMARY_PRIOR: f64 = 0.4;
/// Share of a summary's words that come from the source.
pub const SUMMARY_SURVIVAL: f64 = 0.7;
/// Passes over the target, each with the last pass's window left out of the frequencies.
pub const SUMMARY_PASSES: usize = 3;
/// Fall below its peak that ends a window.
pub const SUMMARY_DROP: f64 = 15.0;
/// Bonus for an edge at a paragraph.
pub const SUMMARY_EDGE: f64 = 3.0;
/// Bonus for an edge at a sentence.
pub const SUMMARY_SENTENCE_EDGE: f64 = 0.9;
/// Shortest window that is looked for.
pub const SUMMARY_WINDOW: usize = 31;
/// Evidence that a summary needs.
pub const SUMMARY_SCORE: f64 = 36.0;
/// Shortest window that is reported.
pub const SUMMARY_MIN: usize = 40;
/// A summary is at least this many times shorter than its source.
pub const SUMMARY_RATIO: f64 = 2.5;
/// Largest share of the target: a window that is most of it leaves nothing outside to tell chance by, and a
/// report of the same event cannot be told from a summary. PAN: of true ones 1 in 100 is larger, of false ones 3 in 4.
pub const SUMMARY_SHARE: f64 = 1.0 / 3.0;
/// Evidence that a summary needs for each of its words. PAN: 1 true one in 200 has less.
pub const SUMMARY_DENSITY: f64 = 0.3;
/// Share of the names outside the window that the source has, up to which it condenses the source; a report of the
/// same event names them all over. PAN: 1 true one in 100 has more, of reports of one event (BASIL) 1 in 5.
pub const SUMMARY_NAMES: f64 = 0.5;
/// A window of which a larger share was kept word for word is put together, not condensed.
pub const SUMMARY_KEPT: f64 = 0.95;
/// Equal parts of the source over which a summary's distinctive words must be spread.
pub const SUMMARY_SLICES: usize = 10;
/// A word that the source has more often than this is not distinctive.
pub const SUMMARY_DISTINCTIVE: u32 = 3;
/// Share of those parts that hold one.
pub const SUMMARY_COVER: f64 = 0.5;
/// Share of the window's tokens that the source has.
pub const SUMMARY_MATCHED: f64 = 0.78;

// Labels (table of section "labels and identity": 1,231 of 1,239 verbatim cases, none of 1,209 shuffled ones).

/// Ordered identity of a verbatim passage.
pub const VERBATIM_IDENTITY: f64 = 0.9;
/// Share of both sides inside shared grams of [`LABEL_GRAM`] tokens, for a verbatim passage.
pub const VERBATIM_COVER: f64 = 0.8;
/// Ordered identity of an edited passage.
pub const EDITED_IDENTITY: f64 = 0.6;
/// See [`VERBATIM_COVER`].
pub const LABEL_GRAM: usize = 5;
/// Largest table of an exact longest common subsequence, in cells (64 to a machine word).
pub const EXACT_LCS: usize = 1 << 26;

// Exact runs: short lifts, judged by what their words tell.

/// Shortest run that is looked at.
pub const RUN_WORDS: usize = 6;
/// Runs of this length are no idiom; shorter ones must tell more.
pub const LONG_RUN: usize = 12;
/// A shorter run is possible only where the texts tell of different things, or where it is no sentence.
pub const APART_RUN: usize = 18;
/// A run with a smaller share of common words is no sentence: "Box 27412 Richmond, VA", a list of muscles.
pub const PROSE_SHARE: f64 = 0.25;
/// What one text repeats so often is its footer or its refrain.
pub const REFRAIN: usize = 3;
/// Places of the source at which a run's beginning is tried.
pub const RUN_PLACES: usize = 64;
/// Information that makes a run of [`LONG_RUN`] words or more a finding: "to Russia and the transfer of weapons and
/// technology between Russia and North Korea" has 10 nats, "spoke on condition of anonymity because they were not
/// authorized to speak to the media" 8, eight words of names 2.
pub const RUN_INFORMATION: f64 = 9.0;
/// What each word under [`LONG_RUN`] adds to that: short runs are idiom, "the south lawn of the White House".
pub const SHORT_RUN: f64 = 2.5;
/// What a word must tell before it counts: so much is common stock.
pub const COMMON_WORD: f64 = 1.0;
/// What a name adds, as long as plain words tell as much: alone it belongs to the event.
pub const NAME: f64 = 1.0;
/// What a rare word tells in a language that the frequency table does not speak: less than most English ones.
pub const FOREIGN_WORD: f64 = 1.0;
/// A word that makes up more than this share of both texts is common, whatever its language.
pub const FOREIGN_COMMON: f64 = 0.005;
/// Words of this many characters tell all they can; shorter ones (and lone characters of scripts without spaces) less.
pub const FULL_WORD: f64 = 3.0;

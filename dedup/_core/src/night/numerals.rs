//! Small numbers in words, so that "four dead" is another number than "three dead", and "3 dead" the same.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// In English, French, German, Spanish, Portuguese and Russian. Left out is what has another use that is as common: all
/// that is also an article, "once", "sept".
const NUMERALS: [(&str, &str); 23] = [
    ("2", "two deux zwei dos dois duas два две"),
    ("3", "three trois drei tres três три"),
    ("4", "four quatre vier cuatro quatro четыре"),
    ("5", "five cinq fünf cinco пять"),
    ("6", "six sechs seis шесть"),
    ("7", "seven sieben siete sete семь"),
    ("8", "eight huit acht ocho oito восемь"),
    ("9", "nine neuf neun nueve nove девять"),
    ("10", "ten dix zehn diez dez десять"),
    ("11", "eleven onze elf одиннадцать"),
    ("12", "twelve douze zwölf doce doze двенадцать"),
    ("13", "thirteen treize dreizehn trece treze"),
    ("14", "fourteen quatorze vierzehn catorce catorze"),
    ("15", "fifteen quinze fünfzehn quince"),
    ("16", "sixteen seize sechzehn dieciséis dezesseis"),
    ("17", "seventeen siebzehn diecisiete"),
    ("18", "eighteen achtzehn dieciocho dezoito"),
    ("19", "nineteen neunzehn diecinueve"),
    ("20", "twenty vingt zwanzig veinte vinte двадцать"),
    ("30", "thirty trente dreißig treinta trinta тридцать"),
    ("40", "forty quarante vierzig cuarenta quarenta сорок"),
    (
        "50",
        "fifty cinquante fünfzig cincuenta cinquenta пятьдесят",
    ),
    ("60", "sixty soixante sechzig sesenta sessenta шестьдесят"),
];

static DIGITS: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| {
    let hash = |word: &str| xxh3_64(word.replace('ß', "ss").as_bytes());
    let numerals = NUMERALS
        .iter()
        .flat_map(|(digits, words)| words.split(' ').map(move |word| (word, digits)));
    numerals
        .map(|(word, digits)| (hash(word), hash(digits)))
        .collect()
});

/// No number's word has more bytes.
pub const LONGEST: usize = 22;

/// Returns the hash of a number's digits, given that of its folded word.
pub fn digits(word: u64) -> Option<u64> {
    DIGITS.get(&word).copied()
}

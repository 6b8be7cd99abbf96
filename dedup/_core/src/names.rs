//! Whether a text has one of many names, asked of thousands of texts of which few have one.

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError};

/// Names that are looked for together.
pub struct Names {
    automaton: AhoCorasick,
}

impl Names {
    /// Takes the names as they are written.
    pub fn new<N: AsRef<[u8]>>(names: &[N]) -> Result<Self, BuildError> {
        // A table of all steps: a thousand names take 5 MB, and texts half the time.
        let kind = Some(AhoCorasickKind::DFA);
        let automaton = AhoCorasick::builder().kind(kind).build(names)?;
        Ok(Self { automaton })
    }

    /// Returns whether a name stands in a text.
    pub fn are_in(&self, text: &str) -> bool {
        self.find_bytes(text).next().is_some()
    }

    /// Returns where names start in a text, in code points, ascending.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let mut starts = self.find_bytes(text).collect::<Vec<_>>();
        starts.sort_unstable();
        starts.dedup();
        if !text.is_ascii() {
            let (mut byte, mut point) = (0, 0);
            for start in &mut starts {
                point += text[byte..*start].chars().count();
                byte = *start;
                *start = point;
            }
        }
        starts
    }

    /// A name of ASCII that is part of a longer word in ASCII letters is left out: "AP" is not in "MAP".
    fn find_bytes(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let stands = move |start, end| {
            !bytes[start..end].is_ascii() || is_edge(bytes, start) && is_edge(bytes, end)
        };
        self.automaton
            .find_overlapping_iter(text)
            .filter(move |found| stands(found.start(), found.end()))
            .map(|found| found.start())
    }
}

/// Whether a word may end or begin between the bytes before and from `place` on.
fn is_edge(bytes: &[u8], place: usize) -> bool {
    let (before, after) = bytes.split_at(place);
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !(is_letter(before.last()) && is_letter(after.first()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_words() -> Result<(), BuildError> {
        let names = Names::new(&["AP", "AP News", "A.P.", "路透社"])?;

        assert!(names.are_in("SEOUL (AP) - Troops"));
        assert!(names.are_in("by AP Newsroom"));
        assert!(names.are_in("said A.P."));
        assert!(names.are_in("（路透社记者"));
        assert!(!names.are_in("the CAPITAL, MAPS and APT"));
        assert!(!names.are_in(""));
        Ok(())
    }

    #[test]
    fn places_of_names_count_code_points() -> Result<(), BuildError> {
        let names = Names::new(&["AP", "AP News", "News", "AP通信"])?;

        assert_eq!(
            vec![3, 6, 18, 23],
            names.find("«é AP News», MAPs AP, xAP通信").to_vec()
        );
        Ok(())
    }
}

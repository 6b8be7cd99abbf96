//! The vector instructions that the kernels use, chosen once for the processor at hand.
//!
//! A [`Kernel`] is written once, as plain loops over a [`Vector`]'s few primitives, and compiled for every level.

use std::sync::LazyLock;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
pub mod classes;
#[cfg(target_arch = "aarch64")]
mod neon;
mod scalar;

use classes::{BLOCK, Classes};

/// Work that is compiled once for each level.
pub trait Kernel {
    /// What it returns.
    type Output;

    /// Does the work; implemented `#[inline(always)]`, so that it is compiled for the level's instructions.
    fn run<V: Vector>(self) -> Self::Output;
}

/// What differs between levels beyond the compiler's choice of instructions.
pub trait Vector {
    /// Permutations whose parameters and minima fit the registers together.
    const LANES: usize;

    /// Returns which bytes of a block are of which class.
    fn classify(block: &[u8; BLOCK]) -> Classes;
}

/// A set of vector instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// What every processor of the architecture has.
    Scalar,
    /// AVX2 with the bit instructions that came with it.
    Avx2,
    /// AVX-512 with bytes and words.
    Avx512,
    /// NEON, which every 64-bit ARM has.
    Neon,
}

/// The environment variable that forces a level.
pub const VARIABLE: &str = "DEDUP_SIMD";

static CHOSEN: LazyLock<Result<Level, String>> =
    LazyLock::new(|| Level::choose(std::env::var(VARIABLE).ok().as_deref()));

impl Level {
    /// The best level that the processor has, or the one that [`VARIABLE`] forces; the scalar one where that is wrong.
    pub fn chosen() -> Self {
        CHOSEN.as_ref().copied().unwrap_or(Self::Scalar)
    }

    /// What is wrong with the value of [`VARIABLE`], if anything is.
    pub fn complaint() -> Option<&'static str> {
        CHOSEN.as_ref().err().map(String::as_str)
    }

    /// Returns the level of a name, or the best one where none is given.
    fn choose(name: Option<&str>) -> Result<Self, String> {
        let available = Self::available();
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return Ok(available.last().copied().unwrap_or(Self::Scalar));
        };
        let found = available.iter().find(|level| level.name() == name);
        found.copied().ok_or_else(|| {
            let names: Vec<_> = available.iter().map(|level| level.name()).collect();
            format!(
                "{VARIABLE} is '{name}', this processor has {}",
                names.join(", ")
            )
        })
    }

    /// The levels that the processor has, the best one last.
    pub fn available() -> Vec<Self> {
        let mut levels = vec![Self::Scalar];
        #[cfg(target_arch = "x86_64")]
        {
            levels.extend(avx2::is_available().then_some(Self::Avx2));
            levels.extend(avx512::is_available().then_some(Self::Avx512));
        }
        #[cfg(target_arch = "aarch64")]
        levels.push(Self::Neon);
        levels
    }

    /// The name by which [`VARIABLE`] forces the level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
            Self::Neon => "neon",
        }
    }

    /// Runs a kernel compiled for this level, or the scalar one where the processor lacks it.
    pub fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 if avx2::is_available() => {
                // SAFETY: the processor has what `run` was compiled for, as the guard has just asked.
                unsafe { avx2::run(kernel) }
            }
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 if avx512::is_available() => {
                // SAFETY: as above.
                unsafe { avx512::run(kernel) }
            }
            #[cfg(target_arch = "aarch64")]
            Self::Neon => kernel.run::<neon::Neon>(),
            _ => kernel.run::<scalar::Scalar>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Classify<'b>(&'b [u8; BLOCK]);

    impl Kernel for Classify<'_> {
        type Output = Classes;

        #[inline(always)]
        fn run<V: Vector>(self) -> Classes {
            V::classify(self.0)
        }
    }

    #[test]
    fn every_level_classifies_every_byte_at_every_place_alike() {
        for first in 0..=255_u8 {
            let block = std::array::from_fn(|place| first.wrapping_add(place as u8));
            let expected = Level::Scalar.run(Classify(&block));
            for level in Level::available() {
                assert_eq!(expected, level.run(Classify(&block)), "{}", level.name());
            }
        }
    }

    #[test]
    fn a_level_is_forced_by_its_name_and_the_best_one_taken_without() {
        let available = Level::available();

        assert_eq!(Ok(Level::Scalar), Level::choose(Some("scalar")));
        assert_eq!(available.last().copied(), Level::choose(None).ok());
    }

    #[test]
    fn a_level_that_the_processor_lacks_is_named_beside_those_it_has() {
        let complaint = Level::choose(Some("mmx")).err().unwrap_or_default();

        assert!(complaint.starts_with("DEDUP_SIMD is 'mmx', this processor has scalar"));
    }
}

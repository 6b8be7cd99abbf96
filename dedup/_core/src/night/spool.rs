//! Texts on disk while a night is decided, to be read again by number.

use std::env;
use std::fs::{File, OpenOptions, remove_file};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes that are written at once.
const BUFFER: usize = 1 << 20;

static MADE: AtomicUsize = AtomicUsize::new(0);

/// Texts in a file without a name, which the system removes whatever happens.
pub struct Spool {
    file: File,
    ends: Vec<u64>,
}

impl Spool {
    /// Makes an empty one in the folder for temporary files (`TMPDIR`).
    pub fn new() -> io::Result<Self> {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("dedup-night-{}-{number}", process::id()));
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        remove_file(&path)?;
        Ok(Self {
            file,
            ends: vec![0],
        })
    }

    /// Takes in more texts, numbered as they come.
    pub fn add(&mut self, texts: &[&[u8]]) -> io::Result<()> {
        let mut writer = BufWriter::with_capacity(BUFFER, &self.file);
        let mut end = self.ends[self.ends.len() - 1];
        for text in texts {
            writer.write_all(text)?;
            end += text.len() as u64;
            self.ends.push(end);
        }
        writer.flush()
    }

    /// Returns the text of a number.
    pub fn read(&self, number: usize) -> io::Result<Vec<u8>> {
        let (start, end) = (self.ends[number], self.ends[number + 1]);
        let mut text = vec![0; (end - start) as usize];
        self.file.read_exact_at(&mut text, start)?;
        Ok(text)
    }

    /// Number of texts.
    pub fn count(&self) -> usize {
        self.ends.len() - 1
    }
}

//! Finds the line on which a row of a file begins, whatever its line ends are.
//!
//! A CSV reader tells its position before it began with a row. By then it has consumed the first byte of a two-byte
//! line end, but none of the empty lines, so its own count of lines lags behind. Counting the bytes gives the right
//! line.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// Passes bytes on and remembers where non-empty lines begin.
pub struct Lines<R> {
    inner: R,
    /// Bytes passed on.
    passed: u64,
    /// The line of the next byte, from 1.
    line: u64,
    /// Whether the byte before belonged to a line end, or there was none.
    ended: bool,
    /// The starts of lines that were not asked for yet, with their numbers.
    starts: VecDeque<(u64, u64)>,
}

impl<R> Lines<R> {
    /// Starts at the first line.
    pub const fn new(inner: R) -> Self {
        Self {
            inner,
            passed: 0,
            line: 1,
            ended: true,
            starts: VecDeque::new(),
        }
    }

    /// The reader inside.
    pub const fn inner(&self) -> &R {
        &self.inner
    }

    /// The line of the first text at or after a byte. Callers ask for rows in their order: earlier lines are forgotten.
    pub fn line_from(&mut self, byte: u64) -> u64 {
        while self.starts.front().is_some_and(|(start, _)| *start < byte) {
            self.starts.pop_front();
        }
        self.starts.front().map_or(self.line, |(_, line)| *line)
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for (byte, at) in buffer[..count].iter().zip(self.passed..) {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.ended = true;
                }
                b'\r' => self.ended = true,
                _ if self.ended => {
                    self.starts.push_back((at, self.line));
                    self.ended = false;
                }
                _ => {}
            }
        }
        self.passed += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_where_an_editor_says() {
        for end in ["\n", "\r\n"] {
            for last in ["", end] {
                let text = [
                    "a,b", "1,2", "3,\"four", "", "five\"", "", "6,7", "8,\"\"", "9,10",
                ]
                .join(end)
                    + last;
                let mut reader = csv::Reader::from_reader(Lines::new(text.as_bytes()));
                let (mut record, mut lines) = (csv::StringRecord::new(), Vec::new());
                while reader.read_record(&mut record).unwrap() {
                    let start = record.position().unwrap().byte();
                    lines.push(reader.get_mut().line_from(start));
                }
                assert_eq!(lines, [2, 3, 7, 8, 9], "{text:?}");
            }
        }
    }
}

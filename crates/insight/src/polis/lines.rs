//! On which line of a file a row begins, whatever its lines end with.
//!
//! A reader of CSV tells where it stood before it began with a row. Of a line end of two bytes it has taken the first by
//! then, and of empty lines nothing, so its own count of lines lags behind; the bytes know.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// Passes bytes on and remembers where lines begin that are not empty.
pub struct Lines<R> {
    inner: R,
    /// Bytes passed on.
    passed: u64,
    /// The line of the next byte, from 1.
    line: u64,
    /// Whether the byte before was one of a line end, or there was none.
    ended: bool,
    /// Where lines begin that nobody asked for yet, with their numbers.
    starts: VecDeque<(u64, u64)>,
}

impl<R> Lines<R> {
    /// From the first line on.
    pub const fn new(inner: R) -> Self {
        Self {
            inner,
            passed: 0,
            line: 1,
            ended: true,
            starts: VecDeque::new(),
        }
    }

    /// What is read through it.
    pub const fn inner(&self) -> &R {
        &self.inner
    }

    /// The line of the first text at or after a byte. Asked of rows in their order: what lies before is forgotten.
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

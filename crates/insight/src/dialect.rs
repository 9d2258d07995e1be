//! Finds the encoding and the separator with which a table was saved.
//!
//! Spreadsheets save CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252, depending on the country
//! set on the computer. The file does not name its dialect, so this module derives it from the bytes, and the importer
//! is told:
//!
//! - the letters: a byte order mark decides; else bytes that are UTF-8 are UTF-8; else they are Windows-1252, unless there
//!   are bytes that it leaves undefined, or more letters that are UTF-8 than places that are not. NUL bytes are in no
//!   text: such a file is refused;
//! - the separator: of comma, semicolon and tab the one that stands most often in the first row, outside quotes; without
//!   a header, the one that stands first, since the first cell is a plain word.
//!
//! [`Dialect::of`] reads a whole file and keeps nothing of it in memory, so the caller opens the file twice.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::{
    fmt,
    io::{self, Read},
};

/// Bytes read at a time.
const BUFFER: usize = 1 << 16;
/// The first characters, in which the separator is searched.
const SAMPLE: usize = 1 << 16;

/// The separator of the cells in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The byte of the separator.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The separator of a table whose first row has the names of the columns; of equally frequent ones the comma, then
    /// the semicolon.
    #[must_use]
    pub fn of_header(start: &[u8]) -> Self {
        let mut counts = [0_usize; 3];
        for byte in first_row(start) {
            for (separator, count) in Self::ALL.iter().zip(&mut counts) {
                *count += usize::from(separator.byte() == byte);
            }
        }
        let most = (0..3).rev().max_by_key(|&index| counts[index]);
        Self::ALL[most.unwrap_or_default()]
    }

    /// The separator of a table of keys and values without a header.
    #[must_use]
    pub fn of_pairs(start: &[u8]) -> Self {
        first_row(start)
            .find_map(|byte| {
                Self::ALL
                    .into_iter()
                    .find(|separator| separator.byte() == byte)
            })
            .unwrap_or_default()
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
        })
    }
}

/// The bytes of the first row that stand outside quotes.
fn first_row(start: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut is_quoted = false;
    start
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'\n' | b'\r'))
        .map(move |byte| {
            is_quoted ^= byte == b'"';
            (byte, is_quoted)
        })
        .take_while(|&(byte, is_quoted)| is_quoted || !matches!(byte, b'\n' | b'\r'))
        .filter(|&(_, is_quoted)| !is_quoted)
        .map(|(byte, _)| byte)
}

/// The encoding and the separator of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    letters: &'static Encoding,
    separator: Separator,
}

/// Why a file is not a table.
#[derive(Debug, thiserror::Error)]
pub enum NotText {
    /// The file contains NUL bytes; the first is on this line.
    #[error("the text holds NUL bytes: save it as UTF-8")]
    Nul(u64),
    /// The encoding of the file is none that is read here; the first unreadable byte is on this line.
    #[error("the text is neither UTF-8 nor Windows-1252: save it as UTF-8")]
    Unknown(u64),
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

impl NotText {
    /// The line, from 1.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        match self {
            Self::Nul(line) | Self::Unknown(line) => Some(*line),
            Self::Unreadable(_) => None,
        }
    }
}

impl Dialect {
    /// Guesses the dialect of a file from all of its bytes.
    pub fn of(input: impl Read) -> Result<Self, NotText> {
        Self::found(input, Separator::of_header)
    }

    /// As [`Dialect::of`], for a table of keys and values without a header.
    pub fn of_pairs(input: impl Read) -> Result<Self, NotText> {
        Self::found(input, Separator::of_pairs)
    }

    fn found(mut input: impl Read, separator: fn(&[u8]) -> Separator) -> Result<Self, NotText> {
        let mut look = Look::default();
        let mut start = Vec::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let count = read_some(&mut input, &mut buffer)?;
            if count == 0 {
                break;
            }
            if start.len() < SAMPLE {
                start.extend_from_slice(&buffer[..count]);
            }
            look.at(&buffer[..count]);
        }
        let letters = look.letters(&start)?;
        let (text, ..) = letters.decode(&start);
        Ok(Self {
            letters,
            separator: separator(text.as_bytes()),
        })
    }

    /// The separator.
    #[must_use]
    pub const fn separator(self) -> Separator {
        self.separator
    }

    /// Whether the file has the dialect that this program writes, so that there is nothing to report.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.letters == UTF_8 && self.separator == Separator::Comma
    }

    /// The same file in UTF-8, without a byte order mark.
    pub fn decode<R: Read>(self, input: R) -> Decoded<R> {
        Decoded {
            input,
            decoder: self.letters.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            text: Vec::new(),
            given: 0,
            is_over: false,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = match self.letters.name() {
            "windows-1252" => "Windows-1252",
            "UTF-16LE" | "UTF-16BE" => "UTF-16",
            name => name,
        };
        write!(f, "{letters}, separated by {}", self.separator)
    }
}

fn read_some(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

/// The facts gathered from the bytes so far. Each kind of fault has the line of its first occurrence.
#[derive(Default)]
struct Look {
    /// The last bytes, at most three, that may begin a letter of UTF-8.
    open: Vec<u8>,
    /// The number of UTF-8 letters of several bytes, and the number of places that are not UTF-8.
    several: u64,
    faults: u64,
    first_fault: Option<u64>,
    nul: Option<u64>,
    undefined: Option<u64>,
    ends: u64,
}

impl Look {
    fn at(&mut self, bytes: &[u8]) {
        let mut joined = std::mem::take(&mut self.open);
        joined.extend_from_slice(bytes);
        let mut left = joined.len();
        for chunk in joined.utf8_chunks() {
            let (valid, invalid) = (chunk.valid(), chunk.invalid());
            left -= valid.len() + invalid.len();
            if !valid.is_ascii() {
                self.several += valid.chars().filter(|char| !char.is_ascii()).count() as u64;
            }
            self.look(valid.as_bytes());
            let is_begun = left == 0
                && std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none());
            if is_begun {
                self.open = invalid.to_vec();
            } else {
                self.fault(invalid);
            }
        }
    }

    fn fault(&mut self, invalid: &[u8]) {
        if !invalid.is_empty() {
            self.faults += 1;
            self.first_fault = self.first_fault.or(Some(self.ends + 1));
            self.look(invalid);
        }
    }

    fn look(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let line = self.ends + 1;
            match byte {
                b'\n' => self.ends += 1,
                0 => self.nul = self.nul.or(Some(line)),
                // Windows-1252 leaves these bytes undefined.
                0x81 | 0x8D | 0x8F | 0x90 | 0x9D => self.undefined = self.undefined.or(Some(line)),
                _ => {}
            }
        }
    }

    fn letters(mut self, start: &[u8]) -> Result<&'static Encoding, NotText> {
        match Encoding::for_bom(start) {
            Some((letters, _)) if letters == UTF_16LE || letters == UTF_16BE => return Ok(letters),
            _ => {}
        }
        if let Some(line) = self.nul {
            return Err(NotText::Nul(line));
        }
        let open = std::mem::take(&mut self.open);
        self.fault(&open);
        match (self.first_fault, self.undefined) {
            (None, _) => Ok(UTF_8),
            // The file is mostly UTF-8, but cut off or broken somewhere: read as Windows-1252, all of it would be
            // wrong.
            (Some(line), _) if self.faults <= self.several => Err(NotText::Unknown(line)),
            (Some(_), Some(line)) => Err(NotText::Unknown(line)),
            (Some(_), None) => Ok(WINDOWS_1252),
        }
    }
}

/// Reads a file as UTF-8; see [`Dialect::decode`].
pub struct Decoded<R> {
    input: R,
    decoder: Decoder,
    /// Bytes that were read and not yet decoded.
    raw: Vec<u8>,
    /// Decoded text, and the number of its bytes that were passed on.
    text: Vec<u8>,
    given: usize,
    is_over: bool,
}

impl<R: Read> Decoded<R> {
    fn decode_some(&mut self) -> io::Result<()> {
        let mut buffer = [0; 8_192];
        let count = read_some(&mut self.input, &mut buffer)?;
        self.is_over = count == 0;
        self.raw.extend_from_slice(&buffer[..count]);
        self.text.resize(3 * self.raw.len() + 16, 0);
        let (result, read, written, _) =
            self.decoder
                .decode_to_utf8(&self.raw, &mut self.text, self.is_over);
        debug_assert_eq!(
            result,
            CoderResult::InputEmpty,
            "the text has room for any letter"
        );
        self.raw.drain(..read);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_over {
            self.decode_some()?;
        }
        let count = buffer.len().min(self.text.len() - self.given);
        buffer[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests;

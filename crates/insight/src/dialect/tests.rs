//! Files in the dialects that programs save.

use super::*;

/// Gives one byte at a time.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(buffer.len()).min(1);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn read(bytes: &[u8]) -> (String, String) {
    let dialect = Dialect::of(Slow(bytes)).unwrap();
    let mut text = String::new();
    dialect
        .decode(Slow(bytes))
        .read_to_string(&mut text)
        .unwrap();
    (dialect.to_string(), text)
}

#[test]
fn letters_are_read_off_the_bytes() {
    let text = "id;título\n1;\"Más, o €\"\n";
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(order)
            .collect::<Vec<u8>>()
    };
    let windows: Vec<u8> = text
        .chars()
        .map(|char| if char == '€' { 0x80 } else { char as u8 })
        .collect();
    for (bytes, letters) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8"),
        (utf16(u16::to_le_bytes), "UTF-16"),
        (utf16(u16::to_be_bytes), "UTF-16"),
        (windows, "Windows-1252"),
    ] {
        assert_eq!(
            read(&bytes),
            (
                format!("{letters}, separated by semicolons"),
                text.to_owned()
            )
        );
    }
}

#[test]
fn a_file_that_is_no_text_is_refused_with_its_line() {
    let refused = |bytes: &[u8]| {
        let refused = Dialect::of(bytes).unwrap_err();
        (refused.line(), refused.to_string())
    };
    assert_eq!(refused(b"a,b\n\x81,2").0, Some(2));
    assert!(refused(b"a,b\n1,2\n\0").1.contains("NUL"));
    // Cut off within a letter, or broken at one place.
    let text = "a\n\u{4E0D}\u{4E0D}".as_bytes();
    assert_eq!(refused(text.split_last().unwrap().1).0, Some(2));
    assert_eq!(refused(b"\xC3\xB1,\xC3\xB3\n\n\xF1").0, Some(3));
}

#[test]
fn separators_count_outside_quotes_alone() {
    for (start, separator) in [
        ("a,b;c,d\n;;;;", Separator::Comma),
        ("\"a,b,c,d\";e;f", Separator::Semicolon),
        ("a\tb, or c\td", Separator::Tab),
        ("alone", Separator::Comma),
        ("\r\n\r\na;b", Separator::Semicolon),
        ("\"say \"\"a,b,\"\" twice\";b", Separator::Semicolon),
    ] {
        assert_eq!(Separator::of_header(start.as_bytes()), separator, "{start}");
    }
    assert_eq!(
        Separator::of_pairs(b"topic;Cars, buses, trams"),
        Separator::Semicolon
    );
    assert_eq!(
        Separator::of_pairs(b"topic,\"Cars; buses; trams\""),
        Separator::Comma
    );
}

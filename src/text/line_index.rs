/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in UTF-16 code units.
    pub column: u32,
}

/// Turns byte offsets of one text into UTF-16 offsets and lines, and back.
///
/// No offset is an error: one past the end counts as the end, and one inside a character (a byte of it, or the second
/// half of a surrogate pair) as the character's start. A line ends after `\n`, `\r\n` or a lone `\r`.
///
/// It keeps where the lines start, and the characters whose lengths in UTF-8 and UTF-16 differ: for ASCII none, so that
/// both offsets are the same number. A conversion is one binary search.
///
/// ```
/// use ramlight::text::LineIndex;
///
/// let index = LineIndex::new("\"授权\": 1");
/// assert_eq!(index.utf16(8), 4); // the closing colon: two characters of three bytes come before it
/// assert_eq!(index.byte(4), 8);
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The byte at which each line starts; the first is 0.
    lines: Vec<u32>,
    /// The characters outside ASCII, in the order of the text.
    wide: Vec<WideChar>,
    /// The length of the text in bytes.
    length: u32,
}

/// A character of more than one byte.
#[derive(Clone, Copy, Debug)]
struct WideChar {
    /// Its first byte.
    byte: u32,
    /// Its first UTF-16 code unit.
    utf16: u32,
    /// Its length in bytes: 2, 3 or 4.
    bytes: u8,
}

impl WideChar {
    /// One past the character: its last byte, and its last UTF-16 code unit.
    fn end(self) -> (u32, u32) {
        let units = if self.bytes == 4 { 2 } else { 1 };
        (self.byte + u32::from(self.bytes), self.utf16 + units)
    }
}

impl LineIndex {
    /// Prepares `text`, of which the first 4 GiB count. Quick for ASCII.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self {
            lines: line_starts(text.as_bytes()),
            wide: if text.is_ascii() { Vec::new() } else { wide_chars(text) },
            length,
        }
    }

    /// The offset in UTF-16 code units of a byte offset.
    #[must_use]
    pub fn utf16(&self, byte: u32) -> u32 {
        let byte = byte.min(self.length);
        let count = self.wide.partition_point(|char| char.byte <= byte);
        let Some(char) = count.checked_sub(1).and_then(|last| self.wide.get(last)) else {
            return byte;
        };
        let (end, end_utf16) = char.end();
        match byte.checked_sub(end) {
            Some(ascii) => end_utf16 + ascii,
            None => char.utf16,
        }
    }

    /// The byte offset of an offset in UTF-16 code units.
    #[must_use]
    pub fn byte(&self, utf16: u32) -> u32 {
        let count = self.wide.partition_point(|char| char.utf16 <= utf16);
        let Some(char) = count.checked_sub(1).and_then(|last| self.wide.get(last)) else {
            return utf16.min(self.length);
        };
        let (end, end_utf16) = char.end();
        match utf16.checked_sub(end_utf16) {
            Some(ascii) => end.saturating_add(ascii).min(self.length),
            None => char.byte,
        }
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn line_column(&self, byte: u32) -> LineColumn {
        let line = self.lines.partition_point(|&start| start <= byte.min(self.length));
        let start = line
            .checked_sub(1)
            .and_then(|line| self.lines.get(line))
            .copied()
            .unwrap_or(0);
        LineColumn {
            line: line as u32,
            column: self.utf16(byte) - self.utf16(start) + 1,
        }
    }
}

/// Where each line starts.
fn line_starts(bytes: &[u8]) -> Vec<u32> {
    let mut starts = vec![0];
    for (chunk, at) in bytes.chunks(8).zip((0_u32..).step_by(8)) {
        if !may_have_line_end(chunk) {
            continue;
        }
        for (&byte, offset) in chunk.iter().zip(at..) {
            let next = offset + 1;
            if byte == b'\n' || (byte == b'\r' && bytes.get(next as usize) != Some(&b'\n')) {
                starts.push(next);
            }
        }
    }
    starts
}

/// Whether one of up to eight bytes is below 16, as both line ends are; all eight are asked at once.
fn may_have_line_end(chunk: &[u8]) -> bool {
    match <[u8; 8]>::try_from(chunk) {
        Ok(eight) => {
            let high_half = u64::from_ne_bytes(eight) & 0xf0f0_f0f0_f0f0_f0f0;
            high_half.wrapping_sub(0x0101_0101_0101_0101) & !high_half & 0x8080_8080_8080_8080 != 0
        }
        Err(_) => true,
    }
}

fn wide_chars(text: &str) -> Vec<WideChar> {
    let mut wide = Vec::new();
    let mut utf16 = 0;
    for (byte, char) in text.char_indices() {
        if !char.is_ascii() {
            wide.push(WideChar {
                byte: byte as u32,
                utf16,
                bytes: char.len_utf8() as u8,
            });
        }
        utf16 += char.len_utf16() as u32;
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(index: &LineIndex, byte: u32, line: u32, column: u32) {
        assert_eq!(index.line_column(byte), LineColumn { line, column }, "byte {byte}");
    }

    #[test]
    fn ascii_offsets_are_the_same() {
        let index = LineIndex::new("{\n  \"a\": 1\n}");
        for offset in 0..=12 {
            assert_eq!(index.utf16(offset), offset);
            assert_eq!(index.byte(offset), offset);
        }
        at(&index, 0, 1, 1);
        at(&index, 1, 1, 2);
        at(&index, 2, 2, 1);
        at(&index, 11, 3, 1);
        at(&index, 12, 3, 2);
    }

    #[test]
    fn chinese_and_emoji() {
        // bytes:  授 0–2, 权 3–5, 😀 6–9, a 10; UTF-16: 0, 1, 2–3, 4
        let index = LineIndex::new("授权😀a");
        assert_eq!([0, 3, 6, 10, 11].map(|byte| index.utf16(byte)), [0, 1, 2, 4, 5]);
        assert_eq!([0, 1, 2, 4, 5].map(|utf16| index.byte(utf16)), [0, 3, 6, 10, 11]);
        at(&index, 10, 1, 5);
    }

    #[test]
    fn inside_a_character_is_its_start() {
        let index = LineIndex::new("é😀");
        assert_eq!([1, 3, 4, 5].map(|byte| index.utf16(byte)), [0, 1, 1, 1]);
        assert_eq!(index.byte(2), 2, "the second half of the surrogate pair");
        at(&index, 5, 1, 2);
    }

    #[test]
    fn past_the_end_is_the_end() {
        for (text, units) in [("", 0), ("abc\n", 4), ("权\n", 2)] {
            let index = LineIndex::new(text);
            assert_eq!(index.utf16(u32::MAX), units);
            assert_eq!(index.byte(u32::MAX), text.len() as u32);
            assert_eq!(index.line_column(u32::MAX), index.line_column(text.len() as u32));
        }
    }

    #[test]
    fn a_lone_surrogate_arrives_as_a_replacement_character() {
        let index = LineIndex::new("\u{fffd}x");
        assert_eq!(index.utf16(3), 1);
    }

    #[test]
    fn every_kind_of_line_end() {
        let index = LineIndex::new("a\r\nb\rc\n\n0123456789\r\n权");
        at(&index, 1, 1, 2);
        at(&index, 2, 1, 3);
        at(&index, 3, 2, 1);
        at(&index, 5, 3, 1);
        at(&index, 7, 4, 1);
        at(&index, 8, 5, 1);
        at(&index, 20, 6, 1);
        at(&index, 23, 6, 2);
    }
}

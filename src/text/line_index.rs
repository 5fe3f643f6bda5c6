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

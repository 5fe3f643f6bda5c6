use memchr::memmem::Finder;

/// Stands for a variable of a template in a text: only `*` covers it.
pub const VARIABLE: u8 = 1;

/// Whether a pattern of `*` and `?` matches the whole text: two pointers, back to the last `*` on a mismatch.
pub fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                p += 1;
                star = Some((p, t));
            }
            Some(&byte) if byte == text[t] || byte == b'?' && text[t] != VARIABLE => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    p = after;
                    t = from + 1;
                    star = Some((after, t));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

/// A pattern for names: what it begins with, and the rest from its first wildcard on.
pub struct NamePattern<'a> {
    pub prefix: &'a [u8],
    pub rest: &'a [u8],
    /// The longest literal of the rest.
    pub literal: Finder<'a>,
}

impl<'a> NamePattern<'a> {
    pub fn new(pattern: &'a [u8]) -> Self {
        let literal = pattern.iter().position(|&byte| is_wildcard(byte));
        let (prefix, rest) = pattern.split_at(literal.unwrap_or(pattern.len()));
        let longest = rest
            .split(|&byte| is_wildcard(byte))
            .max_by_key(|literal| literal.len());
        NamePattern {
            prefix,
            rest,
            literal: Finder::new(longest.unwrap_or_default()),
        }
    }
}

pub fn wild(pattern: &[u8]) -> bool {
    pattern.iter().copied().any(is_wildcard)
}

fn is_wildcard(byte: u8) -> bool {
    byte == b'*' || byte == b'?'
}

//! Which reading of a bracket that does not fit leaves the rest of the text whole.

/// The kinds of bracket that can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Object,
    Array,
}

/// How many brackets of `rest` find no partner if `open` are open before it.
///
/// A plain matcher, good enough to compare two readings: strings end with their line, comments are not known.
pub(super) fn unmatched(mut open: Vec<Bracket>, rest: &[u8]) -> usize {
    let mut unmatched = 0;
    let mut in_string = false;
    let mut escaped = false;
    for &byte in rest {
        if in_string {
            match byte {
                b'\n' => in_string = false,
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => (in_string, escaped) = (true, false),
            b'{' => open.push(Bracket::Object),
            b'[' => open.push(Bracket::Array),
            b'}' => unmatched += close(&mut open, Bracket::Object),
            b']' => unmatched += close(&mut open, Bracket::Array),
            _ => {}
        }
    }
    unmatched + open.len()
}

/// Closes the innermost `bracket`; returns how many brackets that leaves without a partner.
fn close(open: &mut Vec<Bracket>, bracket: Bracket) -> usize {
    /// Deeper than any policy; keeps a text of opening brackets from costing its square.
    const DEPTH: usize = 64;
    match open.iter().rev().take(DEPTH).position(|&other| other == bracket) {
        Some(inside) => {
            open.truncate(open.len() - inside - 1);
            inside
        }
        None => 1,
    }
}

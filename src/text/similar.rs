/// The candidates that a mistyped `text` most likely means, at most three, in the order given: those that the fewest
/// letters set apart, whatever their case, and few of them at all.
///
/// An edit is a letter too many, too few, another, or two that changed places. One in four letters is few; three are
/// the most.
///
/// ```
/// use ramlight::text::similar;
/// assert_eq!(similar("DescibeAPI", ["CreateApi", "DescribeApis", "DescribeApi"]), ["DescribeApi"]);
/// assert!(similar("xyz", ["abc"]).is_empty());
/// ```
#[must_use]
pub fn similar<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    nearest(text, &mut candidates.into_iter())
}

// Asked of many kinds of lists and never in haste, so the code stands once.
#[inline(never)]
fn nearest<'c>(text: &str, candidates: &mut dyn Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut limit = (text.len() / 4).clamp(1, 3);
    let mut room = Room::default();
    let mut found: Vec<&str> = Vec::new();
    for candidate in candidates {
        if candidate.len().abs_diff(text.len()) > limit {
            continue;
        }
        let edits = room.edits(text.as_bytes(), candidate.as_bytes());
        if edits < limit {
            limit = edits;
            found.clear();
        }
        if edits == limit && found.len() < 3 {
            found.push(candidate);
        }
    }
    found
}

/// Three rows of the table of distances, kept for their room.
#[derive(Default)]
struct Room {
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Room {
    /// The number of edits that make `one` of `other`, no letter edited twice.
    fn edits(&mut self, one: &[u8], other: &[u8]) -> usize {
        self.last.clear();
        self.last.extend(0..=other.len());
        let mut earlier: Option<u8> = None;
        for (i, letter) in one.iter().map(u8::to_ascii_lowercase).enumerate() {
            self.row.clear();
            self.row.push(i + 1);
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut neighbour: Option<u8> = None;
            for (j, wanted) in other.iter().map(u8::to_ascii_lowercase).enumerate() {
                let replaced = at(&self.last, j) + usize::from(letter != wanted);
                let mut edits = replaced.min(at(&self.last, j + 1) + 1).min(at(&self.row, j) + 1);
                if earlier == Some(wanted) && neighbour == Some(letter) && j > 0 {
                    edits = edits.min(at(&self.before, j - 1) + 1);
                }
                self.row.push(edits);
                neighbour = Some(wanted);
            }
            earlier = Some(letter);
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.row);
        }
        self.last.last().copied().unwrap_or(one.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, similar};

    #[test]
    fn counts_edits() {
        let edits = |one: &str, other: &str| Room::default().edits(one.as_bytes(), other.as_bytes());
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("apigatewya", "apigateway"), 1);
        assert_eq!(edits("ECS", "ecs"), 0);
        assert_eq!(edits("ab", "ba"), 1);
        assert_eq!(edits("abc", "cba"), 2);
    }

    #[test]
    fn keeps_the_nearest() {
        let candidates = ["vpc", "ecs", "ess", "ecd", "ec", "oss"];
        assert_eq!(similar("ECS", candidates), ["ecs"]);
        assert_eq!(similar("ecx", candidates), ["ecs", "ecd", "ec"]);
        assert_eq!(similar("vcp", candidates), ["vpc"]);
        assert!(similar("", candidates).is_empty());
    }
}

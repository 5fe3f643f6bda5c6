use crate::diagnostic::Edit;
use crate::text::Span;

/// The one edit that turns `before` into `after`: what stands between their common beginning and their common end.
#[must_use]
pub fn difference(before: &str, after: &str) -> Edit {
    let same_start: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .map(|(character, _)| character.len_utf8())
        .sum();
    let rest = |text: &str| text.get(same_start..).unwrap_or("").to_owned();
    let (old, new) = (rest(before), rest(after));
    let same_end: usize = (old.chars().rev().zip(new.chars().rev()))
        .take_while(|(a, b)| a == b)
        .map(|(character, _)| character.len_utf8())
        .sum();
    Edit {
        span: Span::new(same_start as u32, (before.len() - same_end) as u32),
        replacement: new.get(..new.len() - same_end).unwrap_or("").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn is_the_smallest_edit() {
        for (before, after, from, to, insert) in [
            ("abc", "abc", 3, 3, ""),
            ("aXc", "aYc", 1, 2, "Y"),
            ("中a文", "中文", 3, 4, ""),
            ("aa", "a", 1, 2, ""),
            ("", "x", 0, 0, "x"),
        ] {
            let edit = difference(before, after);
            assert_eq!(
                (edit.span.start, edit.span.end, &*edit.replacement),
                (from, to, insert),
                "{before} {after}"
            );
        }
    }
}

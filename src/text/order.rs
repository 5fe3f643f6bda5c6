use super::span::Span;

/// The positions below `count` in order, where `after` says whether the thing at the first comes after that at the
/// second; of equal things the one given first comes first.
///
/// A merge sort of numbers, for things of every kind: each kind that the standard library sorts adds 7 kB of
/// WebAssembly.
#[must_use]
pub fn order_by(count: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    if (1..count).all(|at| !after(at - 1, at)) {
        return order;
    }
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([one, others @ ..], [other, rest @ ..]) = (left, right) {
                if after(*one, *other) {
                    merged.push(*other);
                    right = rest;
                } else {
                    merged.push(*one);
                    left = others;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        width *= 2;
    }
    order
}

/// The positions of some texts in their order; of equal texts the one given first comes first.
#[must_use]
pub fn order_by_text(texts: &[&str]) -> Vec<usize> {
    order_by(texts.len(), &|one, other| texts.get(one) > texts.get(other))
}

/// The positions of some spans in the order of the text; of equal spans the one given first comes first.
#[must_use]
pub fn order_by_span(spans: impl Iterator<Item = Span>) -> Vec<usize> {
    let spans: Vec<Span> = spans.collect();
    order_by(spans.len(), &|one, other| spans.get(one) > spans.get(other))
}

#[cfg(test)]
mod tests {
    use super::{Span, order_by, order_by_span, order_by_text};

    #[test]
    fn keeps_the_order_of_equal_spans() {
        let spans = [Span::new(5, 6), Span::new(1, 9), Span::new(5, 6), Span::new(1, 2)];
        assert_eq!(order_by_span(spans.into_iter()), [3, 1, 0, 2]);
    }

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7_u32;
        for count in 0..70 {
            let things: Vec<u32> = (0..count)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    state >> 27
                })
                .collect();
            let mut expected: Vec<usize> = (0..things.len()).collect();
            expected.sort_by_key(|at| things.get(*at));
            let found = order_by(things.len(), &|one, other| things.get(one) > things.get(other));
            assert_eq!(found, expected, "{things:?}");
        }
    }

    #[test]
    fn texts_are_in_the_order_of_their_bytes() {
        assert_eq!(order_by_text(&["b", "中", "", "a", "b", "ab"]), [2, 3, 5, 0, 4, 1]);
    }
}

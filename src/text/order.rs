use super::span::Span;

/// The positions of some spans in the order of the text; of equal spans the one given first comes first.
#[must_use]
pub fn order_by_span(spans: impl Iterator<Item = Span>) -> Vec<usize> {
    let mut order: Vec<(Span, u32)> = spans.zip(0..).collect();
    if !order.is_sorted() {
        order.sort_unstable();
    }
    order.into_iter().map(|(_, position)| position as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::{Span, order_by_span};

    #[test]
    fn keeps_the_order_of_equal_spans() {
        let spans = [Span::new(5, 6), Span::new(1, 9), Span::new(5, 6), Span::new(1, 2)];
        assert_eq!(order_by_span(spans.into_iter()), [3, 1, 0, 2]);
    }
}

//! Finding what stands between two `*` of a pattern, in a time that hangs on the text more than on the part.

use super::wildcard::Token;

/// How many tokens a part has at most that is held against each place in turn. Real ones are shorter.
pub(super) const SHORT: usize = 32;

/// Whether a token is met by a character; a `variable` meets none.
pub(super) fn meets(token: Token, found: Option<char>, variable: Option<char>) -> bool {
    match (token, found) {
        (_, None) => false,
        (_, found) if found == variable => false,
        (Token::Character(wanted), Some(found)) => wanted == found,
        (Token::One | Token::Any, Some(_)) => true,
    }
}

/// Finds the first place in a text where a part without `*` stands, and leaves the text behind it.
pub(super) fn find<C: Iterator<Item = char> + Clone>(part: &[Token], rest: &mut C, variable: Option<char>) -> bool {
    if part.len() > SHORT {
        return find_long(part, rest, variable);
    }
    loop {
        let mut ahead = rest.clone();
        if part.iter().all(|token| meets(*token, ahead.next(), variable)) {
            *rest = ahead;
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// 64 tokens of a part.
struct Block {
    /// The tokens that each character meets, as bits; in the order of the characters.
    by_character: Vec<(char, u64)>,
    /// The tokens that any character meets.
    any: u64,
    /// The tokens that are met by the text read last, and so are those before them.
    met: u64,
}

impl Block {
    fn new(tokens: &[Token]) -> Self {
        let mut block = Self {
            by_character: Vec::new(),
            any: 0,
            met: 0,
        };
        for (token, bit) in tokens.iter().zip(0..) {
            match token {
                Token::One | Token::Any => block.any |= 1 << bit,
                Token::Character(character) => {
                    let place = block.by_character.binary_search_by_key(character, |(known, _)| *known);
                    match place {
                        Ok(place) => {
                            if let Some((_, bits)) = block.by_character.get_mut(place) {
                                *bits |= 1 << bit;
                            }
                        }
                        Err(place) => block.by_character.insert(place, (*character, 1 << bit)),
                    }
                }
            }
        }
        block
    }

    fn bits(&self, character: char) -> u64 {
        let place = self.by_character.binary_search_by_key(&character, |(known, _)| *known);
        let own = place.ok().and_then(|place| self.by_character.get(place));
        self.any | own.map_or(0, |(_, bits)| *bits)
    }
}

/// The same of a long part: each character is read once, and moves all places where the part could have begun on
/// together, 64 tokens at a time (Shift-And).
#[inline(never)]
fn find_long<C: Iterator<Item = char>>(part: &[Token], rest: &mut C, variable: Option<char>) -> bool {
    let mut blocks: Vec<Block> = part.chunks(64).map(Block::new).collect();
    let whole = 1 << ((part.len() - 1) % 64);
    for character in rest.by_ref() {
        // it can begin at every place
        let mut carried = 1;
        for block in &mut blocks {
            let next = block.met << 1 | carried;
            carried = block.met >> 63;
            block.met = match next {
                0 => 0,
                _ if variable == Some(character) => 0,
                next => next & block.bits(character),
            };
        }
        if blocks.last().is_some_and(|last| last.met & whole != 0) {
            return true;
        }
    }
    false
}

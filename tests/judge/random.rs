//! Random numbers with a seed that is printed and can be given: `RAMLIGHT_SEED=7 cargo test`.

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From `RAMLIGHT_SEED`, else `default`; printed, so that a failure can be repeated.
    pub fn from_environment(default: u64) -> Self {
        let seed = std::env::var("RAMLIGHT_SEED")
            .ok()
            .and_then(|s| s.parse().ok())
            .unwrap_or(default);
        println!("RAMLIGHT_SEED={seed}");
        Self(seed)
    }

    // splitmix64
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// True in `percent` of the cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len());
        &from[at]
    }

    /// `1..=most` characters of `alphabet`.
    pub fn text(&mut self, alphabet: &str, most: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..=self.below(most)).map(|_| *self.pick(&alphabet)).collect()
    }
}

/// How often a random test repeats: `RAMLIGHT_PAIRS`, else `default`.
pub fn repetitions(default: usize) -> usize {
    std::env::var("RAMLIGHT_PAIRS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(default)
}

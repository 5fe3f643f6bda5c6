//! `decide` against the judge of decisions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod judge;

use judge::decision::decide::Judge;
use judge::decision::generate;
use judge::random::Random;

#[test]
fn look() {
    let mut random = Random::from_environment(3);
    let mut seen = std::collections::BTreeMap::new();
    let mut most = std::collections::BTreeMap::new();
    let t = std::time::Instant::now();
    for _ in 0..10000 {
        let scenario = generate::scenario(&mut random, 20);
        let judge = Judge::new(&scenario);
        for request in scenario["requests"].as_array().unwrap() {
            let a = judge.decide(request);
            *seen.entry(a.possible).or_insert(0) += 1;
            *most.entry(a.unknown).or_insert(0) += 1;
        }
    }
    println!("{:?} {:?} {:?}", t.elapsed(), seen, most);
}

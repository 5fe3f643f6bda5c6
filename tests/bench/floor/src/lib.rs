//! The floor of the benchmark: what a plain, honest, indexed matcher takes, with nothing of what makes it a tool:
//! no diagnostics, no spans, no exactness, nothing kept from one text to the next.

mod catalogue;
mod evaluate;
mod policy;
mod wildcard;

use catalogue::Catalogue;
use policy::Policy;
use wasm_bindgen::prelude::*;

/// A catalogue, indexed, and the net effect of the last policy.
#[wasm_bindgen]
pub struct Floor {
    catalogue: Catalogue,
    net: Vec<u32>,
}

#[wasm_bindgen]
impl Floor {
    /// Indexes a catalogue.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Floor, JsError> {
        Ok(Floor {
            catalogue: Catalogue::parse(text)?,
            net: Vec::new(),
        })
    }

    /// Works out levels and net effect of a policy; returns the action matches, a bit set per statement.
    pub fn run(&mut self, text: &str) -> Result<Vec<u32>, JsError> {
        let policy: Policy = serde_json::from_str(text)?;
        let answer = evaluate::evaluate(&self.catalogue, &policy);
        self.net = answer.net;
        Ok(answer.actions)
    }

    /// The net effect of the last policy: the bit set of what is granted at least, then of what is granted at most.
    pub fn net(&self) -> Vec<u32> {
        self.net.clone()
    }
}

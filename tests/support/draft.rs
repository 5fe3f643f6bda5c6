//! A policy text and what it grants, together: what nearly every test of the coverage holds in its hands.

use std::ops::Deref;
use std::rc::Rc;

use ramlight::catalog::Catalog;
use ramlight::condition::Context;
use ramlight::coverage::Coverage;
use ramlight::pattern::Bindings;
use ramlight::policy::PolicyText;

pub struct Draft {
    pub text: PolicyText,
    coverage: Coverage,
}

#[allow(dead_code)] // not every test binary uses all of it
impl Draft {
    pub fn new(catalog: Rc<Catalog>) -> Self {
        Self {
            text: PolicyText::default(),
            coverage: Coverage::new(catalog),
        }
    }

    pub fn update(&mut self, text: &str) {
        self.text.update(text);
        self.coverage.follow(&[self.text.policy()]);
    }

    pub fn assume(&mut self, context: Context) {
        self.coverage.assume(context);
    }

    pub fn bind(&mut self, bindings: Bindings) {
        self.coverage.bind(bindings);
    }
}

impl Deref for Draft {
    type Target = Coverage;

    fn deref(&self) -> &Coverage {
        &self.coverage
    }
}

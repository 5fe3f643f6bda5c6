//! Dates and addresses, read character by character beside patterns: which texts are one that is wanted.
//!
//! What a question says of dates or addresses hangs on where they lie on a line. So of what has been read only this is
//! kept: what still can matter for the stretch of the line on which the whole will lie, and whether it will be one.

use super::addresses;
use super::dates::{self, Pass};

/// A place on the line of dates or on that of addresses.
pub(super) type Place = (u64, u64);

/// One way to read the beginning of a text. Texts that can be read alike are told apart by no question, however they go on.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// What has been read in whole.
    pub value: Place,
    /// The digits of what is being read, and how many where that is not told by `at`.
    pub digits: u32,
    pub count: u8,
    /// How far it has been read.
    pub at: u8,
    /// What else matters, as bits.
    pub form: u8,
    /// Whether all that it can become lies where texts are not as others.
    pub is_certain: bool,
    /// Whether it lies where they are, if it is of the pass.
    pub is_harmless: bool,
    pub is_date: bool,
}

impl Reading {
    /// All that it is.
    pub fn words(&self) -> [u32; 6] {
        let flags = u8::from(self.is_certain) | u8::from(self.is_date) << 1 | u8::from(self.is_harmless) << 2;
        let (high, low) = self.value;
        [
            high as u32,
            (high >> 32) as u32,
            low as u32,
            (low >> 32) as u32,
            self.digits,
            u32::from_be_bytes([self.count, self.at, self.form, flags]),
        ]
    }

    /// The characters with which it can go on, each letter in one case.
    pub fn characters(&self) -> &'static str {
        match self.is_date {
            true => dates::characters(self.at),
            false => addresses::CHARACTERS,
        }
    }

    /// Where on its line what was read lies, if it is a whole one.
    fn finished(&self) -> Option<Place> {
        match self.is_date {
            true => dates::finished(self),
            false => addresses::finished(self),
        }
    }

    fn read(&self, character: char, next: &mut Vec<Self>) {
        match self.is_date {
            true => next.extend(dates::read(*self, character)),
            false => addresses::read(*self, character, next),
        }
    }
}

/// Which dates or addresses are wanted.
#[derive(Default)]
pub(super) struct Line {
    /// From where on it is not as with other texts, or is again. Sorted.
    cuts: Vec<(Place, bool)>,
    /// What the parts of a date or an address are compared with, so that they can be told apart.
    pub marks: Vec<u64>,
    /// The same for the minutes of an hour.
    pub minutes: Vec<u64>,
}

impl Line {
    /// Whether it is not as with other texts from here to there; `None` where that changes.
    fn over(&self, first: Place, last: Place) -> Option<bool> {
        let mut verdict = None;
        for cut in &self.cuts {
            if verdict.is_some() && cut.0 > first {
                return if cut.0 > last { verdict } else { None };
            }
            verdict = Some(cut.1);
        }
        verdict
    }
}

/// Which dates and addresses are wanted, and whether other texts are.
pub(super) struct Typed {
    /// Whether texts are wanted that are none.
    pub others: bool,
    dates: Line,
    addresses: Line,
    start: Vec<Reading>,
    /// Which dates are looked through; `None`: all.
    pass: Option<Pass>,
    /// Whether each date is taken for as wanted as some of its day are.
    is_rough: bool,
}

impl Typed {
    pub fn new(others: bool) -> Self {
        Self {
            others,
            dates: Line::default(),
            addresses: Line::default(),
            start: Vec::new(),
            pass: None,
            is_rough: true,
        }
    }

    /// Which dates (addresses) are wanted, by texts that stand for all that can be told apart.
    pub fn add(&mut self, are_dates: bool, samples: &[String], is_wanted: &dyn Fn(&str) -> bool) {
        let start = match are_dates {
            true => vec![dates::START],
            false => addresses::START.to_vec(),
        };
        let line = if are_dates {
            &mut self.dates
        } else {
            &mut self.addresses
        };
        for sample in samples {
            let mut readings = start.clone();
            for character in sample.chars() {
                let mut next = Vec::new();
                readings.iter().for_each(|reading| reading.read(character, &mut next));
                readings = next;
            }
            if let Some(value) = readings.iter().find_map(Reading::finished) {
                let place = line.cuts.iter().take_while(|cut| cut.0 < value).count();
                line.cuts.insert(place, (value, is_wanted(sample) != self.others));
            }
        }
        line.cuts.dedup_by_key(|cut| cut.1);
        for (value, _) in &line.cuts {
            match are_dates {
                true => line.marks.push(value.1),
                false => addresses::add_marks(*value, &mut line.marks),
            }
        }
        self.start.extend(start);
    }

    /// Looks through the dates of a pass only.
    pub fn narrow(&mut self, pass: Pass, is_rough: bool) {
        self.dates.minutes.clear();
        for (value, _) in &self.dates.cuts {
            pass.add_minutes(value.0, &mut self.dates.minutes);
        }
        self.pass = Some(pass);
        self.is_rough = is_rough;
    }

    pub fn has_dates(&self) -> bool {
        !self.dates.cuts.is_empty()
    }

    /// How nothing is read.
    pub fn start(&self) -> Vec<Reading> {
        let mut start = self.start.clone();
        start.retain_mut(|reading| self.settle(reading));
        start
    }

    /// Each way to read one character more; none: the text is as texts are that are no date and no address. `None`: such
    /// texts are left out.
    pub fn after(&self, readings: &[Reading], character: char) -> Option<Vec<Reading>> {
        let mut next = Vec::new();
        for reading in readings {
            if reading.is_date && self.pass.is_some_and(|pass| pass.leaves_out(reading, character)) {
                return None;
            }
            reading.read(character, &mut next);
        }
        next.retain_mut(|reading| self.settle(reading));
        Some(next)
    }

    /// Whether a text is wanted that ends here.
    pub fn accepts(&self, readings: &[Reading]) -> bool {
        let differs = |reading: &Reading| {
            let over = |place| reading.is_certain || self.addresses.over(place, place) == Some(true);
            !reading.is_harmless && reading.finished().is_some_and(over)
        };
        readings.iter().any(differs) != self.others
    }

    /// Takes from a reading what does not matter any more; `false` where it is as if nothing could be read.
    fn settle(&self, reading: &mut Reading) -> bool {
        let line = if reading.is_date { &self.dates } else { &self.addresses };
        if !reading.is_certain {
            let mut verdict: Option<Option<bool>> = None;
            let mut add = |first: Place, last: Place| {
                let over = line.over(first, last);
                verdict = Some(if verdict.is_none_or(|verdict| verdict == over) {
                    over
                } else {
                    None
                });
            };
            match reading.is_date {
                true => dates::stretches(reading, self.pass, &mut add),
                false => addresses::stretch(reading, &mut add),
            }
            let is_enough = self.is_rough && dates::has_day(reading);
            match verdict.flatten().or(is_enough.then_some(!self.others)) {
                // What is told by the minutes of the zone is told of no date with others.
                Some(false) if self.others && !self.is_rough && dates::has_day(reading) => {
                    reading.is_certain = true;
                    reading.is_harmless = true;
                }
                Some(false) => return false,
                Some(true) => reading.is_certain = true,
                None => {}
            }
        }
        match reading.is_date {
            true => dates::settle(reading, line, self.pass.filter(|_| !self.is_rough)),
            false => addresses::settle(reading, &line.marks),
        }
        true
    }
}

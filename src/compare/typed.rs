//! Dates and addresses, read character by character beside patterns: which texts are one that is wanted.
//!
//! What a question says of dates or addresses hangs on where they lie on a line. So of what has been read only this is
//! kept: what still can matter for the stretch of the line on which the whole will lie, and whether it will be one.

use super::addresses;
use super::dates::{self, Marks, Pass};

/// One way to read the beginning of a text. Texts that can be read alike are told apart by no question, however they go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reading {
    /// What has been read in whole.
    pub value: u128,
    /// The digits of what is being read, and how many where that is not told by `at`.
    pub digits: u32,
    pub count: u8,
    /// How far it has been read.
    pub at: u8,
    /// What else matters, as bits.
    pub form: u8,
    /// Whether all that it can become lies where texts are not as others.
    pub is_certain: bool,
}

impl Reading {
    /// Adds all that it is.
    pub fn write(&self, words: &mut Vec<u32>) {
        let Self { value, digits, .. } = *self;
        words.extend([
            value as u32,
            (value >> 32) as u32,
            (value >> 64) as u32,
            (value >> 96) as u32,
            digits,
        ]);
        words.push(u32::from_be_bytes([
            self.count,
            self.at,
            self.form,
            u8::from(self.is_certain),
        ]));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Dates,
    Addresses,
}

impl Kind {
    fn read(self, reading: Reading, character: char, next: &mut Vec<Reading>) {
        match self {
            Self::Dates => next.extend(dates::read(reading, character)),
            Self::Addresses => addresses::read(reading, character, next),
        }
    }

    fn start(self) -> Vec<Reading> {
        match self {
            Self::Dates => vec![Reading::default()],
            Self::Addresses => addresses::start(),
        }
    }

    /// Where on the line what was read lies, if it is a whole one.
    fn finished(self, reading: &Reading) -> Option<u128> {
        match self {
            Self::Dates => dates::finished(reading),
            Self::Addresses => addresses::finished(reading),
        }
    }

    /// Where on the line a text lies, if it is one.
    fn value(self, text: &str) -> Option<u128> {
        let mut readings = self.start();
        for character in text.chars() {
            let mut next = Vec::new();
            for reading in readings {
                self.read(reading, character, &mut next);
            }
            readings = next;
        }
        readings.iter().find_map(|reading| self.finished(reading))
    }
}

/// Which dates (addresses) are wanted, and whether other texts are.
pub(super) struct Typed {
    kind: Kind,
    /// Whether texts are wanted that are none.
    pub others: bool,
    /// From where on the line it is not as with other texts, or is again. Sorted.
    cuts: Vec<(u128, bool)>,
    /// What the parts of a date (address) are compared with, so that they can be told apart.
    marks: Vec<u64>,
    /// The same for the minutes of an hour.
    minutes: Vec<u64>,
    /// Which dates are looked through; `None`: all.
    pass: Option<Pass>,
    /// Whether each date is taken for as wanted as some of its day are.
    is_rough: bool,
}

impl Typed {
    /// By texts that stand for all dates (addresses) that can be told apart.
    pub fn new(kind: Kind, others: bool, samples: &[String], is_wanted: &dyn Fn(&str) -> bool) -> Self {
        let mut all: Vec<(u128, bool)> = Vec::new();
        for sample in samples {
            if let Some(value) = kind.value(sample)
                && let Err(place) = all.binary_search_by_key(&value, |cut| cut.0)
            {
                all.insert(place, (value, is_wanted(sample) != others));
            }
        }
        all.dedup_by_key(|cut| cut.1);
        let mut marks = Vec::new();
        for (value, _) in &all {
            match kind {
                Kind::Dates => add_mark(&mut marks, dates::within_minute(*value)),
                Kind::Addresses => addresses::marks(*value, &mut |mark| add_mark(&mut marks, mark)),
            }
        }
        Self {
            kind,
            others,
            cuts: all,
            marks,
            minutes: Vec::new(),
            pass: None,
            is_rough: true,
        }
    }

    /// Looks through the dates of a pass only.
    pub fn narrow(&mut self, pass: Pass, is_rough: bool) {
        self.minutes = pass.minutes(self.cuts.iter().map(|cut| cut.0));
        self.pass = Some(pass);
        self.is_rough = is_rough;
    }

    pub fn is_of_dates(&self) -> bool {
        self.kind == Kind::Dates
    }

    /// How nothing is read.
    pub fn start(&self) -> Vec<Reading> {
        let start = self.kind.start().into_iter();
        start.filter_map(|reading| self.settled(reading)).collect()
    }

    /// Each way to read one character more, sorted; none: the text is as texts are that are no date (address). `None`:
    /// such texts are left out.
    pub fn after(&self, readings: &[Reading], character: char) -> Option<Vec<Reading>> {
        let mut read = Vec::new();
        for reading in readings {
            let is_left_out = |pass: Pass| self.is_of_dates() && pass.leaves_out(reading, character);
            if self.pass.is_some_and(is_left_out) {
                return None;
            }
            self.kind.read(*reading, character, &mut read);
        }
        let mut next: Vec<Reading> = Vec::with_capacity(read.len());
        for reading in read {
            if let Some(reading) = self.settled(reading)
                && let Err(place) = next.binary_search(&reading)
            {
                next.insert(place, reading);
            }
        }
        Some(next)
    }

    /// Whether a text is wanted that ends here.
    pub fn accepts(&self, readings: &[Reading]) -> bool {
        let differs = |reading: &Reading| {
            let value = self.kind.finished(reading);
            value.is_some_and(|value| reading.is_certain || self.over(value, value) == Some(true))
        };
        readings.iter().any(differs) != self.others
    }

    /// The characters with which it can go on, each letter in one case.
    pub fn characters(&self, readings: &[Reading]) -> &'static str {
        match (readings, self.kind) {
            ([], _) => "",
            ([reading, ..], Kind::Dates) => dates::characters(reading.at),
            (_, Kind::Addresses) => addresses::CHARACTERS,
        }
    }

    /// A reading without what does not matter any more; `None` where it is as if nothing could be read.
    fn settled(&self, mut reading: Reading) -> Option<Reading> {
        if !reading.is_certain {
            let mut verdict: Option<Option<bool>> = None;
            let mut add = |first: u128, last: u128| {
                let over = self.over(first, last);
                verdict = Some(if verdict.is_none_or(|verdict| verdict == over) {
                    over
                } else {
                    None
                });
            };
            match self.kind {
                Kind::Dates => dates::stretches(&reading, self.pass.map_or(0, |pass| pass.zone), &mut add),
                Kind::Addresses => {
                    let (first, last) = addresses::bounds(&reading);
                    add(first, last);
                }
            }
            let is_enough = self.is_rough && self.is_of_dates() && dates::has_day(&reading);
            match verdict.flatten().or(is_enough.then_some(!self.others)) {
                Some(false) => return None,
                Some(true) => reading.is_certain = true,
                None => {}
            }
        }
        let marks = Marks {
            minutes: &self.minutes,
            within: &self.marks,
        };
        Some(match self.kind {
            Kind::Dates => dates::settled(reading, &marks, self.pass.filter(|_| !self.is_rough)),
            Kind::Addresses => addresses::settled(reading, &self.marks),
        })
    }

    /// Whether it is not as with other texts from here to there; `None` where that changes.
    fn over(&self, first: u128, last: u128) -> Option<bool> {
        let next = self.cuts.partition_point(|cut| cut.0 <= first).max(1);
        match self.cuts.get(next) {
            Some(cut) if cut.0 <= last => None,
            _ => self.cuts.get(next - 1).map_or(Some(false), |cut| Some(cut.1)),
        }
    }
}

fn add_mark(marks: &mut Vec<u64>, mark: u64) {
    if let Err(place) = marks.binary_search(&mark) {
        marks.insert(place, mark);
    }
}

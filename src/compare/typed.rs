//! Dates and addresses, read character by character beside patterns: which texts are one that is wanted.
//!
//! What a question says of dates or addresses hangs on where they lie on a line. So of what has been read only this is
//! kept: what still can matter for the stretch of the line on which the whole will lie, and whether it will be one.

use super::addresses;
use super::dates::{self, Pass};
use super::minutes::Minutes;

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
    pub is_date: bool,
}

impl Reading {
    /// All that it is.
    pub fn words(&self) -> [u32; 6] {
        let flags = u8::from(self.is_certain) | u8::from(self.is_date) << 1;
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
}

impl Line {
    /// Whether it is not as with other texts at each place that lies between two in both of its numbers; `None` where that
    /// changes.
    fn over(&self, first: Place, last: Place) -> Option<bool> {
        let verdict = self.along(first, (first.0, last.1));
        // With the first number it changes at a cut's own and behind it alone.
        for ((number, _), _) in &self.cuts {
            for number in *number..=number.saturating_add(1) {
                let is_between = number > first.0 && number <= last.0;
                if is_between && self.along((number, first.1), (number, last.1)) != verdict {
                    return None;
                }
            }
        }
        verdict
    }

    /// The same from here to there.
    fn along(&self, first: Place, last: Place) -> Option<bool> {
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
    /// Which dates are looked through; `None`: all, each taken for as wanted as some of its day are.
    pub pass: Option<Pass>,
}

impl Typed {
    pub fn new(others: bool) -> Self {
        Self {
            others,
            dates: Line::default(),
            addresses: Line::default(),
            start: Vec::new(),
            pass: None,
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

    pub fn has_dates(&self) -> bool {
        !self.dates.cuts.is_empty()
    }

    /// How nothing is read.
    pub fn start(&self) -> (Vec<Reading>, Minutes) {
        let mut start = self.start.clone();
        start.retain_mut(|reading| self.settle(reading));
        let minutes = self.pass.and_then(|_| Minutes::first());
        (start, minutes.unwrap_or_default())
    }

    /// Each way to read one character more, and by how many minutes a date becomes later; none: the text is as texts are
    /// that are no date and no address. `None`: no text that goes on so is wanted, or it is left out.
    pub fn after(&self, readings: &[Reading], character: char) -> Option<(Vec<Reading>, i32)> {
        let mut next = Vec::new();
        let mut by = 0;
        for reading in readings {
            reading.read(character, &mut next);
            if let (true, Some(pass)) = (reading.is_date, self.pass) {
                if pass.leaves_out(reading, character) {
                    return None;
                }
                if let Some(next) = next.last_mut().filter(|next| next.is_date) {
                    by = dates::take_minutes(reading, next);
                }
            }
        }
        next.retain_mut(|reading| self.settle(reading));
        (self.others || !next.is_empty()).then_some((next, by))
    }

    /// At which of its minutes a text is wanted that ends here; `None`: at none.
    pub fn accepts(&self, readings: &[Reading], minutes: &Minutes) -> Option<Minutes> {
        let is_wanted = |minute: i32| {
            let differs = |reading: &Reading| {
                let is_over = |(value, within): Place| {
                    let place = (value.wrapping_add_signed(i64::from(minute)), within);
                    reading.is_certain || self.line(reading).over(place, place) == Some(true)
                };
                reading.finished().is_some_and(is_over) && (!reading.is_date || dates::can_be(reading, minute))
            };
            readings.iter().any(differs) != self.others
        };
        match readings.iter().any(|reading| reading.finished().is_some()) {
            true => minutes.filter(&is_wanted),
            false => self.others.then(|| minutes.clone()),
        }
    }

    fn line(&self, reading: &Reading) -> &Line {
        if reading.is_date { &self.dates } else { &self.addresses }
    }

    /// Takes from a reading what does not matter any more; `false` where it is as if nothing could be read.
    fn settle(&self, reading: &mut Reading) -> bool {
        let line = self.line(reading);
        if !reading.is_certain {
            let stretch = match reading.is_date {
                true => dates::stretch(reading),
                false => Some(addresses::stretch(reading)),
            };
            let is_enough = self.pass.is_none() && dates::has_day(reading);
            match stretch
                .and_then(|(first, last)| line.over(first, last))
                .or(is_enough.then_some(!self.others))
            {
                Some(false) => return false,
                Some(true) => reading.is_certain = true,
                None => {}
            }
        }
        match reading.is_date {
            true => dates::settle(reading, line, self.pass),
            false => addresses::settle(reading, &line.marks),
        }
        true
    }
}

//! Reads the file of the whole cloud, which `make catalog` writes: `src/npm/build/catalog/format.mjs` says what its lines
//! are. It is text that was made small, so that 25,000 operations are there in a few milliseconds.

mod reader;
mod service;

use super::{Catalog, CatalogError, Reason, Requirement, Service};
use reader::Reader;

/// What the first line begins with.
const FAMILY: &str = "ramlight-cloud";
/// The version that is read here.
const VERSION: usize = 1;

/// What was read, or what is wrong with the line at hand.
type Read<T> = Result<T, &'static str>;

impl Catalog {
    /// Whether a text is meant to be a file of the whole cloud, of whatever version.
    #[must_use]
    pub fn is_cloud(text: &str) -> bool {
        text.trim_start_matches('\u{feff}').starts_with(FAMILY)
    }

    /// Reads the file of the whole cloud, given as its name and its text, with the operations of some services, by RAM
    /// code or alias in any case, or of all. The other services are only named; a code that the cloud does not have is
    /// left out. What the embedded catalogue knows of API Gateway is put over the file's facts, which are fewer.
    ///
    /// # Errors
    /// The first thing wrong with the file: it is cut off, its checksum is another, it is of another version, or a line is
    /// not as the format has it. Nothing of it is used then.
    pub fn from_cloud(file: &str, text: &str, services: Option<&[&str]>) -> Result<Self, CatalogError> {
        let text = text.trim_start_matches('\u{feff}');
        let fault = |line: u32, reason: Reason| CatalogError {
            file: file.to_owned(),
            line,
            column: 1,
            reason,
        };
        let body = body(text).map_err(|reason| fault(1, reason))?;
        let mut reader = Reader::new(body, services);
        match reader.read() {
            Ok(()) => Ok(reader.finish()),
            Err(what) => Err(fault(reader.line, Reason::Malformed(what))),
        }
    }

    /// Puts the embedded facts of API Gateway over those here, where it is loaded.
    fn with_api_gateway(self) -> Self {
        let loaded = |of: &Service| of.code == "apigateway" && of.is_loaded;
        if !self.services.iter().any(loaded) {
            return self;
        }
        let mut catalog = self.extended(&Self::api_gateway());
        let seed = catalog.origins.iter().position(|origin| origin.id == "seed");
        let seed = seed.and_then(|place| u8::try_from(place).ok());
        for operation in &mut catalog.operations {
            let requirement = catalog.requirements.get(operation.requirement as usize);
            if operation.resource_origin.is_none() && requirement.is_some_and(Requirement::is_published) {
                operation.resource_origin = seed;
            }
        }
        catalog
    }
}

/// What follows the first line, which has the format, the version, the checksum and the length of it.
#[inline(never)]
fn body(text: &str) -> Result<&str, Reason> {
    let Some((line, body)) = text.split_once('\n') else {
        return Err(Reason::Truncated([&text.len().to_string(), " bytes"].concat()));
    };
    let mut words = [""; 4];
    for (word, given) in words.iter_mut().zip(line.split('\t')) {
        *word = given;
    }
    let [family, version, sum, length] = words;
    let named = || [family, " ", version].concat();
    if family != FAMILY {
        return Err(Reason::Format(family.chars().take(40).collect()));
    }
    match index(version) {
        Ok(VERSION) => {}
        Ok(version) if version > VERSION => return Err(Reason::NewerFormat(named())),
        Ok(_) => return Err(Reason::OlderFormat(named())),
        Err(_) => return Err(Reason::Format(named())),
    }
    let length_told = index(length).unwrap_or(0);
    if body.len() < length_told {
        let told = [&body.len().to_string(), " of ", length, " bytes"].concat();
        return Err(Reason::Truncated(told));
    }
    let is_whole = body.len() == length_told && u64::from_str_radix(sum, 16) == Ok(checksum(body.as_bytes()));
    if is_whole { Ok(body) } else { Err(Reason::Checksum) }
}

/// FNV-1a of 64 bits: tells damage, and changes by hand. It is no protection from somebody who means harm.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A length or an index: decimal digits.
#[inline(never)]
fn index(digits: &str) -> Read<usize> {
    let mut number = 0_usize;
    if digits.is_empty() || digits.len() > 9 {
        return Err("a number");
    }
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return Err("a number");
        }
        number = number * 10 + usize::from(byte - b'0');
    }
    Ok(number)
}

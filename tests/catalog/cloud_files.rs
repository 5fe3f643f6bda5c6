//! Files of the whole cloud that are cut off, changed, of another version, or not as the format has it.

use ramlight::catalog::{AccessLevel, Catalog};

use crate::cloud::CLOUD;
use crate::{notes, requires};

/// The file with another first line, or a changed body with its checksum and length as they are.
fn error(text: &str) -> String {
    Catalog::from_cloud("cloud.txt", text, None).unwrap_err().to_string()
}

/// A file with this body and the head that fits it.
fn sealed(body: &str) -> String {
    let sum = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("ramlight-cloud\t1\t{sum:016x}\t{}\n{body}", body.len())
}

#[test]
fn damaged_files_are_refused() {
    let body = CLOUD.split_once('\n').unwrap().1;
    assert_eq!(sealed(body), CLOUD);
    for end in [0, 5, 20, 40] {
        let expected = format!("cloud.txt:1:1: the file is cut off: {end} bytes are there");
        assert_eq!(error(&CLOUD[..end]), expected);
    }
    let end = CLOUD.len() - 1;
    let expected = format!(
        "cloud.txt:1:1: the file is cut off: {} of {} bytes are there",
        body.len() - 1,
        body.len()
    );
    assert_eq!(error(&CLOUD[..end]), expected);
    let changed = "cloud.txt:1:1: the file is damaged or was changed: its checksum is not that of its content";
    assert_eq!(error(&CLOUD.replace("DeleteInstance", "DeleteInstancf")), changed);
    assert_eq!(error(&format!("{CLOUD}\n")), changed);
    assert_eq!(error(&CLOUD.replace('\n', "\r\n")), changed);
    assert_eq!(
        error(&CLOUD.replacen("\t1\t", "\t2\t", 1)),
        "cloud.txt:1:1: `ramlight-cloud 2` is made for a newer ramlight; this one reads `ramlight-cloud 1`"
    );
    assert_eq!(
        error(&CLOUD.replacen("\t1\t", "\t0\t", 1)),
        "cloud.txt:1:1: `ramlight-cloud 0` is made for an older ramlight: it must be made anew"
    );
    assert!(error(&CLOUD.replacen("\t1\t", "\tx\t", 1)).contains("is no format of a catalogue"));
    assert!(error(&CLOUD.replacen("ramlight", "other", 1)).contains("`other-cloud` is no format of a catalogue"));
    // a mark that some editors put before a text is none of it
    assert!(Catalog::from_cloud("cloud.txt", &format!("\u{feff}{CLOUD}"), Some(&[])).is_ok());
}

const SMALL: &str = "date\t2026-01-01\nsources\t0\norigins\t1\na\tid\t\tEnglish\t中文\nkeys\t0\nregions\t0\nservices\t1\n\
    svc\tService\tother\t3\t1\t1\t1\t0\t1\n#CreateThing\n#DeleteAll\n$Thing\nccN\na\nacs:svc:*:$id:thing/$name\n\
    0\ta\t0 1\nnote\t\t2\nacs:svc:*:*:*\n";

#[test]
fn the_lines_mean_what_the_format_says() {
    let catalog = Catalog::from_cloud("small.txt", &sealed(SMALL), None).unwrap();
    let names: Vec<&str> = catalog.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["CreateThing", "DeleteAll", "DeleteThing"]);
    let levels: Vec<_> = catalog
        .operations
        .iter()
        .map(|o| (o.access_level, o.access_level_derived))
        .collect();
    let create = (AccessLevel::Create, false);
    assert_eq!(levels, [create, create, (AccessLevel::None, true)]);
    assert_eq!(requires(&catalog, "svc:DeleteAll"), [["acs:svc:*:$id:thing/$name"]]);
    assert!(requires(&catalog, "other:DeleteThing").is_empty());
    assert_eq!(notes(&catalog, "svc:DeleteThing"), ["note"]);
    assert_eq!(catalog.arn_hints(0), ["acs:svc:*:*:*"]);
}

#[test]
fn malformed_files_are_refused_with_the_line() {
    let error = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from}");
        let text = sealed(&SMALL.replacen(from, to, 1));
        let error = Catalog::from_cloud("small.txt", &text, None).unwrap_err().to_string();
        error.replace("the line is not as the format has it: ", "")
    };
    assert_eq!(error("origins\t1", "origins\tx"), "small.txt:4:1: a number");
    assert_eq!(error("origins", "origin"), "small.txt:4:1: origins");
    assert_eq!(error("a\tid\t", "a\tid\t\t"), "small.txt:5:1: there are more fields");
    assert_eq!(error("\tother", ""), "small.txt:9:1: a field is missing");
    assert_eq!(
        error("#CreateThing", "$CreateThing"),
        "small.txt:10:1: the beginning of a name"
    );
    assert_eq!(error("$Thing", "&Thing"), "small.txt:12:1: the beginning of a name");
    assert_eq!(
        error("$Thing", "$AL"),
        "small.txt:12:1: the names of actions, or their order"
    );
    assert_eq!(
        error("#DeleteAll", "#Delete-All"),
        "small.txt:11:1: the names of actions, or their order"
    );
    assert_eq!(
        error("ccN", "cc"),
        "small.txt:14:1: as many letters as there are operations"
    );
    assert_eq!(error("ccN", "cxN"), "small.txt:14:1: an access level");
    assert_eq!(error("\na\nacs", "\nb\nacs"), "small.txt:14:1: the letter of an origin");
    assert_eq!(error("acs:svc:*:$id", "acs:svc:$id"), "small.txt:15:1: a template");
    assert_eq!(
        error("0\ta\t0 1", "1\ta\t0 1"),
        "small.txt:16:1: the index of a template"
    );
    assert_eq!(
        error("0\ta\t0 1", "0\ta\t0 3"),
        "small.txt:16:1: the index of an operation"
    );
    assert_eq!(error("note\t\t2", "note\t\t"), "small.txt:17:1: a number");
    assert_eq!(error("acs:svc:*:*:*\n", ""), "small.txt:17:1: a line is missing");
    assert_eq!(error("services\t1", "services\t0"), "small.txt:8:1: there is more text");
}

/// Whatever byte is another, under a checksum that fits: a fault, or facts that hang together. Never a panic.
#[test]
fn no_byte_makes_a_panic() {
    let mut read = 0;
    for at in 0..SMALL.len() {
        for put in ["", "x", "9", "0", " ", "\t", "\n", "$", "中"] {
            if !SMALL.is_char_boundary(at) || !SMALL.is_char_boundary(at + 1) {
                continue;
            }
            let text = sealed(&format!("{}{put}{}", &SMALL[..at], &SMALL[at + 1..]));
            let Ok(catalog) = Catalog::from_cloud("small.txt", &text, None) else {
                continue;
            };
            read += 1;
            for operation in &catalog.operations {
                assert!((operation.requirement as usize) < catalog.requirements.len());
                assert!(
                    operation
                        .notes
                        .iter()
                        .all(|note| (*note as usize) < catalog.notes.len())
                );
            }
            let ids = catalog
                .requirements
                .iter()
                .flat_map(|of| of.alternatives.iter().flatten());
            assert!(ids.into_iter().all(|id| (*id as usize) < catalog.templates.len()));
        }
    }
    assert!(read > 100, "{read}");
}

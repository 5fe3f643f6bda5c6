use crate::diagnostic::policy_messages as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::Limit;
use crate::text::Span;

/// RAM212: a policy of nine tenths of the characters that its kind may have, told at its end (`ram/language.md` §1.5).
// A finding and no diagnostic: it changes with each key, and a key reads only its statement.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let characters = subject.policy.characters;
    if let Some(Limit::Characters(limit)) = subject.policy.kind.limit()
        && (limit * 9 / 10 + 1..=limit).contains(&characters)
    {
        let last = subject
            .source
            .char_indices()
            .next_back()
            .map_or(0, |(offset, _)| offset);
        let place = Span::new(last as u32, subject.source.len() as u32);
        report.say(
            &messages::NEARLY_TOO_LONG,
            place,
            &[&characters.to_string(), &limit.to_string()],
        );
    }
}

use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::grants::SYSTEM;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};

/// RAM720 to RAM722: the account of an ARN that is no id of an account. What it holds as a placeholder is RAM262.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for (placed, at) in subject.resources() {
        // Of a system policy the account is `system` (`ram/language.md` §2).
        let account = field(&at.text, 3);
        if account.is_empty() || account == SYSTEM || account.contains(['*', '?', '$', '{', '<']) {
            continue;
        }
        let digits = account.bytes().all(|byte| byte.is_ascii_digit());
        let message = match account.len() {
            16 if digits => continue,
            12 if digits => &messages::ACCOUNT_OF_AWS,
            _ if digits => &messages::ACCOUNT_LENGTH,
            _ => &messages::NOT_AN_ACCOUNT,
        };
        let diagnostic = Diagnostic::new(message, in_text(placed, at.span)).with(account);
        report.push(match message == &messages::ACCOUNT_LENGTH {
            true => diagnostic.with(&account.len().to_string()),
            false => diagnostic,
        });
    }
}

use std::ops::Range;

/// The placeholders that documents leave in a resource: `$groupId`, `${groupId}`, `{#groupId}`, `{groupId}`, `<id>`,
/// instead of `*`, say. RAM documents no variables of its own (`ram/language.md` §1.3), so none of them is meant.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = text
        .get(at..)
        .and_then(|rest| rest.find(['$', '{', '<']))
        .map(|offset| at + offset)
    {
        let rest = text.get(from..).unwrap_or("");
        let length = if rest.starts_with('$') && !rest.starts_with("${") {
            1 + name_length(rest.get(1..).unwrap_or(""))
        } else {
            closed_length(rest)
        };
        if length > 1 {
            found.push(from..from + length);
        }
        at = from + length.max(1);
    }
    found
}

fn name_length(text: &str) -> usize {
    text.find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .unwrap_or(text.len())
}

/// The length of `{…}`, `{#…}`, `${…}` or `<…>` at the start of `text`; 0 where it is not closed or empty.
fn closed_length(text: &str) -> usize {
    let opened = text.strip_prefix('$').unwrap_or(text);
    let closer = if opened.starts_with('<') { '>' } else { '}' };
    match text.find(closer) {
        Some(end) if end > text.len() - opened.len() + 1 && !text.get(..end).unwrap_or("").contains('/') => end + 1,
        _ => 0,
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::find;

    #[test]
    fn finds_what_documents_leave_in() {
        let held = |text: &str| {
            find(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            held("acs:x:$regionid:${account}:g/$groupId"),
            ["$regionid", "${account}", "$groupId"]
        );
        assert_eq!(held("g/{#groupId}/{id}"), ["{#groupId}", "{id}"]);
        assert_eq!(held("project/<your project>/*"), ["<your project>"]);
        assert_eq!(held("a$/{}<>/{open"), Vec::<String>::new());
    }
}

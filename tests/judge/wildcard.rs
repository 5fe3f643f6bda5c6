//! Wildcards and resources, one text at a time (language.md §1.3, §2, §9.12–13).

/// Whether `text` fits `pattern`: `*` is any run of characters, `?` is one character.
pub fn fits(pattern: &str, text: &str) -> bool {
    let mut rest = pattern.chars();
    let Some(first) = rest.next() else {
        return text.is_empty();
    };
    let mut tail = text.chars();
    match first {
        // Every tail of the text is tried, the empty one too.
        '*' => std::iter::once(0)
            .chain(text.char_indices().map(|(at, c)| at + c.len_utf8()))
            .any(|at| fits(rest.as_str(), &text[at..])),
        '?' => tail.next().is_some() && fits(rest.as_str(), tail.as_str()),
        literal => tail.next() == Some(literal) && fits(rest.as_str(), tail.as_str()),
    }
}

/// The region or account: an empty one in the policy stands for "global", which a request writes as empty or `*`.
pub fn field_fits(pattern: &str, text: &str) -> bool {
    if pattern.is_empty() {
        text.is_empty() || text == "*"
    } else {
        fits(pattern, text)
    }
}

/// The five fields of an ARN, `acs` left out; `None` if it has fewer or another prefix.
pub fn fields(arn: &str) -> Option<[&str; 4]> {
    let parts: Vec<&str> = arn.splitn(5, ':').collect();
    match parts[..] {
        ["acs", service, region, account, relative] => Some([service, region, account, relative]),
        _ => None,
    }
}

/// Whether one resource pattern matches the resource that a service presents.
pub fn resource_fits(pattern: &str, resource: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    match (fields(pattern), fields(resource)) {
        (Some(p), Some(r)) => fits(p[0], r[0]) && field_fits(p[1], r[1]) && field_fits(p[2], r[2]) && fits(p[3], r[3]),
        // The lone `*` of an action without resource-level authorisation is matched by `*` alone.
        _ => false,
    }
}

/// Whether an action pattern names the action `code:Name` (§9.3: parts apart, ASCII case ignored).
pub fn action_fits(pattern: &str, action: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    match (pattern.split_once(':'), action.split_once(':')) {
        (Some((pc, pn)), Some((c, n))) => fits(pc, c) && fits(pn, n),
        _ => false,
    }
}

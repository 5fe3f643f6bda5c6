/// The escape of a character in a string, as JSON, YAML and Terraform have it in common; `None` where there is none so short.
pub(super) fn short_escape(character: char) -> Option<&'static str> {
    Some(match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => return None,
    })
}

//! What `policy` can say: RAM200–RAM299, the grammar of a policy document.

use super::syntax_messages::messages;
use super::{Message, Severity, Wording};

messages! {
    /// `ram/language.md` §9.1.
    INVALID_VERSION = "RAM201" "invalid-version" Error
        "the version must be \"1\", not {0}" => "write \"Version\": \"1\"",
        "版本必须为 \"1\"，而不是 {0}" => "请写成 \"Version\": \"1\"";
}

//! What `lint::catalogue` can say: RAM700–RAM799, what the catalogue does not know, or knows otherwise.

use super::syntax_messages::messages;
use super::{Message, Severity, Wording};

messages! {
    /// `ram/language.md` §6.2.
    UNKNOWN_ACTION = "RAM700" "unknown-action" GeneralWarning
        "`{0}` is not in the catalogue of {1}" => "check the spelling; an operation that is newer than the catalogue is fine",
        "{1} 的目录中没有 `{0}`" => "请检查拼写；如果是目录之后新增的操作，可以忽略";
}

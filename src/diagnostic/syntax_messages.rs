//! What `syntax` can say: RAM100–RAM139 about JSON, RAM140–RAM179 about text pasted from a document.

use super::{Message, Severity, Wording};

macro_rules! messages {
    ($($(#[$doc:meta])* $constant:ident = $code:literal $name:literal $severity:ident
        $english:literal => $english_help:literal, $chinese:literal => $chinese_help:literal;)*) => {
        $($(#[$doc])* pub static $constant: Message = Message {
            code: $code,
            name: $name,
            severity: Severity::$severity,
            english: Wording { message: $english, help: $english_help },
            chinese: Wording { message: $chinese, help: $chinese_help },
        };)*
        /// Every message of this table.
        pub static ALL: &[&Message] = &[$(&$constant),*];
    };
}
pub(super) use messages;

messages! {
    /// A value, comma or bracket where JSON has none.
    UNEXPECTED = "RAM100" "unexpected-text" Error
        "`{0}` is not expected here" => "remove it, or put {1} here",
        "此处不应出现 `{0}`" => "请删除它，或在此处填写 {1}";
}

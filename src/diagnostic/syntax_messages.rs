//! What `syntax` can say: RAM100–RAM139 about JSON, RAM140–RAM179 about text pasted from a document.

use super::{Message, Severity};

macro_rules! messages {
    ($($(#[$doc:meta])* $constant:ident = $code:literal $name:literal $severity:ident
        $english:literal => $english_help:literal, $chinese:literal => $chinese_help:literal;)*) => {
        $($(#[$doc])* pub static $constant: Message = Message {
            code: $code,
            name: $name,
            severity: Severity::$severity,
            wordings: concat!($english, "\n", $english_help, "\n", $chinese, "\n", $chinese_help),
        };)*
        /// Every message of this table.
        pub static ALL: &[&Message] = &[$(&$constant),*];
    };
}
pub(super) use messages;

messages! {
    /// A value, comma or bracket where JSON has none.
    UNEXPECTED = "RAM100" "unexpected-text" Error
        "`{0}` is not expected here" => "remove it, or put it in double quotes if it is meant as a string",
        "此处不应出现 `{0}`" => "请删除它；如果它是字符串，请用双引号括起来";
    /// A bare word that can be meant as a string.
    MISSING_QUOTES = "RAM101" "missing-quotes" Error
        "`{0}` is not in double quotes" => "write `\"{0}\"`",
        "`{0}` 没有用双引号括起来" => "请写成 `\"{0}\"`";
    /// Two values, or two members, with nothing between them.
    MISSING_COMMA = "RAM102" "missing-comma" Error
        "a comma is missing" => "put `,` between the two values",
        "缺少逗号" => "请在两个值之间加上 `,`";
    /// A key and its value with nothing between them.
    MISSING_COLON = "RAM103" "missing-colon" Error
        "a colon is missing after `{0}`" => "put `:` between the key and its value",
        "`{0}` 之后缺少冒号" => "请在键与值之间加上 `:`";
    /// A key alone.
    MISSING_VALUE = "RAM104" "missing-value" Error
        "`{0}` has no value" => "write `:` and the value after it, or remove the key",
        "`{0}` 没有值" => "请在其后写上 `:` 和值，或删除该键";
    /// A value in an object without its key.
    MISSING_KEY = "RAM105" "missing-key" Error
        "a key is missing" => "write the key in double quotes before the value",
        "缺少键" => "请在值之前写上用双引号括起来的键";
    /// A string that its line does not close.
    UNCLOSED_STRING = "RAM106" "unclosed-string" Error
        "the string is not closed" => "put `\"` at its end; a string cannot go on in the next line",
        "字符串没有结束" => "请在末尾加上 `\"`；字符串不能跨行";
    /// A bracket without its partner.
    UNCLOSED_BRACKET = "RAM107" "unclosed-bracket" Error
        "`{0}` is not closed" => "put `{1}` where it ends",
        "`{0}` 没有闭合" => "请在结束处加上 `{1}`";
    /// A closing bracket that closes nothing.
    STRAY_BRACKET = "RAM108" "stray-bracket" Error
        "`{0}` closes nothing" => "remove it, or add the opening bracket that it belongs to",
        "`{0}` 没有对应的左括号" => "请删除它，或补上对应的左括号";
    /// A raw control character in a string.
    CONTROL_CHARACTER = "RAM109" "control-character" Error
        "the string has the control character {0}" => "write it as `{1}`, or remove it",
        "字符串中含有控制字符 {0}" => "请写成 `{1}`，或将其删除";
    /// A backslash with something after it that JSON does not know.
    BAD_ESCAPE = "RAM110" "bad-escape" Error
        "`{0}` is not an escape of JSON" => "write `\\\\` for a backslash",
        "`{0}` 不是 JSON 的转义序列" => "反斜杠请写成 `\\\\`";
    /// Half of a surrogate pair.
    LONE_SURROGATE = "RAM111" "lone-surrogate" Error
        "`{0}` is half of a character" => "write both halves of the pair, or the character itself",
        "`{0}` 只是半个字符" => "请写出完整的代理对，或直接写该字符";
    /// A number that only other languages know.
    BAD_NUMBER = "RAM112" "bad-number" Error
        "`{0}` is not a number of JSON" => "write it without a leading `+` or `0`, with a digit on each side of the point",
        "`{0}` 不是 JSON 的数字" => "不要以 `+` 或 `0` 开头，小数点两边都要有数字";
    /// `True`, `FALSE`, `NULL` …
    WRONG_CASE = "RAM113" "wrong-case-literal" Error
        "`{0}` must be lower case" => "write `{1}`",
        "`{0}` 必须小写" => "请写成 `{1}`";
    /// More values after the document.
    TEXT_AFTER = "RAM114" "text-after-document" Error
        "there is text after the end of the document" => "remove it; a document is one value",
        "文档结束之后还有内容" => "请将其删除；一个文档只能有一个值";
    /// Words in front of the document.
    TEXT_BEFORE = "RAM115" "text-before-document" Error
        "there is text before the document" => "remove it; a document begins with `{`",
        "文档开始之前还有内容" => "请将其删除；文档以 `{` 开头";
    /// Nested deeper than the limit.
    TOO_DEEP = "RAM116" "too-deep" Error
        "this is nested more than {0} levels deep" => "a policy needs no more than 8; what is inside is not read",
        "嵌套超过 {0} 层" => "权限策略最多需要 8 层；其中的内容不会被读取";
    /// No value at all.
    EMPTY = "RAM117" "empty-document" Error
        "the document is empty" => "write a policy, or start from a template",
        "文档为空" => "请编写权限策略，或从模板开始";
    /// The problem list is cut.
    TOO_MANY = "RAM118" "too-many-problems" Error
        "there are more than {0} problems" => "mend these first; the rest is not listed",
        "问题超过 {0} 个" => "请先修正这些问题；其余的不再列出";
    /// 4 GiB or more.
    TOO_LONG = "RAM119" "too-long" Error
        "the text is too long to be read" => "a policy has at most 6,144 characters",
        "文本过长，无法读取" => "权限策略最多 6,144 个字符";

    /// `3. "Version": "1",`
    LINE_NUMBER = "RAM140" "line-number" Error
        "`{0}` is a line number of the document that this was copied from" => "remove it",
        "`{0}` 是复制时带入的行号" => "请将其删除";
    /// `- "Version": "1",`
    BULLET = "RAM141" "bullet" Error
        "`{0}` is a bullet of the document that this was copied from" => "remove it",
        "`{0}` 是复制时带入的项目符号" => "请将其删除";
    /// U+00A0, U+3000 …
    ODD_BLANK = "RAM142" "odd-blank" Error
        "JSON does not know this kind of blank ({0})" => "replace it with a plain blank",
        "JSON 不接受这种空格（{0}）" => "请换成普通空格";
    /// U+200B, U+FEFF …
    INVISIBLE = "RAM143" "invisible-character" Error
        "there is an invisible character ({0})" => "remove it",
        "此处有不可见字符（{0}）" => "请将其删除";
    /// `“Effect”`, `'Effect'`
    ODD_QUOTES = "RAM144" "odd-quotes" Error
        "the string is in {0} instead of double quotes" => "put it in `\"…\"`",
        "字符串使用了 {0}，而不是双引号" => "请用 `\"…\"` 括起来";
    /// `，` `：` `｛` …
    FULL_WIDTH = "RAM145" "full-width-punctuation" Error
        "`{0}` is full-width" => "write `{1}`",
        "`{0}` 是全角符号" => "请写成 `{1}`";
    /// `;` `、`
    ODD_COMMA = "RAM146" "odd-comma" Error
        "`{0}` stands for a comma" => "write `,`",
        "`{0}` 被用作逗号" => "请写成 `,`";
    /// `// …`, `# …`, `/* … */`
    COMMENT = "RAM147" "comment" Error
        "JSON has no comments" => "remove it",
        "JSON 不支持注释" => "请将其删除";
    /// `["a", ]`
    TRAILING_COMMA = "RAM148" "trailing-comma" Error
        "nothing follows this comma" => "remove it",
        "这个逗号之后没有内容" => "请将其删除";
    /// `\*`, `\_`, `\[`
    BACKSLASH = "RAM149" "markdown-backslash" Error
        "the backslash of `{0}` was left by copying" => "remove the backslash",
        "`{0}` 中的反斜杠是复制时带入的" => "请删除反斜杠";
    /// `<br>`, `&nbsp;`
    HTML = "RAM150" "html" Error
        "`{0}` is HTML" => "remove it",
        "`{0}` 是 HTML" => "请将其删除";
    /// A line of three backticks.
    CODE_FENCE = "RAM151" "code-fence" Error
        "`{0}` marks a code block in Markdown" => "remove it",
        "`{0}` 是 Markdown 的代码块标记" => "请将其删除";
    /// `Version: "1"`
    UNQUOTED_KEY = "RAM152" "unquoted-key" Error
        "the key `{0}` is not in double quotes" => "write `\"{0}\"`",
        "键 `{0}` 没有用双引号括起来" => "请写成 `\"{0}\"`";
}

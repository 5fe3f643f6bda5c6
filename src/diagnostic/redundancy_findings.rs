//! What `lint::redundancy` can say: RAM600–RAM699, parts that can go, or do nothing.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    /// Allows or denies nothing more.
    REDUNDANT_STATEMENT = "RAM600" "redundant-statement" Suggestion
        "the statement adds nothing to statement {0}" => "remove it",
        "该语句没有给第 {0} 条语句增加任何内容" => "请删除它";
    /// Covered within its list.
    REDUNDANT_ACTION = "RAM601" "redundant-action" Suggestion
        "`{0}` adds nothing to `{1}`" => "remove it",
        "`{0}` 已包含在 `{1}` 中" => "请删除它";
    /// Covered within its list.
    REDUNDANT_RESOURCE = "RAM602" "redundant-resource" Suggestion
        "`{0}` adds nothing to `{1}`" => "remove it",
        "`{0}` 已包含在 `{1}` 中" => "请删除它";
    /// Covered within its list.
    REDUNDANT_VALUE = "RAM603" "redundant-condition-value" Suggestion
        "`{0}` adds nothing to `{1}`" => "remove it",
        "`{0}` 已包含在 `{1}` 中" => "请删除它";
    /// Covered by other statements.
    SHADOWED_ACTION = "RAM604" "shadowed-action" Suggestion
        "statement {1} does all that `{0}` does here" => "remove it",
        "第 {1} 条语句已包含此处 `{0}` 的全部作用" => "请删除它";
    /// Covered by other statements.
    SHADOWED_RESOURCE = "RAM605" "shadowed-resource" Suggestion
        "statement {1} does all that `{0}` does here" => "remove it",
        "第 {1} 条语句已包含此处 `{0}` 的全部作用" => "请删除它";
    /// Cancelled by the policy's own Denies.
    OVERRIDDEN_STATEMENT = "RAM606" "overridden-statement" GeneralWarning
        "the statement allows nothing: statement {0} denies all of it" => "remove it, or narrow the Deny",
        "该语句不允许任何操作：第 {0} 条语句全部拒绝" => "请删除它，或缩小 Deny 的范围";
    /// Cancelled by the policy's own Denies.
    OVERRIDDEN_ACTION = "RAM607" "overridden-action" GeneralWarning
        "`{0}` allows nothing here: statement {1} denies all of it" => "remove it, or narrow the Deny",
        "`{0}` 在此处不允许任何操作：第 {1} 条语句全部拒绝" => "请删除它，或缩小 Deny 的范围";
}

//! Every phrase of an explanation, English and Chinese; `{0}`, `{1}` … stand for what [`Phrase::say`] is given.

use crate::diagnostic::{Locale, fill};

/// A phrase in both languages.
pub(super) struct Phrase {
    english: &'static str,
    chinese: &'static str,
}

impl Phrase {
    /// The phrase in one language with its places filled in.
    pub fn say(&self, locale: Locale, arguments: &[String]) -> String {
        match locale {
            Locale::English => fill(self.english, arguments),
            Locale::Chinese => fill(self.chinese, arguments),
        }
    }
}

macro_rules! phrases {
    ($($constant:ident = $english:literal, $chinese:literal;)*) => {
        $(pub(super) static $constant: Phrase = Phrase { english: $english, chinese: $chinese };)*
    };
}

phrases! {
    ALLOWED = "allowed: every call", "允许：所有调用";
    PARTIAL = "allowed for some resources: some calls, not all", "部分资源允许：部分调用，并非全部";
    CONDITIONAL = "under conditions: at most every call, at least none", "有条件：至多所有调用，至少没有";
    PARTIAL_CONDITIONAL = "some resources, under conditions: at least {0}, at most {1}", "部分资源，有条件：至少{0}，至多{1}";
    DENIED = "denied: a Deny stands against every call that could be allowed", "拒绝：所有本可允许的调用都被 Deny 拒绝";
    NOT_GRANTED = "not granted: no statement allows a call", "未授权：没有语句允许任何调用";
    UNDECIDED = "undecided: it must not be taken for allowed", "未决：不可视为允许";
    UNKNOWN = "unknown: the resources of this operation are not published, so only `*` decides it", "未知：此操作的资源未公布，只有 `*` 才能确定";
    NOT_ANALYSED = "the text is too long to be analysed", "文本过长，未作分析";

    NO_CALL = "no call", "没有调用";
    SOME_CALLS = "some calls", "部分调用";
    EVERY_CALL = "every call", "所有调用";
    AN_OPEN_NUMBER = "an open number of calls", "不确定数量的调用";

    STATEMENT = "statement {0}", "语句 {0}";
    STATEMENT_OF = "policy {0}, statement {1}", "策略 {0} 的语句 {1}";
    ALLOWS = "{0} grants it for {1}: {2}", "{0} 对{1}授权：{2}";
    DENIES = "{0} denies it for {1}: {2}", "{0} 对{1}拒绝：{2}";
    ALL_OF = "all {0}", "所有{0}";
    SOME_OF = "some {0}", "部分{0}";
    NOT_FOR = "{0}, not for {1}", "{0}，不包括{1}";
    CONTRIBUTES = "{0} matches {1}, but the same call is also checked for {2}: alone it grants nothing", "{0} 匹配{1}，但同一次调用还会检查{2}：单独不授予任何权限";
    CONTRIBUTES_APART = "{0} matches each of {1}, but never all that one call is checked for: alone it grants nothing", "{0} 分别匹配{1}，但不会同时匹配一次调用所检查的全部资源：单独不授予任何权限";
    MISSES = "{0} names the action ({1}), but its resources match none that is checked: {2}", "{0} 包含此操作（{1}），但其资源与所检查的资源都不匹配：{2}";
    MAY_ALLOW = "{0} may grant it, which cannot be decided: {1}", "{0} 可能授权，无法确定：{1}";
    MAY_DENY = "{0} may deny it, which cannot be decided: {1}", "{0} 可能拒绝，无法确定：{1}";
    BLOCKS = "{0} is not finished or has an error; until it is mended nothing is decided here", "{0} 未完成或有错误；修正之前此处无法确定";
    FAULTY = "{0} has an error and grants nothing until it is mended", "{0} 有错误，修正之前不授予任何权限";
    FAULTY_DENY = "{0} has an error; it is a Deny, but not of the resources that are checked here", "{0} 有错误；它是 Deny，但不针对此处所检查的资源";
    MET = "{0}; its condition on {1} is met", "{0}；其关于 {1} 的条件已满足";
    MET_SEVERAL = "{0}; its conditions on {1} are met", "{0}；其关于 {1} 的条件均已满足";
    NOT_MET = "{0} does not count: its condition on {1} is not met", "{0} 不起作用：其关于 {1} 的条件不满足";
    NOT_MET_SEVERAL = "{0} does not count: its conditions on {1} are not met", "{0} 不起作用：其关于 {1} 的条件均不满足";
    UNDER = "{0}, under the condition {1}", "{0}，条件为 {1}";
    UNDER_SEVERAL = "{0}, under the conditions {1}", "{0}，条件为 {1}";
    ON = "{0} on {1}", "{0}，资源为 {1}";
    RESOURCES = "resources", "资源";
    AND = "{0} and {1}", "{0}和{1}";
    OR = "{0} or {1}", "{0}或{1}";
}

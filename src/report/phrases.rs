//! Every phrase of an explanation, English and Chinese; `{0}`, `{1}` … stand for what [`Phrase::say`] is given.

use crate::diagnostic::{Locale, fill};
use crate::text::joined;

/// A phrase in English and then in Chinese, each a line: one text, because each would cost a place and a length.
pub(super) struct Phrase(&'static str);

impl Phrase {
    /// The phrase in one language with its places filled in.
    pub fn say(&self, locale: Locale, arguments: &[String]) -> String {
        let mut lines = self.0.lines();
        let phrase = match locale {
            Locale::English => lines.next(),
            Locale::Chinese => lines.nth(1),
        };
        fill(phrase.unwrap_or(""), arguments)
    }

    /// `a, b and c`, where the phrase is `{0} and {1}`.
    pub fn join(&self, locale: Locale, mut names: Vec<String>) -> String {
        match names.pop() {
            Some(last) if !names.is_empty() => self.say(locale, &[joined(&names, ", "), last]),
            last => last.unwrap_or_default(),
        }
    }
}

macro_rules! phrases {
    ($($constant:ident = $english:literal, $chinese:literal;)*) => {
        $(pub(super) static $constant: Phrase = Phrase(concat!($english, "\n", $chinese));)*
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

    IS_ALLOWED = "allowed", "允许";
    IS_DENIED = "explicitly denied: a statement denies it", "显式拒绝：有语句拒绝该请求";
    IS_NOT_ALLOWED_BY_IDENTITY = "implicitly denied: no identity policy allows it", "隐式拒绝：没有身份策略允许该请求";
    IS_NOT_ALLOWED = "implicitly denied: nothing allows it", "隐式拒绝：没有任何语句允许该请求";
    IS_OPEN = "undecided: it hangs on {0}", "未决：取决于 {0}";
    IS_OPEN_BY_ERROR = "undecided: what has an error or could not be read may decide it", "未决：有错误或无法读取的内容可能决定结果";
    DECISIVE_RESOURCE = "the resource that decides it is `{0}`", "决定结果的资源是 `{0}`";
    OWNER = "the owner of the account is not limited by RAM policies", "账号所有者不受 RAM 策略限制";

    STATEMENT_OF_NAMED = "statement {0} of `{1}`", "`{1}` 的语句 {0}";
    STATEMENT_OF_POLICY = "statement {0} of policy {1}", "第 {1} 个策略的语句 {0}";
    DOES_ALLOW = "{0} allows it", "{0} 允许该请求";
    DOES_DENY = "{0} denies it", "{0} 拒绝该请求";
    BY_PATTERNS = "{0}: {1}", "{0}：{1}";
    COULD_ALLOW = "{0} allows it if {1}", "{0} 允许该请求，如果{1}";
    COULD_DENY = "{0} denies it if {1}", "{0} 拒绝该请求，如果{1}";
    EITHER_WAY = "whatever is unknown, the statements together decide it", "无论未知内容如何，这些语句共同决定了结果";
    ITS_CONDITIONS = "its conditions {0} are met", "其条件 {0} 满足";
    ITS_CONDITION = "its condition {0} is met", "其条件 {0} 满足";
    BECAUSE_MET = "{0}; {1}", "{0}；{1}";
    TOO_LONG = "{0} is too long to be analysed, so what it says is not known", "{0}过长，无法分析，因此不知道其内容";
    POLICY_NUMBER = "policy {0}", "第 {0} 个策略";
    ERROR_COULD_DENY = "{0} has an error and could deny it; until it is mended this is not decided", "{0} 有错误，可能拒绝该请求；修正之前无法确定";
    ERROR_GRANTS_NOTHING = "{0} would allow it, but it has an error and grants nothing until it is mended", "{0} 本可允许该请求，但它有错误，修正之前不授予任何权限";

    CONTROL_STOPS = "the control policies of level {0} do not allow it, and each level must", "第 {0} 级的管控策略不允许该请求，而每一级都必须允许";
    SESSION_STOPS = "the session policy does not allow it, and nothing else can make up for that", "会话策略不允许该请求，其他策略无法弥补";
    TRUST_STOPS = "the trust policy of the role does not allow it, and it must, beside an identity policy of the caller", "角色的信任策略不允许该请求；信任策略与调用者的身份策略都必须允许";
    TRUST_ALONE_STOPS = "the trust policy of the role does not allow it", "角色的信任策略不允许该请求";
    TRUST_IS_LACKING = "the trust policy of the role must allow it, too, and is not given here", "角色的信任策略也必须允许该请求，而此处没有提供";
    OTHER_RESOURCE_GROUP = "what is attached in the resource group `{0}` has no say: the request is not in it", "附加在资源组 `{0}` 中的策略不参与：该请求不在此资源组中";
    IDENTITY_STOPS = "no identity policy allows it", "没有身份策略允许该请求";
    EITHER_STOPS = "neither an identity policy nor the policy of the resource allows it", "身份策略与资源的策略都不允许该请求";
    NO_ALLOW = "no Allow statement stands there", "其中没有任何允许语句";
    NAMES_NO_SERVICE = "no Allow statement there for this caller names an action of `{0}`", "其中没有针对该调用者的允许语句包含 `{0}` 的操作";
    NAMES_NO_ACTION = "no Allow statement there for this caller names `{0}`; the nearest is {1}, whose action is `{2}`", "其中没有针对该调用者的允许语句包含 `{0}`；最接近的是{1}，其操作为 `{2}`";
    EXCEPTS_ACTION = "{0} allows all but the action: it excepts `{1}`", "{0} 允许其他操作，但排除了此操作：`{1}`";
    NO_ACTIONS = "{0} names no action", "{0} 没有指明任何操作";
    DIFFERS_IN = "{0} allows the action, but its resource `{1}` differs in {2}", "{0} 允许此操作，但其资源 `{1}` 的{2}不同";
    OTHER_RESOURCE = "{0} allows the action, but its resource `{1}` does not match `{2}`", "{0} 允许此操作，但其资源 `{1}` 与 `{2}` 不匹配";
    EXCEPTS_RESOURCE = "{0} allows the action, but not on this resource: it excepts `{1}`", "{0} 允许此操作，但排除了此资源：`{1}`";
    NO_RESOURCE = "{0} allows the action, but names no resource", "{0} 允许此操作，但没有指明任何资源";
    OTHER_PRINCIPAL = "{0} is about another principal", "{0} 针对其他主体";
    SERVICE_FIELD = "the service", "服务";
    REGION_FIELD = "the region", "地域";
    ACCOUNT_FIELD = "the account", "账号";
    RELATIVE_ID_FIELD = "the last field", "最后一段";
    CONDITION_FAILS = "{0} would allow it, but {1}", "{0} 本可允许该请求，但{1}";
    CONDITION_NOT_MET = "its condition `{0} {1}` is not met: it has {2}, the request {3}", "其条件 `{0} {1}` 不满足：策略的值为 {2}，请求的值为 {3}";
    NEVER_MET = "its condition `{0} {1}` is never met: it has no value", "其条件 `{0} {1}` 永远不满足：它没有任何值";
    ALWAYS_MET = "its condition `{0} {1}` is always met: it has no value", "其条件 `{0} {1}` 始终满足：它没有任何值";
    NOT_MET_ABSENT = "its condition `{0} {1}` is not met: the request does not carry the key", "其条件 `{0} {1}` 不满足：请求不包含此条件键";
    CONDITION_MET = "its condition `{0} {1}` is met: it has {2}, the request {3}", "其条件 `{0} {1}` 满足：策略的值为 {2}，请求的值为 {3}";
    MET_ABSENT = "its condition `{0} {1}` is met: the request does not carry the key", "其条件 `{0} {1}` 满足：请求不包含此条件键";
    NO_VALUE = "no value", "无值";

    DENIED_WORD = "explicitly denied", "显式拒绝";
    NOT_ALLOWED_WORD = "implicitly denied", "隐式拒绝";
    IF = "{0} if {1}", "{0}，如果{1}";
    POSSIBLE = "{0}: possible, but it hangs on more conditions than can be told apart", "{0}：有可能，但取决于过多的条件，无法逐一区分";
    OR_IF = "{0}, or if {1}", "{0}；或者如果{1}";
    OR_OTHERS = "{0}, or in {1} other ways", "{0}；或者另外 {1} 种情况";
    EVERY_VALUE = "every value of {0}", "{0} 的每个值";
    NOT_SO = "it is not so that {0}", "并非{0}";
    IS = "{0} is {1}", "{0} 为 {1}";
    IS_NOT = "{0} is not {1}", "{0} 不为 {1}";
    IS_IN_ANY_CASE = "{0} is {1} in upper or lower case", "{0} 为 {1}（不区分大小写）";
    IS_NOT_IN_ANY_CASE = "{0} is not {1} in upper or lower case", "{0} 不为 {1}（不区分大小写）";
    IS_LIKE = "{0} is like {1}", "{0} 匹配 {1}";
    IS_NOT_LIKE = "{0} is not like {1}", "{0} 不匹配 {1}";
    IS_IN = "{0} is in {1}", "{0} 在 {1} 内";
    IS_NOT_IN = "{0} is not in {1}", "{0} 不在 {1} 内";
    IS_LESS = "{0} is less than {1}", "{0} 小于 {1}";
    IS_AT_MOST = "{0} is at most {1}", "{0} 不大于 {1}";
    IS_GREATER = "{0} is greater than {1}", "{0} 大于 {1}";
    IS_AT_LEAST = "{0} is at least {1}", "{0} 不小于 {1}";
    IS_BEFORE = "{0} is before {1}", "{0} 早于 {1}";
    IS_NOT_AFTER = "{0} is at or before {1}", "{0} 不晚于 {1}";
    IS_AFTER = "{0} is after {1}", "{0} 晚于 {1}";
    IS_NOT_BEFORE = "{0} is at or after {1}", "{0} 不早于 {1}";
    ERROR_DENIES = "{0}, which has an error, denies it", "有错误的{0}拒绝该请求";
    ERROR_DOES_NOT_DENY = "{0}, which has an error, does not deny it", "有错误的{0}不拒绝该请求";
    ERRORS_DENY = "one of {0}, which have errors, denies it", "有错误的{0}之一拒绝该请求";
    ERRORS_DO_NOT_DENY = "none of {0}, which have errors, denies it", "有错误的{0}都不拒绝该请求";
    UNREAD_DENIES = "the policy that is too long to be analysed denies it", "过长而未分析的策略拒绝该请求";
    UNREAD_DOES_NOT_DENY = "the policy that is too long to be analysed does not deny it", "过长而未分析的策略不拒绝该请求";
    UNREAD_ALLOWS = "the policy that is too long to be analysed allows it", "过长而未分析的策略允许该请求";
    UNREAD_DOES_NOT_ALLOW = "the policy that is too long to be analysed does not allow it", "过长而未分析的策略不允许该请求";
}

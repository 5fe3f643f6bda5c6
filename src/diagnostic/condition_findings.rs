//! What `lint::conditions` can say: RAM500–RAM599, conditions that are met never, always, or by others than they seem to.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    // ---------------------------------------------------------------- keys
    /// `ram/language.md` §4.1. The list of keys ages, so this is no error.
    UNKNOWN_GLOBAL_KEY = "RAM500" "unknown-global-key" GeneralWarning
        "`{0}` is not among the global condition keys that are known here" => "check the spelling; a request that does not carry a key meets negated operators on it and no others",
        "`{0}` 不在此处已知的全局条件键之中" => "请检查拼写；请求不携带某个键时，只满足该键上的否定运算符";
    /// `ram/language.md` §1.2: keys are case-sensitive.
    MISSPELT_KEY = "RAM501" "misspelt-condition-key" GeneralWarning
        "`{0}` is not a known condition key, `{1}` is" => "write `{1}`: keys are compared letter by letter, case included",
        "`{0}` 不是已知的条件键，`{1}` 才是" => "请写成 `{1}`：条件键逐字比较，区分大小写";
    /// A key of AWS.
    FOREIGN_KEY = "RAM502" "foreign-condition-key" GeneralWarning
        "`{0}` is a condition key of another cloud, so no request carries it" => "global condition keys of Alibaba Cloud begin with `acs:`",
        "`{0}` 是其他云的条件键，任何请求都不会携带" => "阿里云的全局条件键以 `acs:` 开头";
    /// `acs:ResourceTag` or `acs:ResourceTag/`.
    MISSING_TAG_KEY = "RAM503" "missing-tag-key" GeneralWarning
        "`{0}` does not say which tag is meant" => "write `{1}<tag key>`, as `{1}team`",
        "`{0}` 没有指明是哪个标签" => "请写成 `{1}<标签键>`，如 `{1}team`";
    /// `ram/language.md` §1.2.
    KEYS_EQUAL_BUT_FOR_CASE = "RAM504" "keys-equal-but-for-case" GeneralWarning
        "`{0}` and `{1}` differ in case only, and both must be met: a request carries at most one of them" => "keep the key that is documented, with the values of both if either may be met",
        "`{0}` 与 `{1}` 仅大小写不同，且两者都必须满足：请求最多携带其中一个" => "请只保留文档中的写法；如满足其一即可，请合并两者的值";
    /// `ram/language.md` §3.2: "mismatched operators will invalidate the policy".
    OPERATOR_OF_OTHER_TYPE = "RAM505" "operator-of-other-type" GeneralWarning
        "`{0}` does not fit `{1}`, whose values are of the type {2}; RAM documents that a mismatched operator invalidates the policy" => "use an operator of that type, as `{3}`",
        "`{0}` 不适用于 `{1}`，其值的类型为 {2}；根据 RAM 文档，运算符不匹配会使策略失效" => "请使用该类型的运算符，如 `{3}`";
    /// `ram/language.md` §4.
    KEY_OF_OTHER_SERVICE = "RAM506" "key-of-other-service" GeneralWarning
        "`{0}` is a condition key of `{1}`, and no action of this statement is: its requests do not carry the key" => "put the condition into a statement for actions of `{1}`, or use a global key, which begins with `acs:`",
        "`{0}` 是 `{1}` 的条件键，而此语句没有该服务的操作：这些请求不携带此键" => "请将条件放到 `{1}` 的操作所在的语句中，或使用以 `acs:` 开头的全局键";

    // ---------------------------------------------------------------- keys that a request does not carry
    /// `ram/language.md` §4.1, population caveats.
    KEY_NOT_SENT_IN_ALLOW = "RAM507" "key-not-sent-in-allow" GeneralWarning
        "calls of `{0}` do not carry `{1}`, so this statement never allows them" => "allow `{0}` in a statement without this condition",
        "`{0}` 的调用不携带 `{1}`，因此此语句永远不会允许它们" => "请在不带此条件的语句中允许 `{0}`";
    /// `ram/language.md` §4.1, population caveats.
    KEY_NOT_SENT_IN_DENY = "RAM508" "key-not-sent-in-deny" SecurityWarning
        "calls of `{0}` do not carry `{1}`, so this statement never denies them" => "deny `{0}` in a statement without this condition, or allow it only for the resources that are meant",
        "`{0}` 的调用不携带 `{1}`，因此此语句永远不会拒绝它们" => "请在不带此条件的语句中拒绝 `{0}`，或只对所指的资源允许它";
    /// `ram/language.md` §4.1, population caveats.
    KEY_NOT_SENT_NEGATED = "RAM509" "key-not-sent-negated" GeneralWarning
        "calls of `{0}` do not carry `{1}`, so `{2}` is always met: the condition makes no difference to them" => "move `{0}` into a statement without this condition, or remove it here",
        "`{0}` 的调用不携带 `{1}`，因此 `{2}` 始终满足：此条件对它们不起作用" => "请将 `{0}` 移到不带此条件的语句中，或在此处删除";
    /// `ram/language.md` §3.2, §9.2.
    NEGATED_ALLOW = "RAM510" "absent-key-is-allowed" SecurityWarning
        "a call that does not carry `{0}` meets `{1}`, so it is allowed" => "name the values that are allowed with a positive operator, which a missing key does not meet",
        "不携带 `{0}` 的调用满足 `{1}`，因此会被允许" => "请用肯定运算符列出允许的值：缺少该键时不满足";
    /// `ram/language.md` §3.2, §9.2.
    NEGATED_DENY = "RAM511" "absent-key-is-denied" GeneralWarning
        "a call that does not carry `{0}` meets `{1}`, so it is denied as well" => "name only actions whose calls carry the key",
        "不携带 `{0}` 的调用满足 `{1}`，因此也会被拒绝" => "请只列出其调用会携带此键的操作";

    // ---------------------------------------------------------------- never and always met
    /// Decided over all values that a request can have.
    NEVER_MET = "RAM512" "never-met-in-allow" GeneralWarning
        "no request meets all that is asked of `{0}` here, so this statement allows nothing" => "remove one of the conditions on `{0}`, or make a statement for each",
        "没有请求能同时满足此处对 `{0}` 的所有要求，因此此语句不允许任何操作" => "请删除 `{0}` 上的一个条件，或分别写成语句";
    /// Decided over all values that a request can have.
    NEVER_MET_IN_DENY = "RAM513" "never-met-in-deny" SecurityWarning
        "no request meets all that is asked of `{0}` here, so this statement denies nothing" => "remove one of the conditions on `{0}`, or make a statement for each",
        "没有请求能同时满足此处对 `{0}` 的所有要求，因此此语句不拒绝任何操作" => "请删除 `{0}` 上的一个条件，或分别写成语句";
    /// `0.0.0.0/0`.
    ANY_ADDRESS = "RAM514" "any-address" GeneralWarning
        "`{0}` stands for every address of its kind, so `{1}` tells none of them apart" => "name the networks that are meant, or remove the condition",
        "`{0}` 包含该类的所有地址，因此 `{1}` 无法区分它们" => "请写出所指的网段，或删除此条件";
    /// The catalogue's date is earlier than today, whenever that is.
    TIME_IS_OVER = "RAM515" "time-is-over" GeneralWarning
        "`{0}` is over, so this condition is no longer met" => "set a later time, or remove the statement",
        "`{0}` 已过，因此此条件不再满足" => "请设置更晚的时间，或删除该语句";
    /// Beside RAM258.
    FAVOURS_THE_LESS_SAFE = "RAM516" "favours-the-less-safe" GeneralWarning
        "this {0} favours calls for which `{1}` is `false` over those for which it is `true`" => "`{2}` may be meant",
        "此 {0} 对 `{1}` 为 `false` 的调用比为 `true` 的调用更宽松" => "或许应写成 `{2}`";
    /// `ram/language.md` §9.9: a request may carry several values of a key.
    NEEDS_SEVERAL = "RAM517" "needs-several-values-in-allow" GeneralWarning
        "no single value of `{0}` meets all that is asked of it here, so this statement allows only a request that carries several" => "remove one of the conditions on `{0}`, or make a statement for each",
        "`{0}` 的任何单个值都不能同时满足此处的所有要求，因此此语句只允许携带多个值的请求" => "请删除 `{0}` 上的一个条件，或分别写成语句";
    /// `ram/language.md` §9.9: a request may carry several values of a key.
    NEEDS_SEVERAL_IN_DENY = "RAM518" "needs-several-values-in-deny" SecurityWarning
        "no single value of `{0}` meets all that is asked of it here, so this statement denies only a request that carries several" => "remove one of the conditions on `{0}`, or make a statement for each",
        "`{0}` 的任何单个值都不能同时满足此处的所有要求，因此此语句只拒绝携带多个值的请求" => "请删除 `{0}` 上的一个条件，或分别写成语句";

    // ---------------------------------------------------------------- values
    /// `ram/language.md` §4.1.
    PRIVATE_SOURCE_IP = "RAM520" "private-source-ip" GeneralWarning
        "`{0}` is a private address: calls over the Internet have none, and calls from a VPC have it in `acs:VpcSourceIp`" => "use `acs:VpcSourceIp` with `acs:SourceVpc` for calls from a VPC, or name the public address through which the calls come",
        "`{0}` 是私网地址：来自公网的调用没有私网地址，来自 VPC 的调用则通过 `acs:VpcSourceIp` 给出" => "来自 VPC 的调用请使用 `acs:VpcSourceIp` 并配合 `acs:SourceVpc`，否则请写出其出口公网地址";
    /// `ram/language.md` §4.1.
    PRIVATE_AMONG_PUBLIC = "RAM521" "private-among-public-addresses" Suggestion
        "`{0}` is a private address among public ones: calls over the Internet have none, and calls from a VPC have it in `acs:VpcSourceIp`" => "remove it, unless the service is known to give private addresses here",
        "`{0}` 是公网地址中的私网地址：来自公网的调用没有私网地址，来自 VPC 的调用则通过 `acs:VpcSourceIp` 给出" => "请删除它，除非已知该服务在此处给出私网地址";
    /// `ram/language.md` §4.1.
    VPC_ADDRESS_ALONE = "RAM522" "vpc-address-without-vpc" SecurityWarning
        "private addresses are the same in every VPC, so `acs:VpcSourceIp` alone does not say whose network it is" => "add `\"StringEquals\": {\"acs:SourceVpc\": \"vpc-…\"}`",
        "各个 VPC 的私网地址会重复，仅凭 `acs:VpcSourceIp` 无法确定是谁的网络" => "请添加 `\"StringEquals\": {\"acs:SourceVpc\": \"vpc-…\"}`";
    /// `ram/language.md` §4.1.
    VPC_WITH_PUBLIC_ADDRESS = "RAM523" "vpc-with-public-address" GeneralWarning
        "`acs:SourceVpc` asks for a call from a VPC, and `{0}` for a public address: both are hardly ever met by one call" => "make two statements, one for the VPC and one for the public address",
        "`acs:SourceVpc` 要求调用来自 VPC，而 `{0}` 要求公网地址：一次调用几乎不可能同时满足" => "请拆成两条语句，一条针对 VPC，一条针对公网地址";
    /// `ram/language.md` §4.1.
    VPC_BESIDE_KMS = "RAM524" "source-vpc-beside-kms" GeneralWarning
        "KMS evaluates `acs:SourceVpc` only where every action of the statement begins with `kms:`, which `{0}` does not" => "make a statement of its own for the actions of KMS",
        "只有语句的所有操作都以 `kms:` 开头时，KMS 才会判断 `acs:SourceVpc`，而 `{0}` 不是" => "请为 KMS 的操作单独写一条语句";
    /// The form of an id.
    NOT_A_VPC = "RAM525" "not-a-vpc-id" GeneralWarning
        "`{0}` is not the id of a VPC, which begins with `vpc-`" => "write the id, as `vpc-bp1abcdefgh`; the name of a VPC is not compared",
        "`{0}` 不是 VPC 的 ID，其 ID 以 `vpc-` 开头" => "请写出 ID，如 `vpc-bp1abcdefgh`；不会与 VPC 名称比较";
    /// `ram/language.md` §9.4: blanks are never trimmed.
    BLANK_AROUND_VALUE = "RAM526" "blank-around-value" GeneralWarning
        "the value `{0}` begins or ends with a blank, which counts" => "remove the blank",
        "值 `{0}` 的开头或结尾有空格，会参与比较" => "请删除空格";
    /// `ram/language.md` §1.3: no policy variables are documented.
    VARIABLE = "RAM527" "variable-in-value" GeneralWarning
        "`{0}` is plain text here: RAM has no policy variables, so no request has this value" => "write the value itself",
        "`{0}` 在此处只是普通文本：RAM 没有策略变量，任何请求都不会有此值" => "请写出实际的值";
}

//! What `policy` can say: RAM200–RAM319, the grammar of a policy document of each kind.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    // ---------------------------------------------------------------- the document
    /// Neither an object nor something that can be wrapped into one.
    NOT_A_DOCUMENT = "RAM200" "not-a-policy" Error
        "a policy is an object with `Version` and `Statement`" => "start with {\"Version\": \"1\", \"Statement\": []}",
        "策略应为包含 `Version` 和 `Statement` 的对象" => "请以 {\"Version\": \"1\", \"Statement\": []} 开头";
    /// `ram/language.md` §1.1, §9.1.
    INVALID_VERSION = "RAM201" "invalid-version" Error
        "the version must be the string `\"1\"`, not `{0}`" => "write `\"Version\": \"1\"`",
        "版本必须为字符串 `\"1\"`，而不是 `{0}`" => "请写成 `\"Version\": \"1\"`";
    /// `ram/language.md` §1.1.
    MISSING_VERSION = "RAM202" "missing-version" Error
        "the policy has no `Version`" => "add `\"Version\": \"1\"`",
        "策略缺少 `Version`" => "请添加 `\"Version\": \"1\"`";
    /// `ram/language.md` §1.1.
    MISSING_STATEMENT = "RAM203" "missing-statement" Error
        "the policy has no `Statement`" => "add `\"Statement\": [ … ]` with at least one statement",
        "策略缺少 `Statement`" => "请添加至少包含一条语句的 `\"Statement\": [ … ]`";
    /// `ram/language.md` §9.1: the statements keep their meaning (§9.6).
    STATEMENT_NOT_LIST = "RAM204" "statement-not-list" Error
        "`Statement` must be a list, even for one statement" => "put the statement in `[ ]`",
        "`Statement` 必须是列表，即使只有一条语句" => "请用 `[ ]` 将语句括起来";
    /// `ram/language.md` §9.1.
    NO_STATEMENTS = "RAM205" "empty-statement" Error
        "the list of statements is empty" => "add a statement with `Effect`, `Action` and `Resource`",
        "语句列表为空" => "请添加包含 `Effect`、`Action` 和 `Resource` 的语句";
    /// `ram/language.md` §9.1.
    UNKNOWN_ELEMENT = "RAM206" "unknown-element" Error
        "`{0}` is not an element that stands here" => "remove it; these can stand here: {1}",
        "此处不能使用元素 `{0}`" => "请删除它；此处可用：{1}";
    /// The name of an element in another case.
    MISSPELT_ELEMENT = "RAM207" "misspelt-element" Error
        "`{0}` is not read as `{1}`: the spelling must be exact" => "write `{1}`",
        "`{0}` 不会被识别为 `{1}`：拼写必须完全一致" => "请写成 `{1}`";
    /// An element of `Statement` that is no object.
    STATEMENT_NOT_OBJECT = "RAM208" "statement-not-object" Error
        "a statement is an object, not `{0}`" => "write `{\"Effect\": …, \"Action\": …, \"Resource\": …}`",
        "语句应为对象，而不是 `{0}`" => "请写成 `{\"Effect\": …, \"Action\": …, \"Resource\": …}`";
    /// `ram/language.md` §1.5, §9.14.
    TOO_LONG = "RAM209" "policy-too-long" Error
        "the policy has {0} characters, RAM takes at most {1}" => "shorten it: use wildcards, merge statements, or split it into several policies",
        "策略有 {0} 个字符，RAM 最多接受 {1} 个" => "请缩短：使用通配符、合并语句，或拆分为多个策略";
    /// `ram/language.md` §9.7.
    EQUAL_KEYS = "RAM210" "equal-keys" SecurityWarning
        "`{0}` stands more than once in this object; the last one counts" => "keep one of them, and merge their values if both are meant",
        "`{0}` 在此对象中出现多次，以最后一个为准" => "请只保留一个；如两者都需要，请合并其值";
    /// More text than is ever analysed.
    NOT_ANALYSED = "RAM211" "not-analysed" Error
        "the text is too long to be analysed: more than {0} characters" => "no policy is so long: is this another file?",
        "文本过长，无法分析：超过 {0} 个字符" => "没有这么长的策略：这是否是其他文件？";
    /// `ram/language.md` §1.5, §9.14; at nine tenths.
    NEARLY_TOO_LONG = "RAM212" "policy-nearly-too-long" Suggestion
        "the policy has {0} of the {1} characters that RAM takes" => "shorten it before more is added: use wildcards, or merge statements; blanks count, too",
        "策略已有 {0} 个字符，RAM 最多接受 {1} 个" => "请在添加更多内容之前缩短：使用通配符或合并语句；空白也计入";

    // ---------------------------------------------------------------- the statement
    /// `ram/language.md` §1.1.
    MISSING_EFFECT = "RAM220" "missing-effect" Error
        "the statement has no `Effect`" => "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
        "语句缺少 `Effect`" => "请添加 `\"Effect\": \"Allow\"` 或 `\"Effect\": \"Deny\"`";
    /// `ram/language.md` §1.1, §9.4.
    INVALID_EFFECT = "RAM221" "invalid-effect" Error
        "the effect must be exactly `Allow` or `Deny`, not `{0}`" => "write `Allow` or `Deny`, without blanks and in this case",
        "效果必须为 `Allow` 或 `Deny`，而不是 `{0}`" => "请写成 `Allow` 或 `Deny`，不带空格且大小写一致";
    /// `ram/language.md` §1.1.
    MISSING_ACTION = "RAM222" "missing-action" Error
        "the statement has neither `Action` nor `NotAction`" => "add `\"Action\": \"<ram-code>:<action-name>\"`",
        "语句既没有 `Action` 也没有 `NotAction`" => "请添加 `\"Action\": \"<ram-code>:<action-name>\"`";
    /// `ram/language.md` §9.1.
    BOTH_ACTIONS = "RAM223" "action-and-not-action" Error
        "a statement has `Action` or `NotAction`, not both" => "remove one, or make two statements",
        "语句只能有 `Action` 或 `NotAction` 之一" => "请删除其中一个，或拆成两条语句";
    /// `ram/language.md` §1.1.
    MISSING_RESOURCE = "RAM224" "missing-resource" Error
        "the statement has no `Resource`" => "add `\"Resource\": \"*\"`, or the ARNs that are meant",
        "语句缺少 `Resource`" => "请添加 `\"Resource\": \"*\"` 或所指的 ARN";
    /// `ram/language.md` §9.1.
    BOTH_RESOURCES = "RAM225" "resource-and-not-resource" Error
        "a statement has `Resource` or `NotResource`, not both" => "remove one, or make two statements",
        "语句只能有 `Resource` 或 `NotResource` 之一" => "请删除其中一个，或拆成两条语句";
    /// `ram/language.md` §9.2.
    NOT_RESOURCE = "RAM226" "not-resource" GeneralWarning
        "`NotResource` is no longer documented for RAM" => "use `Resource`, with a Deny statement for the exceptions",
        "RAM 文档已不再包含 `NotResource`" => "请使用 `Resource`，并用 Deny 语句表示例外";
    /// `ram/language.md` §9.1.
    PRINCIPAL_IN_IDENTITY = "RAM227" "principal-in-identity-policy" Error
        "`{0}` does not belong in an identity policy: it applies to whom it is attached to" => "remove it, or check this as a policy of the kind `{1}`: it looks like one",
        "`{0}` 不能用于基于身份的策略：策略对其所附加的身份生效" => "请删除它；如果这是 `{1}` 类策略（看起来如此），请按该类检查";
    /// `ram/language.md` §1.1.
    SID = "RAM228" "sid" Suggestion
        "`Sid` is not part of RAM's policy language" => "remove it: it has no effect",
        "`Sid` 不属于 RAM 策略语言" => "请删除：它不起作用";
    /// An element that must be a string or a list of strings.
    NOT_STRINGS = "RAM229" "not-strings" Error
        "`{0}` is a string or a list of strings, not `{1}`" => "put each value in double quotes",
        "`{0}` 应为字符串或字符串列表，而不是 `{1}`" => "请用双引号括住每个值";

    // ---------------------------------------------------------------- actions and resources
    /// `ram/language.md` §9.1.
    INVALID_ACTION = "RAM230" "invalid-action" Error
        "`{0}` is not an action" => "write `<ram-code>:<action-name>`, as `apigateway:DescribeApi`, or `*`",
        "`{0}` 不是有效的操作" => "请写成 `<ram-code>:<action-name>`，如 `apigateway:DescribeApi`，或 `*`";
    /// `ram/language.md` §9.4: blanks are never trimmed.
    BLANK_IN_ACTION = "RAM231" "blank-in-action" Error
        "the action `{0}` holds a blank, so it matches nothing" => "remove the blank",
        "操作 `{0}` 含有空格，因此不匹配任何操作" => "请删除空格";
    /// `ram/language.md` §2.
    INVALID_ARN_PREFIX = "RAM232" "invalid-arn-prefix" Error
        "`{0}` does not begin with `acs:`" => "write `acs:<ram-code>:<region>:<account>:<relative-id>`, or `*`",
        "`{0}` 没有以 `acs:` 开头" => "请写成 `acs:<ram-code>:<region>:<account>:<relative-id>`，或 `*`";
    /// An ARN of another cloud.
    FOREIGN_ARN = "RAM233" "foreign-arn" Error
        "`{0}` is an ARN of another cloud" => "an Alibaba Cloud ARN begins with `acs:`",
        "`{0}` 是其他云的 ARN" => "阿里云的 ARN 以 `acs:` 开头";
    /// `ram/language.md` §2.
    MISSING_ARN_FIELD = "RAM234" "missing-arn-field" Error
        "the ARN has {0} fields instead of 5" => "write `acs:<ram-code>:<region>:<account>:<relative-id>`; a field may be `*`",
        "ARN 有 {0} 个字段，应为 5 个" => "请写成 `acs:<ram-code>:<region>:<account>:<relative-id>`；字段可以为 `*`";
    /// `ram/language.md` §9.4.
    BLANK_AROUND_ARN = "RAM235" "blank-around-arn" Error
        "the ARN `{0}` begins or ends with a blank" => "remove the blank",
        "ARN `{0}` 的开头或结尾有空格" => "请删除空格";
    /// `ram/language.md` §9.8.
    EMPTY_LIST = "RAM236" "empty-list" GeneralWarning
        "the list of `{0}` is empty: it names nothing" => "add a value, or remove the statement",
        "`{0}` 列表为空：没有指明任何内容" => "请添加值或删除该语句";
    /// `ram/language.md` §2.
    ARN_IN_AWS_FORM = "RAM237" "arn-in-aws-form" Error
        "`{0}` is an ARN of Alibaba Cloud with the `arn:` of another cloud before it" => "remove `arn:`: an Alibaba Cloud ARN begins with `acs:`",
        "`{0}` 是阿里云的 ARN，但前面多了其他云的 `arn:`" => "请删除 `arn:`：阿里云的 ARN 以 `acs:` 开头";

    // ---------------------------------------------------------------- conditions
    /// `Condition`, or what stands under an operator, is no object.
    CONDITION_NOT_OBJECT = "RAM240" "condition-not-object" Error
        "`{0}` must be an object, not `{1}`" => "write `\"Condition\": {\"StringEquals\": {\"acs:SourceVpc\": \"vpc-1\"}}`",
        "`{0}` 必须是对象，而不是 `{1}`" => "请写成 `\"Condition\": {\"StringEquals\": {\"acs:SourceVpc\": \"vpc-1\"}}`";
    /// `ram/language.md` §3.1.
    UNKNOWN_OPERATOR = "RAM241" "unknown-operator" Error
        "`{0}` is not a condition operator of RAM" => "use one of the String, Numeric, Date, Bool and IpAddress operators, spelt exactly",
        "`{0}` 不是 RAM 的条件运算符" => "请使用 String、Numeric、Date、Bool 或 IpAddress 运算符，拼写须完全一致";
    /// `ram/language.md` §3.1: refused by the server with this wording.
    REFUSED_OPERATOR = "RAM242" "refused-operator" Error
        "the condition operator `{0}` is not supported: RAM refuses IfExists and Null" => "a positive operator is already false, and a negated one true, for a key that is absent",
        "不支持条件运算符 `{0}`：RAM 拒绝 IfExists 和 Null" => "键不存在时，肯定运算符为假，否定运算符为真";
    /// `ram/language.md` §9.2.
    SET_PREFIX = "RAM243" "set-prefix" GeneralWarning
        "`{0}` is accepted by RAM but not documented" => "leave the prefix out unless the key has several values",
        "RAM 接受 `{0}`，但文档中没有说明" => "除非键有多个值，否则请去掉前缀";
    /// `ram/language.md` §9.2.
    KEY_WITHOUT_PREFIX = "RAM244" "key-without-prefix" GeneralWarning
        "the condition key `{0}` has no prefix" => "write `acs:{0}` for a global key, or `<ram-code>:{0}`",
        "条件键 `{0}` 没有前缀" => "全局键请写成 `acs:{0}`，否则写成 `<ram-code>:{0}`";
    /// `ram/language.md` §9.4.
    BLANK_IN_KEY = "RAM245" "blank-in-condition-key" Error
        "the condition key `{0}` holds a blank, so no request has it" => "remove the blank",
        "条件键 `{0}` 含有空格，任何请求都不会有此键" => "请删除空格";
    /// `ram/language.md` §9.8.
    BARE_VALUE = "RAM246" "bare-value" GeneralWarning
        "the value `{0}` is not in quotes; it counts as its text" => "write `\"{0}\"`",
        "值 `{0}` 没有加引号，将按其文本处理" => "请写成 `\"{0}\"`";
    /// A value that is neither text, number nor boolean.
    INVALID_VALUE = "RAM247" "invalid-condition-value" Error
        "a condition value is a string or a list of strings, not `{0}`" => "write the value in double quotes",
        "条件值应为字符串或字符串列表，而不是 `{0}`" => "请用双引号括住值";
    /// `ram/language.md` §3.1, §9.1.
    SEVERAL_BOOLEANS = "RAM248" "several-booleans" Error
        "`Bool` takes one value for `{0}`" => "keep `\"true\"` or `\"false\"`",
        "`Bool` 对 `{0}` 只接受一个值" => "请只保留 `\"true\"` 或 `\"false\"`";
    /// `ram/language.md` §9.8.
    NO_VALUES = "RAM249" "no-condition-values" GeneralWarning
        "`{0}` has no values: a positive operator is then never met, a negated one always" => "add a value, or remove the key",
        "`{0}` 没有值：肯定运算符永不满足，否定运算符始终满足" => "请添加值或删除该键";
    /// `ram/language.md` §9.11.
    NOT_A_NUMBER = "RAM250" "not-a-number" Error
        "`{0}` is not a number" => "write a decimal number, as `10` or `-1.5`, without exponent or blanks",
        "`{0}` 不是数字" => "请写成十进制数，如 `10` 或 `-1.5`，不带指数或空格";
    /// `ram/language.md` §3.1, §9.11.
    NOT_A_DATE = "RAM251" "not-a-date" Error
        "`{0}` is not a date" => "write date, time and time zone, as `2026-08-12T17:00:00+08:00` or `2026-08-12T09:00:00Z`",
        "`{0}` 不是日期" => "请写出日期、时间和时区，如 `2026-08-12T17:00:00+08:00` 或 `2026-08-12T09:00:00Z`";
    /// `ram/language.md` §9.11.
    DATE_WITHOUT_ZONE = "RAM252" "date-without-zone" Error
        "the date `{0}` has no time zone, so it is no point in time" => "write `{0}Z` if it is UTC, or its offset, as `{0}+08:00`",
        "日期 `{0}` 没有时区，无法确定时间点" => "如为 UTC 请写成 `{0}Z`，否则写明偏移，如 `{0}+08:00`";
    /// `ram/language.md` §9.11.
    NOT_A_BOOLEAN = "RAM253" "not-a-boolean" Error
        "`{0}` is neither `true` nor `false`" => "write exactly `\"true\"` or `\"false\"`",
        "`{0}` 既不是 `true` 也不是 `false`" => "请准确写成 `\"true\"` 或 `\"false\"`";
    /// `ram/language.md` §9.10.
    NOT_AN_ADDRESS = "RAM254" "not-an-address" Error
        "`{0}` is neither an IP address nor a CIDR block" => "write an IPv4 or IPv6 address, a block as `192.0.2.0/24`, or `*` for every address",
        "`{0}` 既不是 IP 地址也不是 CIDR 网段" => "请写成 IPv4 或 IPv6 地址、网段（如 `192.0.2.0/24`），或用 `*` 表示所有地址";
    /// `ram/language.md` §3.3, §9.10.
    MASKED_ADDRESS = "RAM255" "masked-address" Error
        "`{0}` is a sample address with masked digits" => "write the address or the CIDR block that is meant",
        "`{0}` 是隐去部分数字的示例地址" => "请写出所指的地址或 CIDR 网段";
    /// `ram/language.md` §9.10.
    HOST_BITS = "RAM256" "host-bits" Suggestion
        "`{0}` has bits behind its prefix; they do not count, and it means `{1}`" => "write `{1}`, or the single address without a prefix if that is meant",
        "`{0}` 在前缀之后还有主机位；它们不起作用，实际表示 `{1}`" => "请写成 `{1}`；如指单个地址，请去掉前缀";
    /// `ram/language.md` §1.3, §9.2.
    LITERAL_WILDCARD = "RAM257" "literal-wildcard" GeneralWarning
        "`*` and `?` are plain characters here: `{0}` matches only this very text" => "use `{1}` if they are meant as wildcards",
        "此处的 `*` 和 `?` 是普通字符：`{0}` 只匹配这段文本本身" => "如作为通配符使用，请改用 `{1}`";
    /// `ram/language.md` §3.2, §9.2.
    MFA_FALSE_IN_DENY = "RAM258" "mfa-false-in-deny" GeneralWarning
        "this Deny does not stop a call signed with an AccessKey, which has no `acs:MFAPresent`" => "allow what needs MFA only under `\"Bool\": {\"acs:MFAPresent\": \"true\"}`",
        "此 Deny 无法阻止使用 AccessKey 签名的调用，因为其中没有 `acs:MFAPresent`" => "需要 MFA 的操作请仅在 `\"Bool\": {\"acs:MFAPresent\": \"true\"}` 条件下允许";
    /// `ram/language.md` §4.
    EMPTY_KEY = "RAM259" "empty-condition-key" GeneralWarning
        "the condition key is empty, so no request has it" => "name the key whose values are compared, as `acs:SourceIp`",
        "条件键为空，任何请求都不会有此键" => "请写出要比较其值的键，如 `acs:SourceIp`";

    // ---------------------------------------------------------------- traces of copying
    /// A statement, or a list of them, without the document around it.
    MISSING_WRAPPER = "RAM260" "missing-wrapper" Error
        "the policy around the statement is missing" => "clean up puts it into `{\"Version\": \"1\", \"Statement\": [ … ]}`",
        "语句外层缺少策略文档" => "“清理”会将其放入 `{\"Version\": \"1\", \"Statement\": [ … ]}`";
    /// `" Action"`.
    BLANK_IN_ELEMENT = "RAM261" "blank-in-element" Error
        "the key `{0}` holds a blank, so it is not read as `{1}`" => "clean up removes the blank",
        "键 `{0}` 含有空格，因此不会被识别为 `{1}`" => "“清理”会删除空格";
    /// `$groupId`, `{#groupId}`, `<id>`.
    PLACEHOLDER = "RAM262" "placeholder" GeneralWarning
        "`{0}` is a placeholder of a document; RAM takes it literally" => "clean up writes `{1}` instead",
        "`{0}` 是文档中的占位符，RAM 会按字面处理" => "“清理”会改写为 `{1}`";
    /// `ram/language.md` §9.6: no condition at all, not one that is never met.
    EMPTY_CONDITION = "RAM263" "empty-condition" Suggestion
        "nothing stands in this condition, so it is always met" => "remove it, or write what must hold",
        "该条件为空，因此始终满足" => "请删除它，或写明必须满足的条件";

    // ---------------------------------------------------------------- principals
    /// `ram/language.md` §1.4.
    MISSING_PRINCIPAL = "RAM283" "missing-principal" Error
        "the statement has no `Principal`" => "add it: who is allowed or denied; an identity policy has none",
        "语句缺少 `Principal`" => "请添加：允许或拒绝谁；基于身份的策略没有此元素";
    /// `ram/language.md` §1.4: nothing but an object in a trust policy.
    BARE_PRINCIPAL_IN_TRUST = "RAM284" "bare-principal-in-trust-policy" Error
        "`{0}` does not say what kind of principal it is" => "write `{\"RAM\": …}`, `{\"Service\": …}` or `{\"Federated\": …}`",
        "`{0}` 没有说明主体的类型" => "请写成 `{\"RAM\": …}`、`{\"Service\": …}` 或 `{\"Federated\": …}`";
    /// `ram/language.md` §1.4: OSS knows ids and sessions only.
    PRINCIPAL_OBJECT_IN_BUCKET = "RAM285" "principal-object-in-bucket-policy" Error
        "in a bucket policy `Principal` is a list of ids, not an object" => "write `[\"<id of an account or a user>\"]`, `[\"arn:sts::<account>:assumed-role/<role>/*\"]` or `[\"*\"]`",
        "存储空间策略的 `Principal` 是 ID 列表，而不是对象" => "请写成 `[\"<账号或用户的 ID>\"]`、`[\"arn:sts::<账号>:assumed-role/<角色>/*\"]` 或 `[\"*\"]`";
    /// `ram/language.md` §1.4.
    INVALID_IDENTITY = "RAM286" "invalid-ram-principal" Error
        "`{0}` is no account, user or role" => "write `acs:ram::<account>:root` for a whole account, or `…:user/<name>`, `…:role/<name>`",
        "`{0}` 不是账号、用户或角色" => "整个账号请写成 `acs:ram::<账号>:root`，否则写成 `…:user/<名称>` 或 `…:role/<名称>`";
    /// `ram/language.md` §1.4.
    INVALID_PROVIDER = "RAM287" "invalid-federated-principal" Error
        "`{0}` is no identity provider" => "write `acs:ram::<account>:saml-provider/<name>` or `…:oidc-provider/<name>`",
        "`{0}` 不是身份提供商" => "请写成 `acs:ram::<账号>:saml-provider/<名称>` 或 `…:oidc-provider/<名称>`";
    /// `ram/language.md` §1.4.
    INVALID_SESSION = "RAM288" "invalid-session-principal" Error
        "`{0}` is no session of a role" => "write `arn:sts::<account>:assumed-role/<role>/<session>`; a part may be `*`",
        "`{0}` 不是角色会话" => "请写成 `arn:sts::<账号>:assumed-role/<角色>/<会话>`；每个部分都可以为 `*`";
    /// What may be meant is not known, so nothing is counted on it.
    UNDOCUMENTED_PRINCIPAL = "RAM289" "undocumented-principal" GeneralWarning
        "`{0}` is not documented here, so it is open whom it means" => "name accounts, users, roles or services",
        "文档中没有说明此处可用 `{0}`，因此无法确定它指代谁" => "请指明账号、用户、角色或服务";
    /// `123****`, `<account-id>`; wildcards are plain characters (`ram/language.md` §1.4).
    NOT_AN_ACCOUNT = "RAM290" "not-an-account-id" GeneralWarning
        "`{0}` is not the id of an account or a user, so nobody is meant" => "write its digits; here `*` and `?` are plain characters",
        "`{0}` 不是账号或用户的 ID，因此不指代任何人" => "请写出其数字；此处 `*` 和 `?` 是普通字符";
    /// `ecs` for `ecs.aliyuncs.com`.
    NOT_A_SERVICE = "RAM291" "not-a-service" GeneralWarning
        "`{0}` is not the name of a service, so nobody is meant" => "write its whole name, as `ecs.aliyuncs.com`",
        "`{0}` 不是服务名称，因此不指代任何服务" => "请写出完整名称，如 `ecs.aliyuncs.com`";
    /// An empty list or object.
    NO_PRINCIPALS = "RAM292" "no-principals" GeneralWarning
        "`Principal` names nobody, so the statement applies to nobody" => "name somebody, or remove the statement",
        "`Principal` 没有指明任何人，因此语句对任何人都不生效" => "请指明主体或删除该语句";
    /// OSS documents that an empty list means everybody.
    EMPTY_PRINCIPAL_IN_BUCKET = "RAM293" "empty-principal-in-bucket-policy" SecurityWarning
        "an empty `Principal` may mean everybody to OSS" => "name who is meant, or write `[\"*\"]` if everybody is",
        "对 OSS 而言，空的 `Principal` 可能表示所有人" => "请指明主体；如果确实指所有人，请写成 `[\"*\"]`";
    /// `ram/language.md` §1.4: documented nowhere.
    NOT_PRINCIPAL = "RAM294" "not-principal" GeneralWarning
        "`NotPrincipal` is not documented, so it is open whom the statement means" => "use `Principal`, with a Deny statement for the exceptions",
        "文档中没有说明 `NotPrincipal`，因此无法确定语句指代谁" => "请使用 `Principal`，并用 Deny 语句表示例外";

    // ---------------------------------------------------------------- trust policies
    /// `ram/language.md` §9.1.
    RESOURCE_IN_TRUST = "RAM295" "resource-in-trust-policy" Error
        "`{0}` does not belong in a trust policy: it is about the role that it stands with" => "remove it; a policy that names resources is checked as another kind",
        "`{0}` 不能用于信任策略：它针对所属的角色" => "请删除它；指明资源的策略请按其他类型检查";
    /// `ram/language.md` §1.4.
    TRUST_ACTION = "RAM296" "action-in-trust-policy" GeneralWarning
        "a trust policy is asked for `sts:AssumeRole`, not for `{0}`" => "write `sts:AssumeRole`; tools such as Terraform's provider accept nothing else",
        "信任策略针对 `sts:AssumeRole`，而不是 `{0}`" => "请写成 `sts:AssumeRole`；Terraform 等工具不接受其他操作";
    /// `ram/language.md` §1.4.
    DENY_IN_TRUST = "RAM297" "deny-in-trust-policy" GeneralWarning
        "a Deny in a trust policy is not documented" => "name only who may assume the role; tools such as Terraform's provider accept only `Allow`",
        "文档中没有说明信任策略可以使用 Deny" => "请只列出可以扮演角色的主体；Terraform 等工具只接受 `Allow`";

    // ---------------------------------------------------------------- limits and rules of single kinds
    /// `ram/language.md` §1.5: limits in bytes.
    TOO_MANY_BYTES = "RAM298" "policy-has-too-many-bytes" Error
        "the policy has {0} bytes, a policy of this kind has at most {1}" => "shorten it: use wildcards, merge statements, or leave out blanks and line ends",
        "策略有 {0} 字节，此类策略最多 {1} 字节" => "请缩短：使用通配符、合并语句，或去掉空格和换行";
    /// `ram/language.md` §1.5, §6.1.
    FIELD_TOO_LONG = "RAM299" "field-too-long" Error
        "this value has {0} bytes, OSS takes at most {1}" => "shorten it",
        "该值有 {0} 字节，OSS 最多接受 {1} 字节" => "请缩短";
    /// `ram/language.md` §1.3, §6.1.
    DOUBLE_ASTERISK = "RAM300" "double-asterisk" Error
        "OSS refuses `{0}` in a bucket policy" => "write a single `*`; where an id was masked, write the id",
        "OSS 拒绝存储空间策略中的 `{0}`" => "请只写一个 `*`；如果是被遮盖的 ID，请写出该 ID";
    /// `ram/language.md` §4.1, §6.1.
    SOURCE_IP_ALONE = "RAM301" "source-ip-without-source-vpc" Error
        "a bucket policy that asks for `acs:SourceIp` must ask for `acs:SourceVpc`, too" => "add `\"StringNotLike\": {\"acs:SourceVpc\": \"vpc-*\"}` for addresses of the Internet, or the VPC that is meant",
        "存储空间策略使用 `acs:SourceIp` 时必须同时使用 `acs:SourceVpc`" => "公网地址请添加 `\"StringNotLike\": {\"acs:SourceVpc\": \"vpc-*\"}`，否则指明所属的 VPC";

    // ---------------------------------------------------------------- documents of others
    /// Another language of the same shape.
    AWS_POLICY = "RAM302" "aws-policy" Error
        "this looks like an AWS IAM policy: it has {0}" => "RAM has another language: `\"Version\": \"1\"`, ARNs as `acs:<ram-code>:…`, actions and keys of Alibaba Cloud",
        "这看起来是 AWS IAM 策略：其中有 {0}" => "RAM 使用另一种语言：`\"Version\": \"1\"`、`acs:<ram-code>:…` 形式的 ARN，以及阿里云的操作和条件键";
    /// Another language of the same shape.
    ROS_POLICY = "RAM303" "ros-stack-policy" Error
        "this looks like a stack policy of ROS, not a policy of RAM: it has {0}" => "give it to ROS with its stack; it cannot be checked or attached here",
        "这看起来是 ROS 的资源栈策略，而不是 RAM 策略：其中有 {0}" => "请在 ROS 中将其用于资源栈；此处无法检查或附加";
}

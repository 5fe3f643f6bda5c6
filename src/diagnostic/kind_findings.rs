//! What `lint::kinds` can say: RAM800–RAM899, what single kinds of policies have.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    // ---------------------------------------------------------------- whoever is named
    /// `ram/language.md` §1.2, §9.2.
    ROLE_IN_UPPER_CASE = "RAM800" "role-in-upper-case" GeneralWarning
        "the role `{0}` may never match: RAM compares the names of roles in lower case" => "write `{1}`",
        "角色 `{0}` 可能永远无法匹配：RAM 以小写形式比较角色名称" => "请写成 `{1}`";
    /// `checks.md`: Role trust policy unsupported wildcard in principal.
    EVERYBODY_IS_TRUSTED = "RAM801" "everybody-is-trusted" SecurityWarning
        "`*` is not documented here; if RAM reads it as everybody, every identity of every account is let in" => "name the accounts, users, roles or services that are meant",
        "文档中没有说明此处可以使用 `*`；如果 RAM 将其理解为所有人，则所有账号的所有身份都会被允许" => "请指明所需的账号、用户、角色或服务";
    /// `checks.md`: Unsupported wildcard in principal; `ram/language.md` §1.4.
    WILDCARD_IN_PRINCIPAL = "RAM802" "wildcard-in-principal" GeneralWarning
        "`*` and `?` are plain characters in a principal, so `{0}` names nobody" => "name each one, or the whole account: `acs:ram::<account>:root`",
        "主体中的 `*` 和 `?` 是普通字符，因此 `{0}` 不指代任何人" => "请逐一指明，或写整个账号：`acs:ram::<account>:root`";
    /// `checks.md`: Missing condition key for oidc principal; `ram/language.md` §4.2.
    FEDERATED_WITHOUT_CONDITION = "RAM803" "federated-without-condition" SecurityWarning
        "nothing asks for `{0}`, so it is not checked by whom and for whom the token was issued" => "add a condition `StringEquals` on it, as RAM's documentation requires",
        "没有要求 `{0}`，因此不会检查凭证由谁签发、签发给谁" => "请按 RAM 文档的要求添加 `StringEquals` 条件";
    /// `checks.md`: Specific github repo and branch recommended; `ram/language.md` §4.2.
    ANY_SUBJECT = "RAM804" "any-subject" SecurityWarning
        "whoever has a token of this provider can assume the role: no condition narrows `{0}`" => "name the subjects: `\"StringEquals\": {\"oidc:sub\": \"system:serviceaccount:<namespace>:<name>\"}`",
        "任何持有该提供商令牌的人都可以扮演此角色：没有条件限制 `{0}`" => "请指明主体：`\"StringEquals\": {\"oidc:sub\": \"system:serviceaccount:<namespace>:<name>\"}`";
    /// `checks.md`: Irrelevant condition key in policy; `ram/language.md` §4.2.
    KEY_OF_NOBODY = "RAM805" "key-of-nobody" GeneralWarning
        "no principal of this statement comes with `{0}`, so it lets none of them in" => "remove the condition, or name the provider under `Federated`",
        "此语句中的主体都不会带有 `{0}`，因此该语句不允许其中任何主体" => "请删除该条件，或在 `Federated` 下指明提供商";
    /// `checks.md`: Redundant principal in role trust policy.
    REDUNDANT_PRINCIPAL = "RAM806" "redundant-principal" Suggestion
        "`{0}` is already named by `{1}`" => "remove it; if only this one is meant, remove the wider one instead",
        "`{1}` 已经包含 `{0}`" => "请删除它；如果只需要它，请改为删除范围更大的主体";
    /// `checks.md`: Recommended condition key for service principal; `ram/language.md` §4.1.
    SERVICE_WITHOUT_SOURCE = "RAM807" "service-without-source" Suggestion
        "the service may use the role for any of its resources: nothing asks for `{0}`" => "add `\"StringEquals\": {\"acs:SourceArn\": \"<ARN of the workload>\"}`",
        "该服务可以为其任何资源使用此角色：没有要求 `{0}`" => "请添加 `\"StringEquals\": {\"acs:SourceArn\": \"<workload 的 ARN>\"}`";

    // ---------------------------------------------------------------- bucket and resource policies
    /// `checks.md`: ResourceExposure; `ram/language.md` §5.2.
    PUBLIC_BUCKET = "RAM808" "public-bucket" SecurityWarning
        "the statement grants to everybody, of whatever account" => "name who is meant, or add a condition on where requests come from, as `acs:SourceVpc`",
        "该语句授权给任何账号的所有人" => "请指明主体，或添加限定请求来源的条件，如 `acs:SourceVpc`";
    /// `checks.md`: Unsupported resource ARN in policy, Unsupported action in policy.
    OF_ANOTHER_SERVICE = "RAM809" "of-another-service" GeneralWarning
        "`{0}` is not of `{1}`, so no request that this policy is asked about has it" => "remove it; what concerns another service belongs in a policy of that service, or of a user",
        "`{0}` 不属于 `{1}`，因此此策略所涉及的请求中不会出现" => "请删除它；其他服务的权限应写在该服务的策略或用户的策略中";
    /// `checks.md`: Unsupported action in policy.
    ACTION_OF_ACCOUNT = "RAM810" "action-of-account" GeneralWarning
        "`{0}` is about the account, not about a bucket: a bucket policy cannot grant it" => "grant it in a policy that is attached to the user or role",
        "`{0}` 针对账号而不是存储空间：存储空间策略无法授予" => "请在附加给用户或角色的策略中授予";
    /// `ram/language.md` §5.2.
    OWNER_NOT_BOUND = "RAM811" "owner-not-bound" GeneralWarning
        "a Deny for `*` without a condition does not bind the owner of the bucket" => "deny it with a condition, if the owner must be stopped, too",
        "针对 `*` 且没有条件的 Deny 不约束存储空间的拥有者" => "如果也要限制拥有者，请为 Deny 添加条件";
    /// `ram/language.md` §5.2.
    OWNER_LOCKED_OUT = "RAM812" "owner-locked-out" GeneralWarning
        "with a condition, a Deny for `*` binds the owner as well: from anywhere else this policy cannot be changed any more, not even by its owner" => "leave `oss:PutBucketPolicy` and `oss:DeleteBucketPolicy` out, or deny the objects alone",
        "带有条件时，针对 `*` 的 Deny 也约束拥有者：从其他位置将无法再修改此策略" => "请去掉 `oss:PutBucketPolicy` 和 `oss:DeleteBucketPolicy`，或只拒绝对对象的访问";

    // ---------------------------------------------------------------- control and session policies
    /// `ram/language.md` §5.2.
    ALLOW_IN_CONTROL_POLICY = "RAM813" "allow-in-control-policy" Suggestion
        "this Allow changes nothing while `FullAliyunAccess` is attached at the same place; without that, everything else is denied there" => "deny what must not be done, or detach `FullAliyunAccess` if the list is meant to be whole",
        "只要同一位置附加了 `FullAliyunAccess`，此 Allow 就不起作用；解除后，其他操作都会被拒绝" => "请拒绝不允许的操作；如果此列表是完整的，请解除 `FullAliyunAccess`";
    /// `ram/language.md` §5.2: an intersection with what the role has.
    SESSION_NOT_NARROWED = "RAM814" "session-not-narrowed" SecurityWarning
        "the session policy leaves the session all that the role has" => "name what the session needs, or leave the policy out",
        "此会话策略没有缩小角色的权限" => "请指明会话所需的权限，或不使用会话策略";

    // ---------------------------------------------------------------- services
    /// `checks.md`: Invalid service principal format.
    FOREIGN_SERVICE = "RAM815" "foreign-service" GeneralWarning
        "`{0}` is not a service of Alibaba Cloud, so nobody is meant" => "write its name as documented; it ends in `.aliyuncs.com`",
        "`{0}` 不是阿里云的服务，因此不指代任何服务" => "请按文档写出其名称；名称以 `.aliyuncs.com` 结尾";
}

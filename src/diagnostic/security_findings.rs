//! What `lint::security` can say: RAM400–RAM499, what a policy grants that nobody should be granted unawares.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    // ---------------------------------------------------------------- everything
    /// `checks.md`: full_wildcard, on the meaning.
    ADMINISTRATOR = "RAM400" "administrator" SecurityWarning
        "the policy grants every operation on every resource" => "name the operations and the resources that are needed; for an administrator, the system policy `AdministratorAccess` says so by its name",
        "该策略授予对所有资源的所有操作" => "请指明所需的操作和资源；如果确实是管理员，系统策略 `AdministratorAccess` 的名称更能说明用途";
    /// `checks.md`: full_wildcard, not_action.
    EVERYTHING_BUT = "RAM401" "everything-but-exceptions" SecurityWarning
        "the policy grants everything that it does not except, operations of services to come as well" => "name the operations that are needed; an exception that nobody thought of is granted",
        "除例外之外，该策略授予一切权限，包括今后新增服务的操作" => "请列出所需的操作；没有想到的例外都会被授予";
    /// `ram/language.md` §5.1; whoever manages RAM can be granted the rest.
    FULL_CONTROL_OF_RAM = "RAM402" "full-control-of-ram" SecurityWarning
        "the policy grants every operation of `ram`, and with that all others: whoever has it can attach any policy to their own user" => "name the operations that are needed, and the users, groups, roles and policies",
        "该策略授予 `ram` 的所有操作，也就等于授予其他所有权限：持有者可以为自己附加任何策略" => "请指明所需的操作，以及用户、用户组、角色和策略";
    /// `checks.md`: not_action.
    ALLOW_NOT_ACTION = "RAM403" "allow-not-action" SecurityWarning
        "an Allow with `NotAction` grants every operation of every service but those listed" => "list what is needed under `Action`; to forbid operations, deny them in a statement of their own",
        "带有 `NotAction` 的 Allow 会授予所有服务中除所列之外的全部操作" => "请在 `Action` 下列出所需的操作；要禁止操作，请另用一条 Deny 语句";
    /// `ram/language.md` §1.1, `checks.md`: NOTRESOURCE_WITH_ALLOW.
    ALLOW_NOT_RESOURCE = "RAM404" "allow-not-resource" SecurityWarning
        "an Allow with `NotResource` grants on every resource but those listed, those of services to come as well" => "list what is needed under `Resource`; to protect resources, deny them in a statement of their own",
        "带有 `NotResource` 的 Allow 会授予对所列之外全部资源的权限，包括今后新增服务的资源" => "请在 `Resource` 下列出所需的资源；要保护资源，请另用一条 Deny 语句";
    /// `checks.md`: ServiceWildcard.
    WHOLE_SERVICE = "RAM405" "whole-service" Suggestion
        "`{0}` grants every operation of `{1}` on resources of any name, those that come later as well" => "name the operations or the resources, if less is needed",
        "`{0}` 授予 `{1}` 对任意名称资源的全部操作，包括今后新增的操作" => "如果不需要这么多，请指明操作或资源";
    /// `checks.md`: Wildcard in service name.
    WILDCARD_IN_SERVICE = "RAM406" "wildcard-in-service" Suggestion
        "`{0}` names operations of every service whose code fits, those that come later as well" => "write one action for each service; services of the catalogue of {1} that fit: {2}",
        "`{0}` 指代代码匹配的所有服务的操作，包括今后新增的服务" => "请为每个服务各写一个操作；{1} 的目录中匹配的服务：{2}";

    // ---------------------------------------------------------------- privilege escalation
    /// `checks.md`: PrivilegeEscalation.
    REWRITES_POLICIES = "RAM407" "rewrites-any-policy" SecurityWarning
        "{0} on policies of any name lets whoever has it rewrite their own, unless a Deny names them" => "name the policies that may be changed",
        "对任意名称的策略授予 {0}，持有者便可改写对自己生效的策略，除非有 Deny 指明了它们" => "请指明可以修改的策略";
    /// `checks.md`: PrivilegeEscalation.
    ATTACHES_POLICIES = "RAM408" "attaches-any-policy" SecurityWarning
        "{0} for policies of any name lets whoever has it become an administrator, unless a Deny names each policy that makes one" => "name the policies that may be attached, or the users, groups and roles, the holder's own not among them",
        "可附加任意名称策略的 {0} 会使持有者能够成为管理员，除非有 Deny 指明了每个具有管理员权限的策略" => "请指明可以附加的策略，或不含持有者自身的用户、用户组和角色";
    /// `checks.md`: PrivilegeEscalation.
    JOINS_GROUPS = "RAM409" "joins-any-group" SecurityWarning
        "{0} for groups of any name lets whoever has it join that of the administrators, unless a Deny names it" => "name the groups that members may be added to",
        "对任意名称的用户组授予 {0}，持有者便可加入管理员所在的用户组，除非有 Deny 指明了它" => "请指明可以添加成员的用户组";
    /// `checks.md`: PrivilegeEscalation, CREDENTIALS_EXPOSURE.
    SIGNS_IN_AS_OTHERS = "RAM410" "signs-in-as-others" SecurityWarning
        "{0} for users of any name lets whoever has it sign in as each user that no Deny names" => "name the users; for one's own keys alone, name that user: `acs:ram:*:*:user/<name>`",
        "对任意名称的用户授予 {0}，持有者便可以未被 Deny 指明的任一用户的身份登录或调用" => "请指明用户；如果只用于管理自己的密钥，请写明该用户：`acs:ram:*:*:user/<name>`";
    /// `checks.md`: PrivilegeEscalation.
    CHANGES_TRUST = "RAM411" "changes-any-trust-policy" SecurityWarning
        "{0} on roles of any name lets whoever has it decide who may assume each role that no Deny names, and so assume it" => "name the roles whose trust policy may be changed",
        "对任意名称的角色授予 {0}，持有者便可决定谁能扮演未被 Deny 指明的角色，包括他自己" => "请指明可以修改信任策略的角色";
    /// `checks.md`: PrivilegeEscalation.
    ASSUMES_ANY_ROLE = "RAM412" "assumes-any-role" SecurityWarning
        "{0} on roles of any name lets whoever has it become each role that trusts the account and that no Deny names, an administrator's as well" => "name the roles: `acs:ram:*:*:role/<name>`",
        "对任意名称的角色授予 {0}，持有者便可扮演信任该账号且未被 Deny 指明的每个角色，包括管理员角色" => "请指明角色：`acs:ram:*:*:role/<name>`";
    /// `checks.md`: Pass role with star in resource.
    PASSES_ANY_ROLE = "RAM413" "passes-any-role" SecurityWarning
        "{0} on roles of any name lets whoever has it give each role that no Deny names to services of any name" => "name the roles, and add the service: `\"StringEquals\": {\"acs:Service\": \"<service>.aliyuncs.com\"}`",
        "对任意名称的角色授予 {0}，持有者便可将未被 Deny 指明的每个角色传递给任意名称的服务" => "请指明角色，并限定服务：`\"StringEquals\": {\"acs:Service\": \"<service>.aliyuncs.com\"}`";
    /// `checks.md`: PrivilegeEscalation, the combinations.
    RUNS_WITH_ANY_ROLE = "RAM414" "runs-with-any-role" SecurityWarning
        "with {0}, `ram:PassRole` on roles of any name lets whoever has both run anything with each role that the service may assume and no Deny names" => "name in `ram:PassRole` the roles that are meant for it",
        "同时拥有 {0} 时，对任意名称的角色授予 `ram:PassRole` 会使持有者能够以该服务可扮演且未被 Deny 指明的任一角色运行任意内容" => "请在 `ram:PassRole` 中指明为此准备的角色";

    // ---------------------------------------------------------------- secrets, data, sharing
    /// `checks.md`: CredentialsExposure.
    EXPOSES_CREDENTIALS = "RAM415" "exposes-credentials" SecurityWarning
        "{0} on resources of any name lets whoever has it learn or set the passwords and keys of all that the statement reaches and no Deny names" => "name the secrets, instances or applications that are meant",
        "对任意名称的资源授予 {0}，持有者便可获取或重设该语句所及且未被 Deny 指明的全部密码和密钥" => "请指明所需的凭据、实例或应用";
    /// `checks.md`: DataExfiltration.
    READS_ALL_DATA = "RAM416" "reads-all-data" SecurityWarning
        "{0} on resources of any name lets whoever has it read or copy all that the statement reaches and no Deny names" => "name the buckets, keys, images or snapshots that are meant",
        "对任意名称的资源授予 {0}，持有者便可读取或复制该语句所及且未被 Deny 指明的全部数据" => "请指明所需的存储空间、密钥、镜像或快照";
    /// `checks.md`: ResourceExposure, PERMISSIONS_MANAGEMENT_ACTIONS.
    OPENS_RESOURCES = "RAM417" "opens-any-resource" SecurityWarning
        "{0} on resources of any name lets whoever has it open all that the statement reaches and no Deny names to other accounts or to everybody" => "name the resources that may be shared, or leave sharing to few",
        "对任意名称的资源授予 {0}，持有者便可将该语句所及且未被 Deny 指明的资源开放给其他账号或所有人" => "请指明可以共享的资源，或只让少数人管理共享";
    /// `checks.md`: Create SLR with star in resource; `ram/language.md` §7.3.
    CREATES_SERVICE_LINKED_ROLES = "RAM418" "creates-any-service-linked-role" GeneralWarning
        "{0} for services of any name: each that no condition and no Deny names may be given its role in the account" => "name the service: `\"StringEquals\": {\"ram:ServiceName\": \"<service>.aliyuncs.com\"}`",
        "{0} 可用于任意名称的服务：未被条件或 Deny 指明的每个服务都可以在账号中获得其角色" => "请限定服务：`\"StringEquals\": {\"ram:ServiceName\": \"<service>.aliyuncs.com\"}`";

    // ---------------------------------------------------------------- Denies that do not hold
    /// `checks.md`: RESOURCE_POLICY_PRIVILEGE_ESCALATION, for what denies.
    DENY_CAN_BE_LIFTED = "RAM419" "deny-can-be-lifted" SecurityWarning
        "whoever has this policy can detach or change it, and this Deny with it, unless a Deny names it: it grants {0}" => "deny these operations as well, or grant them on named policies only",
        "持有者可以解除或修改此策略，从而使此 Deny 失效，除非有 Deny 指明了它：该策略授予了 {0}" => "请同时拒绝这些操作，或只对指定的策略授予";
    /// `checks.md`: RESOURCE_POLICY_PRIVILEGE_ESCALATION.
    DENY_CAN_BE_GONE_AROUND = "RAM420" "deny-can-be-gone-around" SecurityWarning
        "whoever has this policy can let others do what this Deny forbids: it grants `oss:PutBucketPolicy` on `{0}`" => "deny `oss:PutBucketPolicy` on the bucket as well",
        "持有者可以让他人执行此 Deny 所禁止的操作：该策略对 `{0}` 授予了 `oss:PutBucketPolicy`" => "请同时拒绝对该存储空间的 `oss:PutBucketPolicy`";

    // ---------------------------------------------------------------- more of privilege escalation
    /// `checks.md`: PrivilegeEscalation.
    ATTACHES_ADMINISTRATOR = "RAM421" "attaches-administrator-policy" SecurityWarning
        "{0} of the system policy `AdministratorAccess` or `AliyunRAMFullAccess` lets whoever has it become an administrator" => "name the policies that may be attached, those that make an administrator not among them",
        "可附加系统策略 `AdministratorAccess` 或 `AliyunRAMFullAccess` 的 {0} 会使持有者能够成为管理员" => "请指明可以附加的策略，不要包括使人成为管理员的策略";
}

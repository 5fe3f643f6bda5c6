//! What `lint::catalogue` can say: RAM700–RAM799, what the catalogue does not know, or knows otherwise.

use super::syntax_messages::messages;
use super::{Message, Severity};

messages! {
    // ---------------------------------------------------------------- names
    /// `ram/language.md` §6.2.
    UNKNOWN_ACTION = "RAM700" "unknown-action" Suggestion
        "`{0}` is not in the catalogue of {1}" => "check the spelling; an operation that is newer than the catalogue is fine",
        "{1} 的目录中没有 `{0}`" => "请检查拼写；如果是目录之后新增的操作，可以忽略";
    /// Near to one that is known.
    MISSPELT_ACTION = "RAM701" "misspelt-action" GeneralWarning
        "`{0}` is not in the catalogue of {1}; `{2}` is" => "write `{2}` if it is meant; an operation that is newer than the catalogue is fine",
        "{1} 的目录中没有 `{0}`，但有 `{2}`" => "如指后者，请写成 `{2}`；如果是目录之后新增的操作，可以忽略";
    /// A wildcard that meets nothing.
    NAMES_NO_ACTION = "RAM702" "pattern-names-no-action" Suggestion
        "`{0}` matches no operation of the catalogue of {1}" => "check the spelling and where the `*` stands; operations that are newer than the catalogue may match",
        "`{0}` 不匹配 {1} 的目录中的任何操作" => "请检查拼写和 `*` 的位置；目录之后新增的操作可能会匹配";
    /// Only said of a catalogue of the whole cloud.
    UNKNOWN_SERVICE = "RAM703" "unknown-service" Suggestion
        "no service in the catalogue of {1} has the RAM code `{0}`" => "check the spelling: the RAM code of a service can differ from its name; a service that is newer than the catalogue is fine",
        "{1} 的目录中没有 RAM 代码为 `{0}` 的服务" => "请检查拼写：服务的 RAM 代码可能与其名称不同；如果是目录之后新增的服务，可以忽略";
    /// Near to one that is known.
    MISSPELT_SERVICE = "RAM704" "misspelt-service" Suggestion
        "no service in the catalogue of {1} has the RAM code `{0}`; one has `{2}`" => "write `{2}` if it is meant; a service that is newer than the catalogue is fine",
        "{1} 的目录中没有 RAM 代码为 `{0}` 的服务，但有 `{2}`" => "如指后者，请写成 `{2}`；如果是目录之后新增的服务，可以忽略";
    /// `ram/language.md` §1.2: actions are mostly matched without case.
    SERVICE_IN_UPPER_CASE = "RAM705" "service-in-upper-case" Suggestion
        "RAM codes are written in lower case: `{1}`, not `{0}`" => "write `{1}`; RAM documents that case does not matter in most cases, not in all",
        "RAM 代码使用小写：`{1}`，而不是 `{0}`" => "请写成 `{1}`；RAM 文档称大多数情况下不区分大小写，但并非全部";
    /// `ram/language.md` §1.2.
    ACTION_IN_OTHER_CASE = "RAM706" "action-in-other-case" Suggestion
        "the operation is documented as `{1}`, in another case than `{0}`" => "write `{1}`; RAM documents that case does not matter in most cases, not in all",
        "该操作在文档中写作 `{1}`，与 `{0}` 大小写不同" => "请写成 `{1}`；RAM 文档称大多数情况下不区分大小写，但并非全部";
    /// `ram/language.md` §1.2: resources are case-sensitive.
    ARN_SERVICE_IN_UPPER_CASE = "RAM707" "arn-service-in-upper-case" GeneralWarning
        "resources are compared with their case, and RAM codes are in lower case: `{0}` matches no resource" => "write `{1}`",
        "资源区分大小写，而 RAM 代码为小写：`{0}` 不匹配任何资源" => "请写成 `{1}`";
    /// Regions come, and services have their own names of places.
    UNKNOWN_REGION = "RAM708" "unknown-region" Suggestion
        "`{0}` is not among the regions that are known here" => "write the id of a region, as `cn-hangzhou`, or `*` for all; a region that is newer than the catalogue is fine",
        "`{0}` 不在此处已知的地域之中" => "请写地域 ID，如 `cn-hangzhou`，或用 `*` 表示所有地域；如果是目录之后新增的地域，可以忽略";
    /// Near to one that is known.
    MISSPELT_REGION = "RAM709" "misspelt-region" GeneralWarning
        "`{0}` is not among the regions that are known here, `{1}` is" => "write `{1}` if it is meant",
        "`{0}` 不在此处已知的地域之中，但有 `{1}`" => "如指后者，请写成 `{1}`";

    // ---------------------------------------------------------------- actions and their resources
    /// `ram/language.md` §2: "the specified resource must be compatible with the action".
    NEVER_ALLOWED = "RAM710" "action-never-allowed" GeneralWarning
        "the catalogue has `{0}` checked against `{1}`, which no resource of this statement matches: it allows no call of it" => "add that resource, or move the action to a statement that has it",
        "根据目录，`{0}` 针对 `{1}` 鉴权，此语句的资源均不与之匹配：它不允许该操作的任何调用" => "请添加该资源，或将此操作移到包含该资源的语句中";
    /// `ram/language.md` §2: actions without resource-level authorisation.
    NEEDS_ALL = "RAM711" "action-needs-all-resources" GeneralWarning
        "the catalogue has `{0}` checked against `{1}` only, so a statement that names ARNs allows no call of it" => "allow it in a statement with `\"Resource\": \"*\"`",
        "根据目录，`{0}` 只针对 `{1}` 鉴权，因此指定 ARN 的语句不允许该操作的任何调用" => "请在 `\"Resource\": \"*\"` 的语句中允许它";
    /// `ram/language.md` §2.
    NEVER_DENIED = "RAM712" "action-never-denied" SecurityWarning
        "the catalogue has `{0}` checked against `{1}`, which no resource of this statement matches: it denies no call of it" => "deny it on that resource, or on `*`",
        "根据目录，`{0}` 针对 `{1}` 鉴权，此语句的资源均不与之匹配：它不拒绝该操作的任何调用" => "请针对该资源或 `*` 拒绝它";
    /// `ram/language.md` §2: a resource of another service is legal, so this is advice.
    FITS_NO_ACTION = "RAM713" "resource-fits-no-action" Suggestion
        "by the catalogue, no action of this statement is checked against `{0}`" => "check the type of the resource and the spelling of its fields, or remove it",
        "根据目录，此语句的任何操作都不针对 `{0}` 鉴权" => "请检查资源类型及各字段的拼写，或将其删除";
    /// `ram/language.md` §2: each resource of a call must be allowed.
    GRANTED_IN_PART = "RAM714" "granted-in-part" GeneralWarning
        "one call of `{0}` is checked against `{1}` and `{2}`, and nothing in this policy allows it on the second" => "allow it on `{2}`, too; without that every call is refused",
        "`{0}` 的一次调用会针对 `{1}` 和 `{2}` 鉴权，而此策略没有在后者上允许它" => "请在 `{2}` 上也允许它；否则每次调用都会被拒绝";
    /// `ram/language.md` §7.3.
    ROLE_NOT_CREATABLE = "RAM715" "role-cannot-be-created" Suggestion
        "`{0}` is everything of the service but its service-linked roles: with this policy {1} of {2} cannot be created, as that of `{3}`" => "if whoever gets it is to create them, allow `ram:CreateServiceLinkedRole` with `ram:ServiceName`",
        "`{0}` 包含该服务的全部操作，但不包括服务关联角色：使用此策略，{2} 个角色中有 {1} 个无法创建，如 `{3}` 的角色" => "如果需要由其创建，请允许 `ram:CreateServiceLinkedRole` 并限定 `ram:ServiceName`";

    /// A verb that other services use for the same.
    OTHER_VERB = "RAM716" "other-verb" Suggestion
        "`{0}` is not in the catalogue of {1}; with another verb `{2}` is" => "write `{2}` if it is meant; an operation that is newer than the catalogue is fine",
        "{1} 的目录中没有 `{0}`，但有动词不同的 `{2}`" => "如指后者，请写成 `{2}`；如果是目录之后新增的操作，可以忽略";
    /// `ram/language.md` §4.2: "RAM codes".
    ONE_OF_SEVERAL_CODES = "RAM717" "one-of-several-codes" Suggestion
        "documents name the service of `{0}` by `{1}` and by `{2}`; whether `{1}` matches a call that is checked under `{2}` is not documented" => "name the actions under both codes in one statement",
        "文档中 `{0}` 所属的服务有 `{1}` 和 `{2}` 两个代码；以 `{2}` 鉴权的调用是否匹配 `{1}`，文档没有说明" => "请在同一语句中以两个代码分别列出这些操作";

    // ---------------------------------------------------------------- accounts in resources
    /// `ram/language.md` §2.
    ACCOUNT_LENGTH = "RAM720" "account-of-other-length" Suggestion
        "the id of an account has 16 digits, with few exceptions; `{0}` has {1}" => "check it, or write `*`",
        "账号 ID 除少数例外均为 16 位数字，而 `{0}` 有 {1} 位" => "请检查，或用 `*`";
    /// 12 digits.
    ACCOUNT_OF_AWS = "RAM721" "account-of-another-cloud" GeneralWarning
        "`{0}` has 12 digits, as the accounts of AWS; those of Alibaba Cloud have 16" => "write the id of the Alibaba Cloud account, or `*`",
        "`{0}` 有 12 位数字，与 AWS 账号相同；阿里云账号 ID 为 16 位" => "请写阿里云账号 ID，或用 `*`";
    /// Text instead of digits.
    NOT_AN_ACCOUNT = "RAM722" "arn-account-not-an-id" GeneralWarning
        "`{0}` is not the id of an account, so it matches no resource" => "write its digits, or `*`",
        "`{0}` 不是账号 ID，因此不匹配任何资源" => "请写出其数字，或用 `*`";
}

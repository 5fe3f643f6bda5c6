// What is said of a policy for its settings: the rows that the tables of the engine do not have, and the notes of suppressions.

/** Rows as `rules()` gives them, in both languages; `{0}`, `{1}` … stand for texts of the policy or the settings. */
const ROWS = Object.freeze([
  {
    code: "RAM900",
    name: "own-rule",
    severity: "error",
    en: { message: "the rule `{0}` does not allow {1}", help: "narrow this statement, or change the rule in the settings" },
    zh: { message: "规则 `{0}` 不允许{1}", help: "收窄这条语句，或修改设置中的规则" },
  },
  {
    code: "RAM901",
    name: "own-rule-undecided",
    severity: "security-warning",
    en: { message: "it can't be decided whether the policy keeps to the rule `{0}`", help: "make its patterns and conditions simpler, or check this rule by hand" },
    zh: { message: "无法判定此策略是否符合规则 `{0}`", help: "简化其中的通配模式和条件，或人工检查这条规则" },
  },
  {
    code: "RAM902",
    name: "unused-suppression",
    severity: "suggestion",
    en: { message: "no finding `{0}` is left that this suppression is for", help: "take the suppression out of the settings" },
    zh: { message: "此项抑制所针对的检查结果 `{0}` 已不存在", help: "从设置中删除此项抑制" },
  },
  {
    code: "RAM903",
    name: "own-rule-open",
    severity: "security-warning",
    en: { message: "it can't be decided whether the policy keeps to the rule `{0}`, because the template leaves {1} open", help: "hold the rule against the policy with the values that it gets" },
    zh: { message: "模板未确定 {1} 的值，因此无法判定此策略是否符合规则 `{0}`", help: "填入实际值后，再按这条规则检查此策略" },
  },
].map(Object.freeze));

const PHRASES = {
  en: {
    on: (action, resources) => `${action} on ${resources}`,
    with: (context) => `, with ${context}`,
    without: (conditions) => `, without the condition ${conditions}`,
    is: (key, values) => `${key} = ${values}`,
    none: "nothing",
    and: ", ",
    expired: (date, reason) => `it was suppressed until ${date}: ${reason}`,
    outgrown: (reason) => `it was suppressed for a statement that granted less: ${reason}`,
    undecided: (reason) => `it was suppressed, but it can't be decided whether the statement grants more now: ${reason}`,
    unread: (reason) => `it was suppressed for what the policy granted before it had errors: ${reason}`,
    open: (reason, holes) => `it was suppressed, but it can't be decided whether the statement grants more now, because the template leaves ${holes} open: ${reason}`,
  },
  zh: {
    on: (action, resources) => `对 ${resources} 执行 ${action}`,
    with: (context) => `（${context}）`,
    without: (conditions) => `（缺少条件 ${conditions}）`,
    is: (key, values) => `${key} = ${values}`,
    none: "无",
    and: "、",
    expired: (date, reason) => `曾被抑制至 ${date}：${reason}`,
    outgrown: (reason) => `抑制时此语句授予的权限较少：${reason}`,
    undecided: (reason) => `曾被抑制，但无法判定此语句现在是否授予更多权限：${reason}`,
    unread: (reason) => `抑制针对的是此策略出错之前授予的权限：${reason}`,
    open: (reason, holes) => `曾被抑制，但模板未确定 ${holes} 的值，无法判定此语句现在是否授予更多权限：${reason}`,
  },
};

function fill(wording, texts) {
  return wording.replace(/\{(\d)\}/g, (_, index) => texts[index] ?? "");
}

/** The rows in a language, as `rules()` gives those of the engine. */
function ownRules(locale) {
  return ROWS.map(({ code, name, severity, ...wordings }) => ({ code, name, severity, ...wordings[locale ?? "en"] }));
}

/** A diagnostic of a row. */
function ownDiagnostic(code, locale, from, to, texts) {
  const { name, severity, message, help } = ownRules(locale).find((row) => row.code === code);
  return { code, name, severity, from, to, message: fill(message, texts), help };
}

function phrases(locale) {
  return PHRASES[locale ?? "en"];
}

export { ownDiagnostic, ownRules, phrases };

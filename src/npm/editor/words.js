// Every word of the element, in its two languages.
export const WORDS = {
  en: {
    label: "RAM policy",
    fix: "Fix",
    change: "Change it (the policy will mean something else)",
    none: "No findings",
    counts: { error: ["error", "errors"], "security-warning": ["security warning", "security warnings"],
      "general-warning": ["warning", "warnings"], suggestion: ["suggestion", "suggestions"] },
    list: "Show the findings",
    size: (length, limit, unit) => `${length.toLocaleString("en")} of ${limit.toLocaleString("en")} ${unit}`,
    units: { characters: "characters", bytes: "bytes" },
    failed: "The engine could not be loaded, so nothing is checked",
    phrases: {},
  },
  zh: {
    label: "RAM 策略",
    fix: "修复",
    change: "更改（策略的含义会随之改变）",
    none: "没有发现问题",
    counts: { error: ["个错误", "个错误"], "security-warning": ["个安全警告", "个安全警告"],
      "general-warning": ["个一般警告", "个一般警告"], suggestion: ["条建议", "条建议"] },
    list: "显示问题列表",
    size: (length, limit, unit) => `${length.toLocaleString("en")} / ${limit.toLocaleString("en")} ${unit}`,
    units: { characters: "个字符", bytes: "字节" },
    failed: "引擎无法加载，因此未进行检查",
    // what CodeMirror itself says
    phrases: {
      "Find": "查找", "Replace": "替换", "next": "下一个", "previous": "上一个", "all": "全部", "match case": "区分大小写",
      "regexp": "正则表达式", "by word": "全字匹配", "replace": "替换", "replace all": "全部替换", "close": "关闭",
      "Diagnostics": "问题", "No diagnostics": "没有发现问题", "Go to line": "转到行", "go": "转到",
      "current match": "当前匹配", "on line": "所在行", "replaced match on line $": "已替换第 $ 行的匹配",
      "replaced $ matches": "已替换 $ 处匹配", "Folded lines": "已折叠的行", "Unfolded lines": "已展开的行", "to": "至",
      "Completions": "补全", "folded code": "已折叠的代码", "unfold": "展开", "Fold line": "折叠", "Unfold line": "展开",
    },
  },
};

/** The page that lists every code, by topic, with its class. */
import type { RuleInfo } from "ramlight";
import { escape, page, prose, severity, SEVERITIES, TOPICS } from "./parts.ts";

export function indexPage(rules: readonly RuleInfo[], written: readonly string[], sheet: string): string {
  const classes = Object.keys(SEVERITIES) as RuleInfo["severity"][];
  const topics = Object.entries(TOPICS).flatMap(([digit, name]) => {
    const of = rules.filter(({ code }) => code[3] === digit);
    return of.length === 0 ? [] : [`<section aria-labelledby="topic-${digit}">
<h2 id="topic-${digit}">${name}</h2>
${classes.map((each) => group(each, of.filter((rule) => rule.severity === each), written)).join("")}</section>`];
  });
  return page("All findings", `<h1>All findings</h1>
<p>What ramlight says of a policy. Each finding has a code, which stays as it is, and one of four classes:</p>
<dl class="classes">${classes.map((each) => `<dt>${severity(each)}</dt><dd>${SEVERITIES[each].meaning}</dd>`).join("\n")}</dl>
<nav aria-label="Topics"><ul>${Object.entries(TOPICS).map(([digit, name]) => `<li><a href="#topic-${digit}">${name}</a></li>`).join("")}</ul></nav>
${topics.join("\n")}`, sheet);
}

function group(of: RuleInfo["severity"], rules: readonly RuleInfo[], written: readonly string[]): string {
  if (rules.length === 0) return "";
  return `<h3>${severity(of)}</h3>
<ul class="codes">${rules.map(({ code, name, message }) => `<li>${written.includes(code) ? `<a class="code" href="${code}.html">${code}</a>` : `<span class="code">${code}</span>`}
<span><b>${escape(name)}</b> ${prose(told(message))}</span></li>`).join("\n")}</ul>
`;
}

/** What stands in the policy is not told here: `{0}` becomes `…`. */
const told = (message: string) => message.replace(/\{\d\}/g, "…");

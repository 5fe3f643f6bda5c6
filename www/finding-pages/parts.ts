/** What the pages of the codes are made of. */
import type { RuleInfo } from "ramlight";
import { CONTENT_SECURITY_POLICY } from "../csp.ts";

type Severity = RuleInfo["severity"];

export const SEVERITIES: Record<Severity, { name: string; meaning: string }> = {
  "error": { name: "Error", meaning: "RAM would refuse the policy." },
  "security-warning": { name: "Security warning", meaning: "The policy grants more, or denies less, than it seems." },
  "general-warning": { name: "Warning", meaning: "The policy does not do what it seems." },
  "suggestion": { name: "Suggestion", meaning: "The policy could be simpler or clearer." },
};

/** The topics of the codes, by their first digit. */
export const TOPICS: Record<string, string> = {
  1: "JSON, and traces of copying",
  2: "Grammar",
  3: "Policies of other systems",
  4: "Security",
  5: "Conditions",
  6: "Redundancy",
  7: "Actions and resources",
  8: "Kinds of policies",
  9: "Settings and own rules",
};

const SIGNS: Record<Severity, string> = {
  "error": '<circle cx="8" cy="8" r="6.5" class="fill"/><path d="M5.5 5.5l5 5M10.5 5.5l-5 5" class="stroke inverse"/>',
  "security-warning": '<path d="M8 1.5l5.5 2v4c0 3.4-2.3 5.9-5.5 7-3.2-1.1-5.5-3.6-5.5-7v-4z" class="fill"/><path d="M8 4.8v4M8 11v.3" class="stroke inverse"/>',
  "general-warning": '<path d="M8 1.8l6.7 12H1.3z" class="stroke"/><path d="M8 6.5v3.2M8 11.6v.2" class="stroke"/>',
  "suggestion": '<circle cx="8" cy="8" r="6" class="stroke"/><path d="M8 7.3v4M8 4.8v.2" class="stroke"/>',
};

export const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A message: plain text with `backticks` around policy text. */
export const prose = (text: string) => text.split("`").map((part, index) => index % 2 === 0 ? escape(part) : `<code>${escape(part)}</code>`).join("");

export const severity = (of: Severity) =>
  `<span class="class severity-${of}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SIGNS[of]}</svg>${SEVERITIES[of].name}</span>`;

/** A whole page; nothing on it runs or is fetched but its style sheet. */
export function page(title: string, main: string, sheet: string): string {
  const policy = CONTENT_SECURITY_POLICY.split("; ").filter((rule) => /^(default|img|base|form)/.test(rule)).concat("style-src 'self'").join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · ramlight</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${sheet}">
</head>
<body>
<header class="site"><a href="../">ramlight</a> <a href="./index.html">All findings</a></header>
<main>
${main}
</main>
</body>
</html>
`;
}

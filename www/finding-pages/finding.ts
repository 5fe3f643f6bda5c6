/** The page of one code: its Markdown, its policies with what is found in them marked, its messages in both languages. */
import { Marked, type Token, type Tokens } from "marked";
import type { RuleInfo } from "ramlight";
import { messages, type Message } from "./messages.ts";
import { escape, page, prose, severity, SEVERITIES } from "./parts.ts";

/** What a block of code is, by the words behind its language. */
const KINDS: Record<string, string> = { trust: "trust policy", bucket: "bucket policy", control: "control policy", session: "session policy", resource: "resource policy" };

export function findingPage(rule: RuleInfo, markdown: string, written: readonly string[], sheet: string): string {
  const marked = new Marked();
  const tokens = marked.lexer(markdown);
  let section = "";
  marked.use({
    renderer: {
      heading({ text, depth }: Tokens.Heading) {
        section = text;
        return depth === 1
          ? `<h1><span class="code">${rule.code}</span> ${escape(rule.name)}</h1>\n<p class="lead">${severity(rule.severity)} <span>${SEVERITIES[rule.severity].meaning}</span></p>\n`
          : `<h${depth}>${escape(text)}</h${depth}>\n`;
      },
      code(token: Tokens.Code) {
        const [language = "", what = "", kind = ""] = (token.lang ?? "").split(/\s+/);
        if (language === "expect") return messages(token.text).map((message) => shown(message, rule)).join("");
        const found = what === "policy" ? messages(expectation(tokens, token)) : [];
        const name = what === "fixed" ? "With the fix" : what === "catalogue" ? "A catalogue for this page" : section === "Instead" ? "Without the finding" : "With the finding";
        return block(`${name}${KINDS[kind] ? ` (${KINDS[kind]})` : ""}`, token.text, found, language === "json");
      },
      codespan: ({ text }: Tokens.Codespan) => written.includes(text) && text !== rule.code
        ? `<a href="${text}.html"><code>${text}</code></a>` : `<code>${escape(text)}</code>`,
    },
  });
  return page(`${rule.code} ${rule.name}`, `<article>\n${linked(marked.parser(tokens), rule.code, written)}</article>`, sheet);
}

/** Codes in the text, as links to their pages. */
const linked = (html: string, own: string, written: readonly string[]) =>
  html.replace(/(<p>|<li>)[^]*?(?=<\/p>|<\/li>)/g, (text) => text.replace(/(?<![">\w])RAM\d{3}(?!\w)/g, (code) =>
    code !== own && written.includes(code) ? `<a href="${code}.html">${code}</a>` : code));

/** What is expected of a policy stands in the block behind it. */
function expectation(tokens: readonly Token[], policy: Token): string {
  const next = tokens.slice(tokens.indexOf(policy) + 1).find(({ type }) => type !== "space");
  return next?.type === "code" && (next as Tokens.Code).lang === "expect" ? (next as Tokens.Code).text : "";
}

function shown({ en, zh }: Message, { code, severity: of }: RuleInfo): string {
  return `<div class="message"><p>${severity(of)} <span class="code">${code}</span> ${prose(en.message)}</p><p class="help">${prose(en.help)}</p>
<div lang="zh-CN"><p>${prose(zh.message)}</p><p class="help">${prose(zh.help)}</p></div></div>\n`;
}

function block(name: string, text: string, found: readonly Message[], isJson: boolean): string {
  return `<figure><figcaption>${name}</figcaption><pre><code>${coloured(text, places(text, found), isJson)}</code></pre></figure>\n`;
}

/** Where in a policy the messages point. */
function places(text: string, found: readonly Message[]): { from: number; to: number }[] {
  let after = 0;
  return found.flatMap(({ at, line }) => {
    const begin = line === null ? after : text.split("\n").slice(0, line - 1).join("\n").length;
    let from = text.indexOf(at, begin);
    if (from < 0) from = text.indexOf(at);
    if (from < 0 || at === "") return [];
    after = from + at.length;
    return [{ from, to: after }];
  });
}

const TOKEN = /("(?:[^"\\\n]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g;

/** Code as HTML: JSON in its colours, and what is found in it marked. */
function coloured(text: string, marks: readonly { from: number; to: number }[], isJson: boolean): string {
  const pieces: { from: number; to: number; name: string }[] = [];
  if (isJson) {
    for (const match of text.matchAll(TOKEN)) {
      const [, string, colon, atom] = match;
      const word = string ?? atom ?? "";
      pieces.push({ from: match.index, to: match.index + word.length, name: atom ? "json-atom" : colon ? "json-key" : "json-string" });
    }
  }
  const cuts = new Set([0, text.length, ...[...pieces, ...marks].flatMap(({ from, to }) => [from, to])]);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    const inside = ({ from: start, to: end }: { from: number; to: number }) => start <= from && to <= end;
    const name = pieces.find(inside)?.name;
    const part = escape(text.slice(from, to));
    const word = name ? `<span class="${name}">${part}</span>` : part;
    return marks.some(inside) ? `<mark>${word}</mark>` : word;
  }).join("").replaceAll("</mark><mark>", "");
}

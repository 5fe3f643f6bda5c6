/**
 * The list of problems, the gravest first, each with its code, what to do and what its fix does; what follows from a
 * problem is folded under it. Its head is the banner where RAM would refuse the document. A click goes to the place.
 */
import type { Diagnostic, PolicyKind } from "ramlight";
import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { statementBadge } from "../catalogue/badge.ts";
import { SEVERITIES } from "../engine/protocol.ts";
import { pageOf } from "../finding-pages.ts";
import { severityIcon } from "../icons.ts";
import { isSafelyFixed, rootsOf, type Problem } from "../problems.ts";
import { prose } from "../prose.ts";
import type { State } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";

export interface ProblemEvents {
  go(problem: Problem): void;
  fix(problem: Problem): void;
  fixAll(): void;
  /** Shows only these classes; none: all. */
  show(severities: Diagnostic["severity"][]): void;
  unfold(keys: string[]): void;
  /** Checks the text as another kind of policy. */
  kind(kind: PolicyKind): void;
}

export function problemsPanel(state: State, events: ProblemEvents): TemplateResult {
  const { snapshot, problems, severities, checking, checked } = state;
  const counts = SEVERITIES.map((severity) => ({ severity, count: problems.filter((problem) => problem.severity === severity).length }));
  // A class that is gone cannot be what is shown.
  const chosen = severities.filter((severity) => counts.some((each) => each.severity === severity && each.count > 0));
  const more = (snapshot?.diagnosticsTotal ?? 0) - (snapshot?.diagnostics.length ?? 0);
  const fixable = problems.filter(isSafelyFixed).length;
  const items = chosen.length === 0 ? rootsOf(problems) : problems.filter(({ severity }) => chosen.includes(severity)).map((problem) => ({ ...problem, follows: [] }));
  const lit = litAmong(items, state.finding);
  const list = { state, lit, looksLike: snapshot?.looksLike ?? null, events };
  return html`
    <section class="problems" aria-label=${strings.problems} aria-busy=${String(checking === "now")}>
      <header class=${snapshot?.refused ? "banner" : ""}>
        <h2>${strings.problems}</h2>
        <div class="tallies" role="group" aria-label=${strings.problemsShown}>${counts.map(({ severity, count }) => count === 0 ? "" : html`
          <button type="button" class="tally severity-${severity}" aria-pressed=${chosen.includes(severity)} title=${strings.filterBy(strings.classNames[severity](2))}
            @click=${() => events.show(chosen.includes(severity) ? chosen.filter((other) => other !== severity) : [...chosen, severity])}
            >${severityIcon(severity)}<span>${formatNumber(count)}</span> <span class="word">${strings.classNames[severity](count)}</span></button>`)}</div>
        <p role="status">${snapshot?.refused ? html`<span class="refused"><strong>${strings.refused}</strong> <span class="still">${strings.stillLit}</span></span>` : ""}</p>
        ${fixable > 1 ? html`<button type="button" title=${strings.fixAllTitle} @click=${events.fixAll}>${strings.fixAll}</button>` : ""}
      </header>
      <div class="scroll" tabindex="0" role="group" aria-label=${strings.problems} @keydown=${moveFocus}>
        ${checking === "late" ? html`<p class="hint">${strings.checkLate}</p>` : ""}
        ${snapshot && problems.length === 0 && (checked > 0 || checking === "late") ? html`<p class="hint">${strings.noProblems}</p>` : ""}
        <ul>${repeat(items, ({ key }) => key, (problem) => item(problem, list))}</ul>
        ${more > 0 ? html`<p class="hint">${strings.moreProblems(more)}</p>` : ""}
      </div>
    </section>`;
}

interface List { state: State; lit: string | null; looksLike: PolicyKind | null; events: ProblemEvents }

/** The finding that elements of another kind of policy stand in this one. */
const OTHER_KIND = "RAM227";

function item(problem: Problem, list: List): TemplateResult {
  const { looksLike, events, state: { unfolded } } = list;
  const { key, follows, code, fix, severity } = problem;
  const isOpen = unfolded.includes(key);
  const isLit = list.lit === key || (!isOpen && follows.some((child) => child.key === list.lit));
  return html`<li class=${isLit ? "lit" : ""} data-code=${code} aria-current=${isLit ? "true" : nothing} ${ref((element) => { if (isLit) bringIntoView(element, `${list.lit}`); })}>
    ${codeLink(code)}
    <button type="button" class="problem" @click=${() => events.go(problem)}>
      ${severityIcon(severity)}
      <span class="message"><strong class="class severity-${severity}">${strings.severities[severity]}</strong> ${problem.statement === null ? "" : html`${statementBadge(problem.statement)} `}${prose(problem.message)}
        <span class="help">${prose(problem.help)}${does(problem)}</span></span>
    </button>
    <span class="actions">
      ${code === OTHER_KIND && looksLike && looksLike !== "identity" ? html`<button type="button" @click=${() => events.kind(looksLike)}>${strings.checkAs(looksLike)}</button>` : ""}
      ${fix ? html`<button type="button" class="fix" @click=${() => events.fix(problem)}>${strings.fixNames[fix.kind]}</button>` : ""}
    </span>
    ${follows.length === 0 ? "" : html`<div class="follows">
      <button type="button" class="quiet" aria-expanded=${isOpen} @click=${() => events.unfold(isOpen ? unfolded.filter((other) => other !== key) : [...unfolded, key])}>
        <span class="fold" aria-hidden="true"></span>${strings.follows(follows.length)}</button>
      ${isOpen ? html`<ul>${repeat(follows, (child) => child.key, (child) => item({ ...child, follows: [] }, list))}</ul>` : ""}
    </div>`}
  </li>`;
}

function codeLink(code: string): TemplateResult {
  const page = pageOf(code);
  return page
    ? html`<a class="code" href=${page} target="_blank" rel="noopener" title=${strings.openPage(code)}>${code}</a>`
    : html`<span class="code">${code}</span>`;
}

/** Policy text is cut to this many characters where it only reminds of what stands in the editor. */
const QUOTED = 48;

function does({ does: effect, fix }: Problem): TemplateResult | "" {
  if (!effect || !fix) return "";
  return html` <span class="does">${prose(`${strings.fixDoes(quoted(effect.from), quoted(effect.to), effect.edits)}${strings.fixMeans[fix.kind]}.`)}</span>`;
}

function quoted(text: string): string {
  const plain = text.replaceAll("`", "'").replace(/\s+/g, " ").trim();
  const whole = plain.replace(/^,\s*|\s*,$/g, "") || plain;
  return whole.length > QUOTED ? `${whole.slice(0, QUOTED)}…` : whole;
}

/** The problem that the cursor is in, if it is in the list. */
function litAmong(items: readonly Problem[], finding: string | null): string | null {
  return items.some(({ key, follows }) => key === finding || follows.some((child) => child.key === finding)) ? finding : null;
}

let broughtIntoView = "";

/** Once for each problem that the cursor comes to: the list stays where the person scrolled it. */
function bringIntoView(element: Element | undefined, key: string): void {
  if (!element || key === broughtIntoView) return;
  broughtIntoView = key;
  if (!element.contains(document.activeElement)) element.scrollIntoView({ block: "nearest" });
}

function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".problem")];
  const at = rows.findIndex((row) => row === document.activeElement || row.closest("li") === document.activeElement?.closest("li"));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

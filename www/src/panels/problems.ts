/** The list of problems, the gravest first; its head is the banner where RAM would refuse the document. A click goes to the place. */
import type { PolicyKind } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import type { Problem, Snapshot } from "../engine/protocol.ts";
import { statementBadge } from "../catalogue/badge.ts";
import { severityIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import { formatNumber, strings } from "../strings.ts";

export interface ProblemEvents {
  go(problem: Problem): void;
  fix(problem: Problem): void;
  /** Checks the text as another kind of policy. */
  kind(kind: PolicyKind): void;
}

const SEVERITIES = ["error", "security-warning", "general-warning", "suggestion"] as const;

export function problemsPanel(snapshot: Snapshot | null, events: ProblemEvents): TemplateResult {
  const list = snapshot?.diagnostics ?? [];
  const more = (snapshot?.diagnosticsTotal ?? 0) - list.length;
  return html`
    <section class="problems" aria-label=${strings.problems}>
      <header class=${snapshot?.refused ? "banner" : ""}>
        <h2>${strings.problems}</h2>
        ${SEVERITIES.map((severity) => {
          const count = list.filter((diagnostic) => diagnostic.severity === severity).length;
          return count === 0 ? "" : html`<span class="tally" title=${strings.severities[severity]}>${severityIcon(severity)}${formatNumber(count)}<span class="for-readers"> ${strings.severities[severity]}</span></span>`;
        })}
        <p role="status">${snapshot?.refused ? html`<span class="refused"><strong>${strings.refused}</strong> ${strings.stillLit}</span>` : ""}</p>
      </header>
      <div class="scroll" tabindex="0" role="group" aria-label=${strings.problems}>
        ${snapshot && list.length === 0 ? html`<p class="hint">${strings.noProblems}</p>` : ""}
        <ul>${list.map((diagnostic) => problem(diagnostic, snapshot?.looksLike ?? null, events))}</ul>
        ${more > 0 ? html`<p class="hint">${strings.moreProblems(more)}</p>` : ""}
      </div>
    </section>`;
}

/** The finding that elements of another kind of policy stand in this one. */
const OTHER_KIND = "RAM227";

function problem(diagnostic: Problem, looksLike: PolicyKind | null, events: ProblemEvents): TemplateResult {
  return html`<li>
    <button type="button" class="problem" @click=${() => events.go(diagnostic)}>
      ${severityIcon(diagnostic.severity)}<span class="for-readers">${strings.severities[diagnostic.severity]}</span>
      <span class="code">${diagnostic.code}</span>
      <span class="message">${diagnostic.statement === null ? "" : html`${statementBadge(diagnostic.statement)} `}${prose(diagnostic.message)}<span class="help">${prose(diagnostic.help)}</span></span>
    </button>
    ${diagnostic.code === OTHER_KIND && looksLike && looksLike !== "identity" ? html`<button type="button" @click=${() => events.kind(looksLike)}>${strings.checkAs(looksLike)}</button>` : ""}
    ${diagnostic.fix ? html`<button type="button" @click=${() => events.fix(diagnostic)}>${strings.fix}</button>` : ""}
  </li>`;
}

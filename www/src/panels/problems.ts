/** The list of problems. A click goes to the place. */
import type { Diagnostic } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import type { Snapshot } from "../engine/protocol.ts";
import { severityIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import { formatNumber, strings } from "../strings.ts";

export interface ProblemEvents {
  go(diagnostic: Diagnostic): void;
  fix(diagnostic: Diagnostic): void;
}

const SEVERITIES = ["error", "security-warning", "general-warning", "suggestion"] as const;

export function problemsPanel(snapshot: Snapshot | null, events: ProblemEvents): TemplateResult {
  const list = snapshot?.diagnostics ?? [];
  const more = (snapshot?.diagnosticsTotal ?? 0) - list.length;
  return html`
    <section class="problems" aria-label=${strings.problems}>
      <header>
        <h2>${strings.problems}</h2>
        ${SEVERITIES.map((severity) => {
          const count = list.filter((diagnostic) => diagnostic.severity === severity).length;
          return count === 0 ? "" : html`<span class="tally" title=${strings.severities[severity]}>${severityIcon(severity)}${formatNumber(count)}<span class="for-readers"> ${strings.severities[severity]}</span></span>`;
        })}
        ${list.some(({ severity }) => severity === "error") ? html`<span class="refused">${strings.refused}</span>` : ""}
      </header>
      <div class="scroll" tabindex="0" role="group" aria-label=${strings.problems}>
        ${snapshot && list.length === 0 ? html`<p class="hint">${strings.noProblems}</p>` : ""}
        <ul>${list.map((diagnostic) => problem(diagnostic, events))}</ul>
        ${more > 0 ? html`<p class="hint">${strings.moreProblems(more)}</p>` : ""}
      </div>
    </section>`;
}

function problem(diagnostic: Diagnostic, events: ProblemEvents): TemplateResult {
  return html`<li>
    <button type="button" class="problem" @click=${() => events.go(diagnostic)}>
      ${severityIcon(diagnostic.severity)}<span class="for-readers">${strings.severities[diagnostic.severity]}</span>
      <span class="code">${diagnostic.code}</span>
      <span class="message">${prose(diagnostic.message)}<span class="help">${prose(diagnostic.help)}</span></span>
    </button>
    ${diagnostic.fix ? html`<button type="button" @click=${() => events.fix(diagnostic)}>${strings.fix}</button>` : ""}
  </li>`;
}

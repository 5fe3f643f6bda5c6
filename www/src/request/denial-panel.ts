/** A pasted denial: the dialog that takes it, and what it says beside the request that it became. */
import { html, type TemplateResult } from "lit-html";
import { dialog } from "../panels/dialog.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { isAlone } from "./asking.ts";
import { readDenial, type Denial } from "./denial.ts";

export interface DenialEvents {
  write(text: string): void;
  take(): void;
  copy(text: string): void;
  close(): void;
}

export function denialDialog(state: State, events: DenialEvents): TemplateResult {
  return dialog("denial", strings.denialTitle, state.dialog === "denial", events.close, () => {
    const denial = state.denialText.trim() === "" ? null : readDenial(state.denialText);
    return html`<form @submit=${(event: Event) => { event.preventDefault(); events.take(); }}>
      <p class="hint" id="denial-help">${strings.denialHelp}</p>
      <textarea aria-label=${strings.denialText} aria-describedby="denial-help" rows="9" spellcheck="false" .value=${state.denialText}
        @input=${(event: Event) => events.write((event.target as HTMLTextAreaElement).value)}></textarea>
      <div class="read" role="status">${denial
        ? html`${facts(denial)}${denial.action === null ? encodedOnly(denial.encoded ?? "", events) : ""}`
        : html`<p class="hint">${state.denialText.trim() === "" ? "" : strings.denialUnread}</p>`}</div>
      <p class="buttons"><button type="submit" class="main" ?disabled=${!denial?.action}>${strings.denialTake}</button></p>
    </form>`;
  });
}

/** An encoded message alone: only the account that it was given to can read it. */
function encodedOnly(encoded: string, events: DenialEvents): TemplateResult {
  const command = `aliyun ram DecodeDiagnosticMessage --EncodedDiagnosticMessage '${encoded.replaceAll("'", "")}'`;
  return html`<p>${strings.encodedOnly}</p>
    <figure class="ready"><figcaption>${strings.decodeCommand}<button type="button" @click=${() => events.copy(command)}>${strings.copy}</button></figcaption>
      <pre tabindex="0" aria-label=${strings.decodeCommand}>${command}</pre></figure>`;
}

/** What the denial said, above the request's parts. */
export function denialPart(state: State, dismiss: () => void): TemplateResult | "" {
  const { denial, decided, snapshot } = state;
  if (!denial) return "";
  const person = isAlone(state) ? null : snapshot?.shown.person ?? null;
  const decision = decided && "explanation" in decided ? decided.explanation.decision : null;
  return html`<section class="part denial" aria-label=${strings.denial}>
    <h3>${strings.denial}</h3>
    <div class="body">
      ${facts(denial)}
      <p>${decision === null ? "" : strings.denialBeside(denial.explicit, decision, person)}
        ${denial.resource === null ? strings.denialWithoutResource(denial.encoded !== null) : ""}</p>
      <button type="button" class="quiet" @click=${dismiss}>${strings.dismiss}</button>
    </div>
  </section>`;
}

function facts(denial: Denial): TemplateResult {
  const { explicit, policyType, principalType, displayName, ownerId } = denial;
  const who = [principalType && (strings.principalTypes[principalType] ?? principalType), displayName, ownerId && strings.ofAccount(ownerId)].filter(Boolean).join(" ");
  const rows: [string, TemplateResult | string | null][] = [
    [strings.action, denial.action && html`<code>${denial.action}</code>`],
    [strings.resource, denial.resource && html`<code>${denial.resource}</code>`],
    [strings.denialKind, explicit === null ? null : strings.decisions[explicit ? "ExplicitDeny" : "ImplicitDeny"]],
    [strings.denialStage, policyType && html`${strings.stages[policyType] ?? policyType} <code>${policyType}</code>`],
    [strings.denialCaller, who === "" ? null : who],
    [strings.context, denial.conditions.length === 0 ? null : html`${denial.conditions.map(({ key, values }, index) => html`${index > 0 ? ", " : ""}<code>${key}</code> ${values.join(", ")}`)}`],
    [strings.denialMatched, denial.matched.length === 0 ? null : html`${denial.matched.map((policy) => html`<span class="line">${policy.effect} <code>${policy.name}</code> ${[policy.type, policy.entity, policy.scope].filter(Boolean).join(", ")}</span>`)}`],
  ];
  return html`<dl>${rows.flatMap(([name, value]) => value ? [html`<dt>${name}</dt><dd>${value}</dd>`] : [])}</dl>`;
}

/** The line above the editor: its tools, and the meter of the policy's length. */
import { html, type TemplateResult } from "lit-html";
import type { KindOption } from "../engine/protocol.ts";
import { KIND_OPTIONS } from "../policies.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";

export interface ToolbarEvents {
  format(): void;
  copy(): void;
  find(): void;
  wrap(on: boolean): void;
  kind(kind: KindOption): void;
}

/** From this share of the limit on it is told how much is left. */
const NEAR = 0.9;

export function toolbar(state: State, events: ToolbarEvents): TemplateResult {
  const size = state.snapshot?.size ?? { characters: 0, bytes: 0, limit: 6144, unit: "characters" as const };
  const used = size[size.unit];
  const tooLong = used > size.limit;
  const near = Math.floor(size.limit * NEAR);
  const isNear = !tooLong && used >= near;
  const chosen = state.policies.find(({ id }) => id === state.policyId)?.kind ?? "identity";
  const kind = state.snapshot?.kind ?? "identity";
  return html`<div class="toolbar" role="toolbar" aria-label=${strings.policyText}>
    <button type="button" title=${strings.formatTitle} @click=${events.format}>${strings.format}</button>
    <button type="button" @click=${events.copy}>${strings.copy}</button>
    <button type="button" @click=${events.find}>${strings.find}</button>
    <button type="button" title=${strings.wrapTitle} aria-pressed=${state.wrap} @click=${() => events.wrap(!state.wrap)}>${strings.wrap}</button>
    <select class="kind" aria-label=${strings.kind} title=${strings.kindTitle} @change=${(event: Event) => events.kind((event.target as HTMLSelectElement).value as KindOption)}>
      ${KIND_OPTIONS.map((option) => html`<option value=${option} .selected=${option === chosen}>${option === "auto" && chosen === "auto" ? strings.recognisedAs(kind) : strings.kindOptions[option]}</option>`)}
    </select>
    <div class="size ${tooLong ? "over" : isNear ? "near" : ""}" title=${`${strings.sizeTitle(kind, size.limit, size.unit)}; ${strings.bytes(size.bytes)}`}>
      <meter min="0" max=${size.limit + 1} low=${near} high=${size.limit} optimum="0" .value=${Math.min(used, size.limit + 1)} aria-label=${strings.sizeOf(used, size.limit, size.unit)}></meter>
      <span class="number">${strings.sizeOf(used, size.limit, size.unit)}</span>
      <span class="number bytes">${isNear ? strings.sizeLeft(size.limit - used) : strings.bytes(size.bytes)}</span>
    </div>
  </div>`;
}

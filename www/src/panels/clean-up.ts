/** "Clean up": says what traces of copying there are, shows the change, and makes it when it is accepted. */
import { html, type TemplateResult } from "lit-html";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { isCompared, mergeView } from "./merge-view.ts";

export interface CleanUpEvents {
  text(): string;
  show(): void;
  accept(): void;
  dismiss(): void;
}

export function cleanUpBar(state: State, events: CleanUpEvents): TemplateResult | "" {
  const change = state.snapshot?.cleanUp;
  if (!change || !state.cleanUpOffered) return "";
  const preview = state.cleanUpShown && isCompared(change.text);
  return html`<section class="clean-up ${preview ? "open" : ""}" aria-label=${strings.cleanUp}
      @keydown=${(event: KeyboardEvent) => { if (event.key === "Escape") events.dismiss(); }}>
    ${preview ? mergeView(events.text(), change.text, strings.cleanUpPreview) : ""}
    <div class="offer">
      <p role="status"><strong>${strings.tracesFound}:</strong> ${change.reasons.map((reason, index) => html`${index > 0 ? "; " : ""}${strings.trace(reason)}`)}
        ${state.cleanUpShown ? html`<small>${strings.cleanUpKeys}</small>` : ""}</p>
      ${state.cleanUpShown
        ? html`<button type="button" class="main" @click=${events.accept}>${strings.cleanUp}</button>
          <button type="button" @click=${events.dismiss}>${strings.keepAsIs}</button>`
        : html`<button type="button" @click=${events.show}>${strings.showChange}</button>`}
    </div>
  </section>`;
}

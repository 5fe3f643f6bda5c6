/** The card of a place in the text, drawn. */
import { html, render, type TemplateResult } from "lit-html";
import { ACCESS_LEVELS } from "ramlight";
import { groupOf } from "../catalogue/filter.ts";
import type { Card, CardRow, OnlyByPattern } from "../engine/protocol.ts";
import { outcomeIcon } from "../icons.ts";
import { prose } from "../prose.ts";
import { strings } from "../strings.ts";

export interface CardEvents {
  /** What hangs on the pattern at a position alone; `take` is not called if the text changes first. */
  only(position: number, take: (only: OnlyByPattern | null) => void): void;
  /** Shows the operations of the pattern at a position beside the text. */
  showAll(position: number): void;
}

/** Asked a moment after the card is there: who only passes by asks nothing. */
const ASKED_AFTER_MS = 120;

export class CardView {
  readonly dom = document.createElement("div");
  private only: OnlyByPattern | null | undefined;
  private timer = 0;

  constructor(private readonly card: Card, private readonly events: CardEvents) {
    this.dom.className = "card";
    this.dom.tabIndex = -1;
    this.dom.setAttribute("role", "region");
    this.dom.setAttribute("aria-label", strings.cardOf.card);
    this.draw();
  }

  mount(): void {
    const { about } = this.card;
    if (about.kind !== "action" && about.kind !== "resource") return;
    this.timer = window.setTimeout(() => this.events.only(about.from, (only) => {
      this.only = only;
      this.draw();
    }), ASKED_AFTER_MS);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private draw(): void {
    render(this.content(), this.dom);
  }

  private content(): TemplateResult {
    const { about } = this.card;
    const isPattern = about.kind === "action" || about.kind === "resource";
    return html`<div class="what">${about.kind === "action" && about.operation === null && this.card.total > 0 ? this.operations() : this.sentences()}</div>
      ${isPattern ? html`<div class="only">${this.hanging()}</div>` : ""}`;
  }

  private sentences(): TemplateResult {
    const { about, rows } = this.card;
    const group = rows[0] && groupOf(rows[0].outcome);
    const chip = group === undefined || rows.length > 1 ? ""
      : html` <span class="chip outcome-${group}" title=${strings.outcomeMeanings[group]}>${outcomeIcon(group)}${strings.outcomes[group]}</span>`;
    return html`${about.sentences.map((sentence, index) => html`<p>${prose(sentence)}${index === 0 ? chip : ""}</p>`)}`;
  }

  private operations(): TemplateResult {
    const { about, rows, total } = this.card;
    if (about.kind !== "action") return html``;
    const words = strings.cardOf;
    const count = about.element === "NotAction" ? words.excepts(total, about.services) : words.standsFor(total, about.services);
    const levels = ACCESS_LEVELS.flatMap((level, index) => about.levels[index] ? [words.levelCount(level, about.levels[index])] : []);
    return html`<p><code>${about.text}</code> <strong>${count}</strong></p>
      <p class="levels">${levels.join(" · ")}</p>
      ${list(rows, words.operationsOf(about.text), total)}
      <button type="button" class="quiet" @click=${() => this.events.showAll(about.from)}>${total > rows.length ? words.showAll(total) : words.showThem}</button>`;
  }

  private hanging(): TemplateResult {
    const words = strings.cardOf;
    const { only } = this;
    if (only === undefined) return html`<p class="soft">${words.onlyAsked}</p>`;
    if (only === null) return html`<p class="soft">${words.onlyUnknown}</p>`;
    const said = words.only(only);
    // one operation, which is named above
    if (only.total === 0 || (this.card.total === 1 && only.total === 1)) return html`<p>${said}</p>`;
    return html`<details><summary title=${words.onlyTitle}>${said}</summary>${list(only.rows, said, only.total)}</details>`;
  }
}

/** Operations, to scroll through; the outcome of each where it is told. */
function list(rows: readonly (CardRow & Partial<Pick<Card["rows"][number], "outcome">>)[], name: string, total: number): TemplateResult {
  return html`<ul tabindex="0" aria-label=${name}>
    ${rows.map(({ action, level, outcome }) => {
      const group = outcome && groupOf(outcome);
      return html`<li>${group ? html`<span class="outcome-${group}" title=${strings.outcomes[group]}>${outcomeIcon(group)}<span class="for-readers">${strings.outcomes[group]}</span></span>` : ""}
        <span class="name">${action}</span><small>${strings.levels[level]}</small></li>`;
    })}
    ${total > rows.length ? html`<li class="more">${strings.cardOf.moreOperations(total - rows.length)}</li>` : ""}
  </ul>`;
}

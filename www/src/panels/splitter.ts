/** The line between the editor and the catalogue: drawn with the pointer or moved with the arrow keys. */
import { html, type TemplateResult } from "lit-html";
import { strings } from "../strings.ts";

const LEAST = 25;
const MOST = 70;

export function splitter(split: number, set: (split: number) => void): TemplateResult {
  const to = (value: number) => set(Math.min(MOST, Math.max(LEAST, Math.round(value))));
  return html`<div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${strings.splitter}
    aria-valuenow=${split} aria-valuemin=${LEAST} aria-valuemax=${MOST}
    @keydown=${(event: KeyboardEvent) => {
      const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      to(split + step);
    }}
    @pointerdown=${(event: PointerEvent) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
    @pointermove=${(event: PointerEvent) => {
      if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) to((event.clientX / innerWidth) * 100);
    }}></div>`;
}

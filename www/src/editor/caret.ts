/** The cursor. It stands while one types and blinks after a pause: while anything blinks, each key waits for the beat of the screen. */
import type { Extension } from "@codemirror/state";
import { drawSelection, ViewPlugin } from "@codemirror/view";

const PAUSE_MS = 500;

export const caret: Extension = [
  drawSelection(),
  ViewPlugin.define(({ dom }) => {
    let timer = 0;
    const stands = (is: boolean) => dom.parentElement?.classList.toggle("typing", is);
    return {
      update({ docChanged }) {
        if (!docChanged) return;
        clearTimeout(timer);
        timer = window.setTimeout(() => stands(false), PAUSE_MS);
        stands(true);
      },
      destroy() {
        clearTimeout(timer);
        stands(false);
      },
    };
  }),
];

/** Where the focus goes on when what had it is gone, or can be used no more. */

export const afterDrawing = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));

/** Focuses the first of these that can be used, once it is drawn. Whoever types in another field by then stays there. */
export function focusNext(...selectors: readonly string[]): void {
  const before = document.activeElement;
  afterDrawing(() => {
    const now = document.activeElement;
    if (now !== before && now?.matches("input, select, textarea, [contenteditable=true]")) return;
    selectors.map((selector) => document.querySelector<HTMLElement>(`${selector}:not(:disabled)`)).find((element) => element !== null)?.focus();
  });
}

/** The same where nothing has the focus any more. */
export function focusIfLost(...selectors: readonly string[]): void {
  afterDrawing(() => { if (document.activeElement === document.body) focusNext(...selectors); });
}

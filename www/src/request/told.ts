/** What those who listen hear: not each change of what stands there, but what it is once it rests. */

const REST_MS = 1_000;
const watched = new WeakSet<Element>();

/** Tells in the live region behind the element what stands in the element; nothing while that is idle. */
export function toldAtRest(element: Element | undefined): void {
  if (!(element instanceof HTMLElement) || watched.has(element)) return;
  watched.add(element);
  let rest = 0;
  new MutationObserver(() => {
    clearTimeout(rest);
    rest = window.setTimeout(() => {
      const region = element.nextElementSibling;
      const text = element.dataset.idle === "true" ? "" : element.innerText;
      if (region && region.textContent !== text) region.textContent = text;
    }, REST_MS);
  }).observe(element, { subtree: true, childList: true, characterData: true });
}

/** A button that opens a list of choices: arrows move, Escape closes, a choice closes. */
import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";

export interface Choice { name: string; run: () => void }
export interface ChoiceGroup { name: string | null; choices: Choice[] }

/** `name`: what it is called to those who do not see what stands around it; `head`: what can be said before one chooses. */
export function menu(id: string, label: string, groups: ChoiceGroup[], name = label, head: TemplateResult | null = null): TemplateResult {
  const list = html`${groups.map((group) => html`<div role="group" aria-label=${group.name ?? name}>
        ${group.name ? html`<p role="presentation">${group.name}</p>` : ""}
        ${group.choices.map((choice) => html`<button type="button" role="menuitem" tabindex="-1" popovertarget=${id} popovertargetaction="hide"
          @click=${choice.run}>${choice.name}</button>`)}
      </div>`)}`;
  return html`<div class="menu" @keydown=${moveFocus} @focusout=${closeWhenLeft}>
    <button type="button" aria-haspopup="menu" aria-controls=${id} popovertarget=${id} aria-label=${name === label ? nothing : name}
      ?disabled=${groups.every(({ choices }) => choices.length === 0)}>${label}<span class="caret" aria-hidden="true"></span></button>
    ${head === null
      ? html`<div popover id=${id} role="menu" aria-label=${name} ${ref(placeWhenOpened)}>${list}</div>`
      : html`<div popover id=${id} role="group" aria-label=${name} ${ref(placeWhenOpened)}>${head}<div role="menu" aria-label=${name}>${list}</div></div>`}
  </div>`;
}

const placed = new WeakSet<Element>();

function placeWhenOpened(element: Element | undefined): void {
  if (!(element instanceof HTMLElement) || placed.has(element)) return;
  placed.add(element);
  element.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "open") {
      // What was said before one choice is not meant for the next.
      for (const field of element.querySelectorAll("input")) field.value = "";
      return;
    }
    placeUnderButton(element);
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  });
}

/** Closes a popover when the focus goes elsewhere than to it or its button, which stand in one element. */
export function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const around = currentTarget as Element;
  if (relatedTarget instanceof Node && !around.contains(relatedTarget)) around.querySelector<HTMLElement>(":popover-open")?.hidePopover();
}

/** Puts an open popover under the button before it, or over that where there is more room. */
export function placeUnderButton(element: HTMLElement): void {
  const button = element.previousElementSibling?.getBoundingClientRect();
  if (!button) return;
  const left = Math.max(8, Math.min(button.left, innerWidth - element.offsetWidth - 8));
  element.style.left = `${left}px`;
  const room = innerHeight - button.bottom - 16;
  const isUnder = element.offsetHeight <= room || room >= button.top;
  element.style.top = isUnder ? `${button.bottom + 4}px` : `${Math.max(8, button.top - 4 - Math.min(element.offsetHeight, button.top - 12))}px`;
  element.style.maxHeight = `${isUnder ? room : button.top - 12}px`;
}

function moveFocus(event: KeyboardEvent): void {
  const root = event.currentTarget as HTMLElement;
  const items = [...root.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (at < 0) {
    if (event.key === "ArrowDown" && event.target instanceof HTMLButtonElement) {
      event.preventDefault();
      event.target.click();
      return;
    }
    const isField = event.target instanceof HTMLInputElement && (event.key === "Enter" || event.key === "ArrowDown" && !event.target.list);
    if (!isField) return;
    event.preventDefault();
    items[0]?.focus();
    return;
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key] ?? beginning(event, items, at);
  if (to === undefined) return;
  event.preventDefault();
  items[to % items.length]?.focus();
}

/** The next item that begins with the letter that is typed. */
function beginning({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, items: HTMLElement[], at: number): number | undefined {
  if (!/^\S$/u.test(key) || ctrlKey || metaKey || altKey) return undefined;
  const steps = items.map((_, index) => at + 1 + index);
  return steps.find((to) => items[to % items.length]?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/**
 * Cards that say what stands in the text: under the pointer, or where the cursor is when F1 is pressed. A card is shown once
 * all of it is known but what hangs on a pattern alone, for which it keeps a line; any change of the text closes it.
 */
import { completionStatus } from "@codemirror/autocomplete";
import { Prec, type EditorState, type Extension } from "@codemirror/state";
import { activateHover, closeHoverTooltip, EditorView, hoverTooltip, keymap, type Tooltip } from "@codemirror/view";
import type { Card } from "../engine/protocol.ts";
import { CardView, type CardEvents } from "./card.ts";

export interface HoverEvents extends CardEvents {
  /** What stands at a position of the text as it is now; `take` is not called if another place is asked for, or the text changes, first. */
  card(position: number, take: (card: Card | null) => void): void;
}

/** How long the pointer rests before a card is asked for. */
const REST_MS = 350;

export function cards(events: HoverEvents): Extension {
  /** The card of the cursor's place, while it is being shown. */
  let asked: Card | null = null;
  /** Such a card is open: the pointer, which may still rest somewhere, brings no other. */
  let isHeld = false;

  const tooltipOf = (card: Card, isAsked: boolean): Tooltip => ({
    pos: card.about.from,
    end: Math.max(card.about.from, card.about.to),
    above: true,
    create: (view) => {
      const shown = new CardView(card, events);
      shown.dom.addEventListener("keydown", (event) => {
        const isTyped = isCharacter(event) && (event.key !== " " || event.target === shown.dom);
        if (event.key !== "Escape" && !isTyped) return;
        event.stopPropagation();
        close(view);
        // the character goes where the focus is by then
        view.focus();
      });
      // an update may be what takes the focus away, and none can begin within it
      if (isAsked) shown.dom.addEventListener("focusout", () => setTimeout(() => {
        if (shown.dom.isConnected && document.hasFocus() && !shown.dom.contains(document.activeElement)) close(view);
      }));
      return {
        dom: shown.dom,
        mount: () => {
          shown.mount();
          isHeld = isAsked;
          if (isAsked) requestAnimationFrame(() => shown.dom.focus({ preventScroll: true }));
        },
        destroy: () => {
          isHeld = false;
          shown.destroy();
        },
      };
    },
  });

  const hover = hoverTooltip(
    (view, position) => {
      if (asked) return tooltipOf(asked, true);
      const isFree = () => !isHeld && !isCompleting(view.state);
      if (!isFree()) return null;
      return new Promise((show) => events.card(position, (card) => show(card && isFree() && isIn(view, card) ? tooltipOf(card, false) : null)));
    },
    { hideOnChange: true, hideOn: ({ state }) => isCompleting(state), hoverTime: REST_MS },
  );

  const isOpen = (view: EditorView) => view.state.field(hover.active).length > 0;
  function close(view: EditorView): boolean {
    if (!isOpen(view)) return false;
    view.dispatch({ effects: closeHoverTooltip(hover) });
    return true;
  }

  function showHere(view: EditorView): boolean {
    const { head } = view.state.selection.main;
    events.card(head, (card) => {
      if (!card || !isIn(view, card) || view.state.selection.main.head !== head) return;
      close(view);
      asked = card;
      activateHover(view, head, 1, { tooltip: hover });
      asked = null;
    });
    return true;
  }

  return [
    hover,
    Prec.high(keymap.of([
      { key: "F1", run: showHere, preventDefault: true },
      { key: "Escape", run: close },
    ])),
  ];
}

/** A list of what could be typed stands where a card would. */
const isCompleting = (state: EditorState) => completionStatus(state) === "active";
const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
const isIn = (view: EditorView, { about: { to } }: Card) => to <= view.state.doc.length;

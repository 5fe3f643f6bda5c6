/** The catalogue beside the editor: a grid of operations of which only the rows in sight are drawn. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { html, render } from "lit-html";
import { groupingOf, hasSeveral, type State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { timed } from "../timing.ts";
import type { CatalogFacts } from "./facts.ts";
import { items, type Item } from "./filter.ts";
import { COLUMNS, marksHead } from "./marks.ts";
import { groupCell, groupRow, operationRow } from "./row.ts";

export const ROW_HEIGHT = 26;
/** The width of a list of badges, in columns. */
const LISTED_WIDTH = 8;

export interface CatalogueEvents {
  hover(operation: number | null): void;
  focus(operation: number | null): void;
  open(operation: number): void;
  ask(operation: number): void;
}

interface Place { top: string | null; over: number; active: string | null }

export class Catalogue {
  private readonly scroller: HTMLElement;
  private readonly head: HTMLElement;
  private readonly body: HTMLElement;
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private rows: Item[] = [];
  private rowsFor: unknown[] = [];
  private active = 0;
  private state: State | null = null;

  constructor(private readonly root: HTMLElement, private readonly events: CatalogueEvents) {
    root.innerHTML = '<div class="grid-head"></div><div class="grid-body"></div>';
    this.scroller = root;
    this.head = root.querySelector<HTMLElement>(".grid-head")!;
    this.body = root.querySelector<HTMLElement>(".grid-body")!;
    this.virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.options(0));
    this.virtualizer._didMount();
    this.virtualizer._willUpdate();
    this.listen();
  }

  /** Draws what the state says. */
  update(state: State): void {
    const grouping = groupingOf(state);
    const inputs = [state.catalog, state.filter.outcomes.length > 0 ? state.snapshot : null, state.filter, grouping, state.filter.litOnly ? state.lit : null];
    if (inputs.some((input, index) => input !== this.rowsFor[index]) || this.rowsFor.length === 0) {
      this.rowsFor = inputs;
      const { catalog, snapshot, filter, lit } = state;
      const kept = catalog !== this.state?.catalog ? this.place() : null;
      this.rows = catalog ? timed("rows", () => items(catalog, snapshot?.outcomes ?? null, filter, grouping, lit)) : [];
      this.shown = this.rows.reduce((count, item) => count + ("operation" in item ? 1 : 0), 0);
      this.active = Math.max(0, Math.min(this.active, this.rows.length - 1));
      this.virtualizer.setOptions(this.options(this.rows.length));
      this.virtualizer._willUpdate();
      if (kept && catalog) this.goBack(kept, catalog);
      else if (this.state && filter !== this.state.filter) this.goTop();
      // The keyboard may have come here before the rows that it was meant for.
      if (document.activeElement === this.root) this.events.focus(this.operationAt(this.active));
    }
    this.state = state;
    this.draw();
  }

  /** How many operations are shown. */
  shown = 0;

  /** What stands at the top and under the keyboard, by name: in another catalogue it has another number. Nothing of what stands first. */
  private place(): Place {
    const catalog = this.state?.catalog;
    const first = Math.floor(this.scroller.scrollTop / ROW_HEIGHT);
    const action = (index: number) => {
      const operation = index > 0 ? this.operationAt(index) ?? this.operationAt(index + 1) : null;
      return operation === null ? null : catalog?.action(operation) ?? null;
    };
    return { top: action(first), over: this.scroller.scrollTop % ROW_HEIGHT, active: action(this.active) };
  }

  /** Another choice of rows is read from its beginning. */
  private goTop(): void {
    this.active = 0;
    this.scroller.scrollTop = 0;
  }

  /** Puts it under the eyes again. */
  private goBack({ top, over, active }: Place, catalog: CatalogFacts): void {
    const rowOf = (action: string | null) => {
      const operation = action === null ? null : catalog.named(action)?.id ?? null;
      return operation === null ? -1 : this.rows.findIndex((item) => "operation" in item && item.operation === operation);
    };
    const [first, current] = [rowOf(top), rowOf(active)];
    if (current >= 0) this.active = current;
    if (first < 0) return;
    this.body.style.height = `${this.rows.length * ROW_HEIGHT}px`;
    this.scroller.scrollTop = first * ROW_HEIGHT + over;
  }

  focus(): void {
    this.root.focus();
  }

  private options(count: number) {
    return {
      count,
      getScrollElement: () => this.scroller,
      estimateSize: () => ROW_HEIGHT,
      overscan: 8,
      paddingStart: 0,
      scrollPaddingStart: 2 * ROW_HEIGHT,
      initialRect: { width: 600, height: 400 },
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.draw(),
    };
  }

  private draw(): void {
    const state = this.state;
    if (!state) return;
    const statements = state.snapshot?.shown.statements ?? [];
    const listed = statements.length > COLUMNS;
    this.root.style.setProperty("--statements", String(listed ? LISTED_WIDTH : Math.max(statements.length, 4)));
    this.root.setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.root.setAttribute("aria-activedescendant", this.rows.length > 0 ? `row-${this.active}` : "");
    const { catalog } = state;
    const grouping = groupingOf(state);
    const headOf = ({ head, count }: { head: string; count: number }) => catalog && { head, count, grouping, catalog };
    const visible = this.virtualizer.getVirtualItems();
    const stuck = this.groupAt(Math.floor(this.scroller.scrollTop / ROW_HEIGHT));
    const group = stuck && headOf(stuck);
    const columns = strings.columns;
    render(html`
      <div role="row" aria-rowindex="1" class="row heads">
        <span role="columnheader" class="sign"><span class="for-readers">${strings.lit}</span></span>
        <span role="columnheader" class="outcome">${columns.outcome}</span>
        <span role="columnheader" class="level">${columns.level}</span>
        <span role="columnheader" class="name">${columns.name}</span>
        <span role="columnheader" class="requirement">${columns.requirement}</span>
        <span role="columnheader" class="statements"><span class="for-readers">${columns.statements}</span>${marksHead(state.snapshot?.shown ?? null)}</span>
        <span role="columnheader" class="note"><span class="for-readers">${columns.note}</span></span>
      </div>
      ${group ? html`<div class="row group stuck" aria-hidden="true">${groupCell(group)}</div>` : ""}`, this.head);
    this.body.style.height = `${this.virtualizer.getTotalSize()}px`;
    render(html`${visible.map(({ index, start }) => {
      const item = this.rows[index];
      if (!item) return "";
      const place = { index, top: start, active: index === this.active };
      if ("head" in item) {
        const head = headOf(item);
        return head ? groupRow(head, place) : "";
      }
      const operation = catalog?.operation(item.operation);
      return operation ? operationRow(operation, state, place, hasSeveral(state) && grouping !== "service") : "";
    })}${state.catalog && this.rows.length === 0 ? html`<div role="row" class="row nothing"><span role="gridcell" class="hint">${strings.nothingShown}</span></div>` : ""}`, this.body);
  }

  private groupAt(index: number): { head: string; count: number } | null {
    for (let at = Math.min(index, this.rows.length - 1); at >= 0; at--) {
      const item = this.rows[at];
      if (item && "head" in item) return item;
      if (this.state && groupingOf(this.state) === "none") return null;
    }
    return null;
  }

  private operationAt(index: number): number | null {
    const item = this.rows[index];
    return item && "operation" in item ? item.operation : null;
  }

  private move(to: number): void {
    this.active = Math.max(0, Math.min(to, this.rows.length - 1));
    this.virtualizer.scrollToIndex(this.active, { align: "auto" });
    this.events.focus(this.operationAt(this.active));
    this.draw();
  }

  private listen(): void {
    const rowOf = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-operation]");
    this.root.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const row = rowOf(event);
      this.events.hover(row ? Number(row.dataset.operation) : null);
    });
    this.root.addEventListener("pointerleave", () => this.events.hover(null));
    this.root.addEventListener("click", (event) => {
      const row = rowOf(event);
      if (!row) return;
      this.active = Number(row.id.slice("row-".length));
      this.events.focus(Number(row.dataset.operation));
      this.events.open(Number(row.dataset.operation));
    });
    this.root.addEventListener("focus", () => this.events.focus(this.operationAt(this.active)));
    this.root.addEventListener("blur", (event) => {
      // What is shown stays while its links are used.
      if (!(event.relatedTarget as Element | null)?.closest("#details")) this.events.focus(null);
    });
    this.root.addEventListener("keydown", (event) => {
      const page = Math.max(1, Math.floor(this.scroller.clientHeight / ROW_HEIGHT) - 2);
      const to = {
        ArrowDown: this.active + 1, ArrowUp: this.active - 1, Home: 0, End: this.rows.length - 1,
        PageDown: this.active + page, PageUp: this.active - page,
      }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        this.move(to);
      }
      const operation = this.operationAt(this.active);
      if (event.key === "Enter" && operation !== null) {
        event.preventDefault();
        this.events.open(operation);
      }
      if (event.key.toLowerCase() === "r" && operation !== null && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.events.ask(operation);
      }
    });
  }
}

/** The context keys of the request: what is known of each, with the input that fits its type. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { State } from "../store/state.ts";
import { focusNext } from "../focus.ts";
import { strings } from "../strings.ts";
import type { Draft, KeyState } from "./draft.ts";
import { GLOBAL_KEYS, keyRows, withChoice, withKey, withValues, type KeyRow } from "./keys.ts";

type Context = Draft["context"];
const ADD_KEY = ".add-key input";
type EditKey = (change: (state: KeyState) => KeyState) => void;

export function contextPart(state: State, edit: (change: (context: Context) => Context) => void, clear: () => void): TemplateResult {
  const { draft, snapshot } = state;
  const rows = keyRows(snapshot?.conditionKeys ?? [], draft.context);
  const without = (key: string, index: number) => {
    edit((context) => Object.fromEntries(Object.entries(context).filter(([other]) => other !== key)));
    focusNext(`.keys > li:nth-child(${index + 1}) select`, ADD_KEY);
  };
  const known = Object.values(draft.context).some((one) => one.known !== "unknown");
  return html`
    ${rows.length === 0 ? html`<p class="hint">${strings.noKeys}</p>` : ""}
    <ul class="keys">${rows.map((row, index) => keyRow(row, index, (change) => edit((context) => withKey(context, row, change)), () => without(row.key, index)))}</ul>
    <form class="add-key" @submit=${(event: Event) => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem("key") as HTMLInputElement;
      const key = input.value.trim();
      input.value = "";
      if (key !== "" && !rows.some((row) => row.key === key)) edit((context) => Object.hasOwn(context, key) ? context : { ...context, [key]: { known: "unknown", values: [] } });
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] select`)?.focus());
    }}>
      <input type="text" name="key" list="global-keys" spellcheck="false" autocomplete="off" aria-label=${strings.keyName} placeholder=${strings.keyPlaceholder} />
      <datalist id="global-keys">${[...GLOBAL_KEYS.keys()].filter((key) => !rows.some((row) => row.key === key)).map((key) => html`<option value=${key}></option>`)}</datalist>
      <button type="submit">${strings.addKey}</button>
      <button type="button" class="quiet" ?disabled=${!known} @click=${() => { clear(); focusNext(ADD_KEY); }}>${strings.clearContext}</button>
    </form>`;
}

function keyRow(row: KeyRow, index: number, edit: EditKey, remove: () => void): TemplateResult {
  const { key, type, expected, state } = row;
  const choices = type === "bool" ? ["unknown", "absent", "true", "false"] : ["unknown", "absent", "known"];
  const value = state.values[0] ?? "";
  const choice = state.known !== "known" ? state.known : type === "bool" && (value === "true" || value === "false") ? value : "known";
  // A value that is neither true nor false, as a denial may bring one, is shown as it is.
  const shown = choices.includes(choice) ? choices : [...choices, choice];
  return html`<li data-key=${key} class=${state.known}>
    <code class="key" title=${key}>${key}</code>
    <select aria-label=${strings.stateOf(key)} .value=${live(choice)} @change=${(event: Event) => {
      edit((now) => withChoice(now, (event.target as HTMLSelectElement).value));
      requestAnimationFrame(() => (event.target as HTMLElement).closest("li")?.querySelector<HTMLElement>(".values input:not([disabled])")?.focus());
    }}>${shown.map((one) => html`<option value=${one} ?selected=${one === choice}>${strings.keyStates[one as keyof typeof strings.keyStates]}</option>`)}</select>
    <span class="values">${type === "bool" && choice !== "known" ? "" : values(row, index, edit)}</span>
    <small class="expected" title=${expected?.join("\n") ?? ""}>${expected === null
      ? html`${strings.notMentioned} <button type="button" class="quiet" aria-label=${strings.removeKey(key)} @click=${remove}>${strings.remove}</button>`
      : strings.comparedWith(expected)}</small>
  </li>`;
}

/** The values that have an input each. */
const shownValues = ({ values }: KeyState) => values.length > 0 ? values : [""];

/** One input a value; the first is there even while nothing is known, so that typing makes the key known. */
function values({ key, type, expected, state }: KeyRow, row: number, edit: EditKey): TemplateResult {
  const list = shownValues(state);
  const offers = type === "string" || type === "mixed" || type === "number" ? (expected ?? []).filter((value) => !/[*?]/.test(value)) : [];
  const id = `key-values-${row}`;
  return html`${list.map((value, index) => html`<span class="value">
      ${input(type, value, { label: strings.valueOf(key, index), list: offers.length > 0 ? id : null, placeholder: strings.valuePlaceholders[type], quiet: state.known !== "known" }, (next) => edit((now) => withValues(shownValues(now).map((old, at) => at === index ? next : old))))}
      ${list.length > 1 ? html`<button type="button" class="quiet" aria-label=${strings.removeValue(key, index)}
        @click=${() => {
          edit((now) => withValues(shownValues(now).filter((_, at) => at !== index)));
          focusNext(...[index + 1, index].map((place) => `.keys > li:nth-child(${row + 1}) .value:nth-child(${place}) input`));
        }}>×</button>` : ""}
    </span>`)}
    ${offers.length > 0 ? html`<datalist id=${id}>${offers.map((offer) => html`<option value=${offer}></option>`)}</datalist>` : ""}
    ${state.known === "known" ? html`<button type="button" class="quiet more" title=${strings.anotherValue(key)} aria-label=${strings.anotherValue(key)}
      @click=${(event: Event) => {
        const cell = (event.currentTarget as HTMLElement).closest(".values");
        edit((now) => ({ known: "known", values: [...shownValues(now), ""] }));
        requestAnimationFrame(() => [...cell?.querySelectorAll<HTMLElement>("input") ?? []].at(-1)?.focus());
      }}>+</button>` : ""}`;
}

interface InputLook { label: string; list: string | null; placeholder: string; quiet: boolean }

function input(type: KeyRow["type"], value: string, look: InputLook, set: (value: string) => void): TemplateResult {
  const classes = look.quiet ? "left-out" : "";
  const moment = type === "date" ? pickerOf(value) : null;
  if (moment !== null) {
    return html`<input type="datetime-local" step="1" class=${classes} aria-label=${`${look.label}, UTC`} .value=${live(moment)}
      @input=${(event: Event) => set(momentOf((event.target as HTMLInputElement).value))} /><small>UTC</small>`;
  }
  return html`<input type="text" class=${classes} aria-label=${look.label} spellcheck="false" autocomplete="off"
    inputmode=${type === "number" ? "decimal" : "text"} list=${look.list ?? nothing} placeholder=${look.placeholder} .value=${live(value)}
    @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />`;
}

/** A moment as the browser's picker has it, in UTC; `null` where the picker cannot show it as it is. */
function pickerOf(value: string): string | null {
  if (value === "") return "";
  const moment = new Date(value);
  // A moment without a zone is no moment to RAM, and one with parts of a second not one to the picker.
  if (Number.isNaN(moment.getTime()) || !/(?:Z|[+-]\d\d:\d\d)$/.test(value) || moment.getMilliseconds() !== 0) return null;
  // As browsers write it themselves: one that differs would be set anew while a person is in the middle of it.
  return moment.toISOString().slice(0, 19).replace(/:00$/, "");
}

/** What the picker gives, which leaves out the seconds where they are 0. */
const momentOf = (picked: string) => picked === "" ? "" : `${picked.length === 16 ? `${picked}:00` : picked}Z`;

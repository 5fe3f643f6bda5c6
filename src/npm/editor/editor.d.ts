/**
 * `<ram-policy-editor>`: an editor of one policy that says what is to be said of it. Importing the module defines the
 * element; on a server, where there are none, importing does nothing.
 *
 * The text that stands in the element is its first value. The attribute `label` is what a screen reader calls it. Colours follow the `color-scheme` that the element inherits, and
 * these custom properties: `--ramlight-sheet`, `-sunk`, `-line`, `-ink`, `-ink-soft`, `-accent`, `-accent-ink`,
 * `-accent-wash`, `-bad`, `-maybe`, `-some`, `-string`, `-sans`, `-mono`.
 */
import type { Catalog, Diagnostic, Locale, PolicyKind } from "./index.js";

export interface ChangeDetail { value: string }
export interface FindingsDetail {
  findings: readonly Diagnostic[];
  /** RAM would refuse the document */
  refused: boolean;
}

export class RamPolicyEditor extends HTMLElement {
  /** The policy's text. */
  value: string;
  /** Whose facts the findings and the cards (under the pointer, and by F1) rest on; the built-in catalogue by default. It stays yours to free. */
  catalog: Catalog | undefined;
  /** What the text is read as; `identity` by default. Attribute `kind`. */
  kind: PolicyKind | "auto";
  /** Attribute `locale`; `en` by default. */
  locale: Locale;
  /** Attribute `readonly`. */
  readOnly: boolean;
  /** Its name in a form, of which it is a field. Attribute `name`. */
  name: string;
  /** What the last check found, in the order of the text; positions in UTF-16 code units. */
  readonly findings: readonly Diagnostic[];
  /** Puts the document into its canonical form. Whether it could: its JSON may be broken. */
  format(): boolean;
  /** Selects a place and brings it into view. */
  reveal(place: { from: number; to: number }): void;

  addEventListener<K extends keyof RamPolicyEditorEvents>(
    type: K, listener: (this: RamPolicyEditor, event: RamPolicyEditorEvents[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

export interface RamPolicyEditorEvents extends HTMLElementEventMap {
  /** The text is another one. */
  change: CustomEvent<ChangeDetail>;
  /** The text as it is now was checked. */
  findings: CustomEvent<FindingsDetail>;
  /** The engine could not be loaded, or the text not be checked: `event.detail.error`. */
  error: CustomEvent<{ error: unknown }> & ErrorEvent;
}

declare global {
  interface HTMLElementTagNameMap { "ram-policy-editor": RamPolicyEditor }
}

/**
 * Findings in a CodeMirror 6 of your own: `linter(ramPolicySource({ kind: "trust" }))`; and cards that say what an action, a
 * key or an operator under the pointer is: `hoverTooltip(ramPolicyHover({ kind: "trust" }), { hideOnChange: true })`.
 */
import type { Catalog, Locale, PolicyKind } from "./index.js";

export interface SourceOptions { locale?: Locale; kind?: PolicyKind | "auto"; catalog?: Catalog }

/** A `Diagnostic` of `@codemirror/lint`, with fixes as actions. */
export interface LintDiagnostic {
  from: number;
  to: number;
  severity: "error" | "warning" | "info";
  /** the finding's code */
  source: string;
  message: string;
  renderMessage(): Node;
  actions: { name: string; apply(view: any, from: number, to: number): void }[];
}

/** A source for `linter` of `@codemirror/lint`. It loads the engine by itself, and serves one editor. */
export function ramPolicySource(options?: SourceOptions): (view: { state: { doc: { toString(): string; length: number } } }) => Promise<LintDiagnostic[]>;

/** A `Tooltip` of `@codemirror/view`; its element has the class `ram-policy-card` and a `div` for each sentence. */
export interface HoverTooltip { pos: number; end: number; above: boolean; create(): { dom: HTMLElement } }

/** A source for `hoverTooltip` of `@codemirror/view`. It loads the engine by itself, and serves one editor. */
export function ramPolicyHover(options?: SourceOptions): (view: { state: { doc: { toString(): string } } }, position: number) => Promise<HoverTooltip | null>;

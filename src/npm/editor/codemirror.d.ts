/**
 * Findings, completion and cards in a CodeMirror 6 of your own: `linter(ramPolicySource({ kind: "trust" }))`,
 * `autocompletion({ override: [ramPolicyCompletions({ tools })], activateOnCompletion: ({ more }) => more })`, and what an
 * action, a key or an operator under the pointer is: `hoverTooltip(ramPolicyHover({ kind: "trust" }), { hideOnChange: true })`.
 */
import type { Bindings, Catalog, Completions, Locale, PolicyKind } from "./index.js";

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

/** A `CompletionResult` of `@codemirror/autocomplete`. */
export interface CodeMirrorCompletions {
  from: number;
  to: number;
  filter: false;
  getMatch(completion: any): readonly number[];
  options: {
    label: string;
    type: string;
    detail?: string;
    info?: string;
    apply(view: any, completion: any, from: number, to: number): void;
    matched: number[];
    /** where it goes on: what `activateOnCompletion` of `autocompletion` is to say */
    more: boolean;
  }[];
}

/** What is used of `@codemirror/autocomplete`, or all of it: fields are to tab through with `snippet`, and else plain text. */
export interface CompletionTools {
  snippet?: (template: string) => (view: any, completion: any, from: number, to: number) => void;
  hasNextSnippetField?: (state: any) => boolean;
  pickedCompletion?: any;
}

/** What `Policy.completions` gave as a `CompletionResult`, for a source of your own whose engine runs in a worker, say. */
export function ramPolicyCompletionResult(completions: Completions, tools?: CompletionTools): CodeMirrorCompletions;

/**
 * A source for `autocompletion` of `@codemirror/autocomplete`. By itself it opens within strings alone. It loads the engine by itself, and serves one editor.
 */
export function ramPolicyCompletions(options?: SourceOptions & { bindings?: Bindings; tools?: CompletionTools }): (context: { state: { doc: { toString(): string } }; pos: number; explicit: boolean }) => Promise<CodeMirrorCompletions | null>;

/** A `Tooltip` of `@codemirror/view`; its element has the class `ram-policy-card` and a `div` for each sentence. */
export interface HoverTooltip { pos: number; end: number; above: boolean; create(): { dom: HTMLElement } }

/** A source for `hoverTooltip` of `@codemirror/view`. It loads the engine by itself, and serves one editor. */
export function ramPolicyHover(options?: SourceOptions): (view: { state: { doc: { toString(): string } } }, position: number) => Promise<HoverTooltip | null>;

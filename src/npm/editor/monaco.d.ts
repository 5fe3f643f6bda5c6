/** Findings as markers and quick fixes of a Monaco editor of your own, completion, and hovers that say what an action, a key or an operator is. */
import type { Bindings, Catalog, Diagnostic, Locale, PolicyKind } from "./index.js";

export interface WatchOptions {
  locale?: Locale;
  kind?: PolicyKind | "auto";
  catalog?: Catalog;
  /** called after each check */
  onFindings?(findings: readonly Diagnostic[]): void;
}

/** Of `monaco.editor.ITextModel` what is used. */
export interface TextModel {
  getValue(): string;
  getVersionId(): number;
  getLanguageId(): string;
  isDisposed(): boolean;
  getPositionAt(offset: number): { lineNumber: number; column: number };
  getOffsetAt(position: { lineNumber: number; column: number }): number;
  onDidChangeContent(listener: () => void): { dispose(): void };
  readonly uri: any;
}

/** `monaco.editor.IMarkerData`. */
export interface Marker {
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
  code: string;
  message: string;
  severity: number;
  source: string;
}

export function toMarkers(model: TextModel, findings: readonly Diagnostic[]): Marker[];

/** Checks a model now and after each change, until `dispose` is called. It loads the engine by itself. */
export function watchRamPolicy(
  monaco: {
    editor: { setModelMarkers(model: any, owner: string, markers: Marker[]): void };
    languages: {
      registerCodeActionProvider(language: any, provider: any): { dispose(): void };
      registerHoverProvider?(language: any, provider: any): { dispose(): void };
    };
  },
  model: TextModel,
  options?: WatchOptions,
): { ready: Promise<void>; dispose(): void };

/** A `CompletionItem` of Monaco. */
export interface MonacoCompletion {
  label: string | { label: string; description: string };
  kind: number;
  insertText: string;
  insertTextRules?: number;
  documentation?: string;
  command?: { id: string; title: string };
  filterText: string;
  sortText: string;
  range: { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number };
}

/**
 * A provider for `monaco.languages.registerCompletionItemProvider("json", …)`: what could be typed in a policy, fields as
 * tab stops. By itself it opens within strings alone. It loads the engine by itself. Give it for models of policies alone.
 */
export function ramPolicyCompletionProvider(options?: { locale?: Locale; kind?: PolicyKind | "auto"; catalog?: Catalog; bindings?: Bindings }): {
  triggerCharacters: string[];
  provideCompletionItems(
    model: Pick<TextModel, "getValue" | "isDisposed" | "getPositionAt" | "getOffsetAt">,
    position: { lineNumber: number; column: number },
    context?: { triggerKind?: number },
  ): Promise<{ incomplete?: boolean; suggestions: MonacoCompletion[] }>;
};

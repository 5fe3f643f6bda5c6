/** Findings as markers and quick fixes of a Monaco editor of your own, and hovers that say what an action, a key or an operator is. */
import type { Catalog, Diagnostic, Locale, PolicyKind } from "./index.js";

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

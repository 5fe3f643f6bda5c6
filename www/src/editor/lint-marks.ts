/** The engine's diagnostics as lint marks, with their fixes as actions. */
import { setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "ramlight";
import type { Snapshot } from "../engine/protocol.ts";
import { inDocument, marked } from "./marked.ts";
import { strings } from "../strings.ts";

const SEVERITY = {
  "error": "error", "security-warning": "warning", "general-warning": "warning", "suggestion": "info",
} as const;

/** The transaction that replaces the lint marks by those of `snapshot`, which must be shown already. */
export function lintMarks(view: EditorView, snapshot: Snapshot): TransactionSpec {
  const marks: Mark[] = [];
  for (const diagnostic of snapshot.diagnostics) {
    const range = inDocument(view.state, snapshot, diagnostic);
    if (!range) continue;
    marks.push({
      ...range,
      severity: SEVERITY[diagnostic.severity],
      message: `${diagnostic.code} ${diagnostic.message}`,
      renderMessage: () => describe(diagnostic),
      actions: diagnostic.fix
        ? [{ name: strings.fix, apply: (target) => applyFix(target, snapshot, diagnostic) }]
        : [],
    });
  }
  return setDiagnostics(view.state, marks);
}

/** Makes the change of a fix, in one step of the history. Whether it could: the text may have moved on. */
export function applyFix(view: EditorView, snapshot: Snapshot, diagnostic: Diagnostic): boolean {
  if (!diagnostic.fix || view.state.field(marked).revision !== snapshot.revision) return false;
  view.dispatch({ changes: diagnostic.fix.edits, userEvent: "input.fix", scrollIntoView: true });
  return true;
}

function describe(diagnostic: Diagnostic): Node {
  const root = document.createElement("div");
  root.className = "lint-message";
  const first = root.appendChild(document.createElement("div"));
  const code = first.appendChild(document.createElement("span"));
  code.className = "code";
  code.textContent = diagnostic.code;
  appendProse(first, ` ${diagnostic.message}`);
  if (diagnostic.help) {
    const help = root.appendChild(document.createElement("div"));
    help.className = "help";
    appendProse(help, diagnostic.help);
  }
  return root;
}

function appendProse(to: Element, text: string): void {
  text.split("`").forEach((part, index) => {
    if (index % 2 === 0) to.append(part);
    else to.appendChild(document.createElement("code")).textContent = part;
  });
}

/** Problems as lint marks, with their fixes as actions. */
import { setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import type { Snapshot } from "../engine/protocol.ts";
import { pageOf } from "../finding-pages.ts";
import { rootsOf, type Problem } from "../problems.ts";
import { inDocument } from "./marked.ts";
import { strings } from "../strings.ts";

/** Four of its own, so that each class has its sign at the edge. */
const SEVERITY = {
  "error": "error", "security-warning": "warning", "general-warning": "info", "suggestion": "hint",
} as const;

/** The transaction that replaces the lint marks by those of problems of `snapshot`, which must be shown already. */
export function lintMarks(state: EditorState, snapshot: Snapshot, problems: readonly Problem[], fix: (problem: Problem) => void): TransactionSpec {
  const marks: Mark[] = [];
  for (const problem of marked(problems)) {
    const range = inDocument(state, snapshot, problem);
    if (!range) continue;
    // Of what is wrong with several lines the first is marked: a statement that is underlined as a whole can't be read.
    const line = state.doc.lineAt(range.from);
    marks.push({
      from: range.from,
      to: Math.min(range.to, line.to),
      severity: SEVERITY[problem.severity],
      message: `${problem.code} ${strings.severities[problem.severity]}: ${problem.message}`,
      renderMessage: () => describe(problem),
      actions: problem.fix ? [{ name: strings.fixNames[problem.fix.kind], apply: () => fix(problem) }] : [],
    });
  }
  return setDiagnostics(state, marks);
}

/** All but what follows from another at the same place, which the mark of its cause tells. */
function marked(problems: readonly Problem[]): Problem[] {
  return rootsOf(problems).flatMap((root) => [root, ...root.follows.filter(({ from, to }) => from !== root.from || to !== root.to)]);
}

function describe(problem: Problem): Node {
  const root = document.createElement("div");
  root.className = "lint-message";
  const first = root.appendChild(document.createElement("div"));
  first.append(code(problem.code), " ");
  const severity = first.appendChild(document.createElement("strong"));
  severity.className = `severity-${problem.severity}`;
  severity.textContent = `${strings.severities[problem.severity]}: `;
  appendProse(first, problem.message);
  if (problem.help) {
    const help = root.appendChild(document.createElement("div"));
    help.className = "help";
    appendProse(help, problem.help);
  }
  if (problem.follows.length > 0) {
    const follows = root.appendChild(document.createElement("div"));
    follows.className = "help";
    follows.textContent = strings.follows(problem.follows.length);
  }
  return root;
}

function code(name: string): Node {
  const page = pageOf(name);
  const element = document.createElement(page ? "a" : "span");
  element.className = "code";
  element.textContent = name;
  if (element instanceof HTMLAnchorElement && page) Object.assign(element, { href: page, target: "_blank", rel: "noopener", title: strings.openPage(name) });
  return element;
}

function appendProse(to: Element, text: string): void {
  text.split("`").forEach((part, index) => {
    if (index % 2 === 0) to.append(part);
    else to.appendChild(document.createElement("code")).textContent = part;
  });
}

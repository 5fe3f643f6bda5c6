/** Problems as lint marks, with their fixes as actions. */
import { forEachDiagnostic, setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { EditorState, TransactionSpec } from "@codemirror/state";
import type { Snapshot } from "../engine/protocol.ts";
import { pageOf } from "../finding-pages.ts";
import { rootsOf, type Problem } from "../problems.ts";
import { inDocument, marked, taken } from "./marked.ts";
import { strings } from "../strings.ts";

/** Four of its own, so that each class has its sign at the edge. */
const SEVERITY = {
  "error": "error", "security-warning": "warning", "general-warning": "info", "suggestion": "hint",
} as const;

/** What a mark tells beside its place. */
const said = new WeakMap<Mark, string>();

/**
 * What replaces the lint marks by those of problems of `snapshot`, to be dispatched as it is shown. Nothing where they stand
 * already: each dispatch makes every sign at the edge anew.
 */
export function lintMarks(state: EditorState, snapshot: Snapshot, problems: readonly Problem[], fix: (problem: Problem) => void): TransactionSpec[] {
  const marks: Mark[] = [];
  const shown = taken(state.field(marked), snapshot);
  for (const problem of told(problems)) {
    const range = inDocument(state, snapshot, problem, shown);
    if (!range) continue;
    // Of what is wrong with several lines the first is marked: a statement that is underlined as a whole can't be read.
    const line = state.doc.lineAt(range.from);
    const mark: Mark = {
      from: range.from,
      to: Math.min(range.to, line.to),
      severity: SEVERITY[problem.severity],
      message: `${problem.code} ${strings.severities[problem.severity]}: ${problem.message}`,
      renderMessage: () => describe(problem),
      actions: problem.fix ? [{ name: strings.fixNames[problem.fix.kind], apply: () => fix(problem) }] : [],
    };
    marks.push(mark);
    said.set(mark, [mark.message, problem.key, problem.help, problem.fix?.kind, problem.follows.length].join("\n"));
  }
  return areShown(state, marks) ? [] : [setDiagnostics(state, marks)];
}

function areShown(state: EditorState, marks: readonly Mark[]): boolean {
  const tell = (mark: Mark, from: number, to: number) => `${from} ${to} ${said.get(mark)}`;
  const before = new Set<string>();
  forEachDiagnostic(state, (mark, from, to) => before.add(tell(mark, from, to)));
  return before.size === marks.length && marks.every((mark) => before.has(tell(mark, mark.from, mark.to)));
}

/** All but what follows from another at the same place, which the mark of its cause tells. */
function told(problems: readonly Problem[]): Problem[] {
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

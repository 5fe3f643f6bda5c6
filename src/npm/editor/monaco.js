// The entry `ramlight/monaco`: findings as markers and quick fixes, and hovers, of a Monaco editor. Imports nothing of Monaco.
import { Policy, init } from "./browser.js";
import { lookAt } from "./card.js";
import { WORDS } from "./words.js";

const OWNER = "ramlight";
/** `monaco.MarkerSeverity`: Hint 1, Info 2, Warning 4, Error 8. */
const SEVERITY = { error: 8, "security-warning": 4, "general-warning": 4, suggestion: 2 };
/** How long nothing is typed before a text is checked. */
const PAUSE = 150;

/** A finding's place in a model, as Monaco counts. */
function range(model, { from, to }) {
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  return { startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: end.lineNumber, endColumn: end.column };
}

export function toMarkers(model, findings) {
  return findings.map((finding) => ({
    ...range(model, finding),
    code: finding.code,
    message: `${finding.message}\n${finding.help}`,
    severity: SEVERITY[finding.severity],
    source: OWNER,
  }));
}

export function watchRamPolicy(monaco, model, { locale = "en", kind = "identity", catalog, onFindings } = {}) {
  const words = WORDS[locale];
  let policy;
  let findings = [];
  let timer;
  let isOver = false;
  function read() {
    if (policy) policy.update(model.getValue());
    else policy = new Policy(model.getValue(), { locale, kind });
  }
  async function look() {
    await init();
    if (isOver || model.isDisposed()) return;
    read();
    findings = policy.findings(catalog);
    monaco.editor.setModelMarkers(model, OWNER, toMarkers(model, findings));
    onFindings?.(findings);
  }
  const listener = model.onDidChangeContent(() => {
    findings = []; // fixes of another text
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  const fixes = monaco.languages.registerCodeActionProvider(model.getLanguageId(), {
    provideCodeActions(asked, at) {
      if (asked !== model) return { actions: [], dispose() {} };
      const from = model.getOffsetAt({ lineNumber: at.startLineNumber, column: at.startColumn });
      const to = model.getOffsetAt({ lineNumber: at.endLineNumber, column: at.endColumn });
      const here = findings.filter((finding) => finding.fix && finding.from <= to && from <= finding.to);
      const actions = here.map((finding) => ({
        title: `${finding.code}: ${finding.fix.kind === "change" ? words.change : words.fix}`,
        kind: "quickfix",
        diagnostics: toMarkers(model, [finding]),
        isPreferred: finding.fix.kind !== "change",
        edit: {
          edits: finding.fix.edits.map((edit) => ({
            resource: model.uri,
            versionId: model.getVersionId(),
            textEdit: { range: range(model, edit), text: edit.insert },
          })),
        },
      }));
      return { actions, dispose() {} };
    },
  });
  const hovers = monaco.languages.registerHoverProvider?.(model.getLanguageId(), {
    async provideHover(asked, at) {
      await init();
      if (asked !== model || isOver || model.isDisposed()) return null;
      read();
      const about = lookAt(policy, catalog, model.getOffsetAt(at));
      return about && { range: range(model, about), contents: about.sentences.map((value) => ({ value })) };
    },
  });
  const ready = look();
  return {
    ready,
    dispose() {
      isOver = true;
      clearTimeout(timer);
      listener.dispose();
      fixes.dispose();
      hovers?.dispose();
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, OWNER, []);
      policy?.free();
      policy = undefined;
    },
  };
}

// The entry `ramlight/monaco`: findings as markers and quick fixes, completion, and hovers, of a Monaco editor. Imports nothing of Monaco.
import { Policy, init } from "./browser.js";
import { lookAt } from "./card.js";
import { cut } from "./offers.js";
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
        title: `${finding.code}: ${finding.fix.promise === "change" ? words.change : words.fix}`,
        kind: "quickfix",
        diagnostics: toMarkers(model, [finding]),
        isPreferred: finding.fix.promise !== "change",
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

/** `monaco.languages.CompletionItemKind`. */
const KINDS = { element: 9, value: 13, service: 8, action: 0, wildcard: 25, arn: 27, hint: 27, operator: 11, key: 9, region: 13, account: 13, date: 13, principal: 13 };
/** `CompletionItemInsertTextRule.InsertAsSnippet` */
const AS_SNIPPET = 4;

/** An option's text in the syntax of Monaco's snippets. */
function monacoSnippet(option) {
  const plain = (text) => text.replace(/[\\$}]/g, "\\$&");
  const field = ({ number, text }) => (number === 0 ? "$0" : `\${${number}:${plain(text)}}`);
  return cut(option).map((part) => (typeof part === "string" ? plain(part) : field(part))).join("");
}

export function ramPolicyCompletionProvider({ locale = "en", kind = "identity", catalog, bindings } = {}) {
  let policy;
  return {
    triggerCharacters: ['"', ":", "/"],
    async provideCompletionItems(model, position, { triggerKind } = {}) {
      await init();
      if (model.isDisposed()) return { suggestions: [] };
      if (policy) policy.update(model.getValue());
      else policy = new Policy(model.getValue(), { locale, kind });
      const at = model.getOffsetAt(position);
      // 0: asked for
      if (triggerKind !== undefined && triggerKind !== 0 && !policy.placeAt(at)?.quoted) return { suggestions: [] };
      const offers = policy.completions(catalog, at, { bindings });
      if (!offers) return { suggestions: [] };
      const typed = model.getValue().slice(offers.from, at);
      const replaced = range(model, offers);
      return {
        // each is chosen by what is typed, and in order
        incomplete: true,
        suggestions: offers.options.map((option, index) => ({
          label: option.detail ? { label: option.label, description: option.detail } : option.label,
          kind: KINDS[option.kind],
          insertText: option.fields ? monacoSnippet(option) : option.insert,
          ...(option.fields ? { insertTextRules: AS_SNIPPET } : {}),
          ...(option.info ? { documentation: option.info } : {}),
          ...(option.more ? { command: { id: "editor.action.triggerSuggest", title: "" } } : {}),
          filterText: typed,
          sortText: String(index).padStart(5, "0"),
          range: replaced,
        })),
      };
    },
  };
}

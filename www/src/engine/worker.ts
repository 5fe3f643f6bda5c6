/** The engine's home: one catalogue, one draft, and the requests of the page in the order they come. */
import { Catalog, CatalogFileError, Draft, init } from "ramlight";
import {
  DIAGNOSTICS_SHOWN, PATTERNS_SHOWN,
  type Answer, type Ask, type Kind, type Reply, type Request, type Snapshot,
} from "./protocol.ts";
import { LOCALE } from "../strings.ts";

let catalog: Catalog | null = null;
let draft: Draft | null = null;
let text = "";
let revision = 0;
let bindings: Record<string, string> = {};

const answers: { [K in Kind]: (ask: Ask<K>) => Answer<K> } = {
  catalog(file) {
    let next: Catalog;
    try {
      next = file ? Catalog.fromText(file.text, file.file) : Catalog.apiGateway();
    } catch (error) {
      if (error instanceof CatalogFileError) return { errors: [...error.errors] };
      throw error;
    }
    const info = next.info(LOCALE);
    draft?.free();
    catalog?.free();
    catalog = next;
    draft = new Draft(next, { locale: LOCALE });
    draft.bind(bindings);
    draft.update(text);
    return { catalog: info };
  },
  bind(values) {
    bindings = values;
    return { refused: current().bind(values) };
  },
  text(ask) {
    text = ask.text;
    revision = ask.revision;
    current().update(text);
    return snapshot(current());
  },
  explain: (operation) => current().explain(operation),
  light: (of) => "pattern" in of ? current().operationsOfPattern(of.pattern) : current().operationsOfStatement(of.statement),
  format: () => current().format(),
};

function current(): Draft {
  if (!draft) throw new Error("a request came before the catalogue");
  return draft;
}

function snapshot(of: Draft): Snapshot {
  const diagnostics = of.diagnostics();
  return {
    revision,
    outcomes: of.outcomes(),
    marks: of.marks(),
    summary: of.summary(),
    statements: of.statements(),
    patterns: of.patterns().slice(0, PATTERNS_SHOWN),
    diagnostics: diagnostics.slice(0, DIAGNOSTICS_SHOWN),
    diagnosticsTotal: diagnostics.length,
    cleanUp: of.cleanUp(),
    size: of.size(),
  };
}

function transferable(answer: Answer<Kind>): Transferable[] {
  if (answer instanceof Uint32Array) return [answer.buffer];
  if (answer !== null && typeof answer === "object" && "marks" in answer) {
    return [answer.outcomes.buffer, answer.marks.buffer, answer.summary.counts.buffer];
  }
  return [];
}

const ready = init();

addEventListener("message", (event: MessageEvent<Request>) => {
  const { id, kind, ask } = event.data;
  ready
    .then(() => (answers[kind] as (ask: Ask<Kind>) => Answer<Kind>)(ask))
    .then(
      (answer) => postMessage({ id, answer } satisfies Reply, { transfer: transferable(answer) }),
      (error: unknown) => postMessage({ id, failure: String(error) } satisfies Reply),
    );
});

/** The engine's home: one policy, what it grants of one catalogue, and the requests of the page in the order they come. */
import {
  Catalog, CatalogFileError, Policy, init, type Bindings, type Coverage, type Diagnostic, type KnownContext, type StatementInfo,
} from "ramlight";
import { Decider, runScenario } from "./decide.ts";
import {
  DIAGNOSTICS_SHOWN, PATTERNS_SHOWN,
  type Answer, type Ask, type Kind, type Problem, type Refusal, type Reply, type Request, type Snapshot,
} from "./protocol.ts";
import { LOCALE } from "../strings.ts";

/** What there is once the first catalogue is read. */
interface Engine { policy: Policy; catalog: Catalog; coverage: Coverage; decider: Decider }

const GRAVITY = { "error": 0, "security-warning": 1, "general-warning": 2, "suggestion": 3 } as const;

let engine: Engine | null = null;
/** The values asked for; what of them the catalogue's variables can take is what counts. */
let asked: Bindings = {};
let bindings: Bindings = {};
let assumed: KnownContext = {};
let revision = 0;

const answers: { [K in Kind]: (ask: Ask<K>) => Answer<K> } = {
  catalog(file) {
    let catalog: Catalog;
    try {
      catalog = file ? Catalog.fromJSON(file.text, file.file) : Catalog.builtin();
    } catch (error) {
      if (error instanceof CatalogFileError) return { errors: [...error.errors] };
      throw error;
    }
    const info = catalog.info(LOCALE);
    const policy = engine?.policy ?? new Policy("", { locale: LOCALE });
    const coverage = policy.coverage(catalog);
    coverage.assume(assumed);
    const decider = engine?.decider ?? new Decider([{ policy }]);
    engine?.coverage.free();
    engine?.catalog.free();
    engine = { policy, catalog, coverage, decider };
    bind();
    return { catalog: info, templates: coverage.templates() };
  },
  bind(values) {
    asked = values;
    return { refused: bind(), templates: current().coverage.templates() };
  },
  assume(known) {
    assumed = known;
    current().coverage.assume(known);
    return null;
  },
  text(ask) {
    revision = ask.revision;
    current().policy.update(ask.text);
    return snapshot(current());
  },
  explain: (operation) => current().coverage.explain(operation),
  light: (of) => "pattern" in of
    ? current().coverage.operationsOfPattern(of.pattern)
    : current().coverage.operationsOfStatement(of.statement),
  decide: (request) => current().decider.explain(request, revision),
  scenario: (text) => runScenario(text, current().catalog),
  format: () => current().policy.format(),
};

function current(): Engine {
  if (!engine) throw new Error("a request came before the catalogue");
  return engine;
}

function bind(): Refusal[] {
  const refused = current().coverage.bind(asked);
  const names = new Set(refused.map(({ variable }) => variable.toLowerCase()));
  bindings = Object.fromEntries(Object.entries(asked).filter(([name]) => !names.has(name.toLowerCase())));
  return refused;
}

function snapshot({ policy, coverage }: Engine): Snapshot {
  const diagnostics = policy.diagnostics(bindings).sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || a.from - b.from);
  const statements = coverage.statements();
  return {
    revision,
    outcomes: coverage.outcomes(),
    marks: coverage.marks(),
    summary: coverage.summary(),
    statements,
    patterns: coverage.patterns().slice(0, PATTERNS_SHOWN),
    diagnostics: diagnostics.slice(0, DIAGNOSTICS_SHOWN).map((diagnostic) => placed(diagnostic, statements)),
    diagnosticsTotal: diagnostics.length,
    refused: policy.refused(),
    // Each trace of copying has a diagnostic with a fix of this kind.
    cleanUp: diagnostics.some(({ fix }) => fix?.kind === "clean-up") ? policy.cleanUp(bindings) : null,
    size: policy.size(),
    conditionKeys: policy.conditionKeys(),
  };
}

/** The problem with its statement, found by halves: statements lie in the order of the text. */
function placed(diagnostic: Diagnostic, statements: readonly StatementInfo[]): Problem {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.to ?? 0) <= diagnostic.from) low = middle + 1;
    else high = middle;
  }
  const found = statements[low];
  return { ...diagnostic, statement: found && found.from <= diagnostic.from ? low : null };
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

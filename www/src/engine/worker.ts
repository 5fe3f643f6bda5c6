/** The engine's home: the edited policy, what is granted of one catalogue, and the requests of the page in the order they come. */
import {
  Coverage, Policy,
  type Bindings, type Catalog, type ConditionKeyUse, type KnownContext, type PolicyKind,
} from "ramlight";
import type { Facts } from "../catalogue/facts.ts";
import { cardAt } from "./card.ts";
import { catalogueOf, FaultyCatalog, Portions } from "./catalogue.ts";
import { Completer } from "./complete.ts";
import { Decider, runScenario } from "./decide.ts";
import { withEffect } from "./fix-effect.ts";
import { asAttached, Group, type Members } from "./group.ts";
import { principalsIn } from "./principals.ts";
import {
  DIAGNOSTICS_SHOWN, gravestFirst, hasPrincipals, PATTERNS_SHOWN,
  type Answer, type Ask, type Kind, type KindOption, type Refusal, type Shown, type Snapshot,
} from "./protocol.ts";
import { serve } from "./serve.ts";
import { LOCALE } from "../strings.ts";

/** What there is once the first catalogue is read. */
interface Engine { policy: Policy; catalog: Catalog; serial: number; coverage: Coverage; together: Together }
/** What outcomes and decisions are of: the policies of a person, or (`person` is `null`) the edited one alone. */
interface Together extends Members {
  person: string | null;
  coverage: Coverage;
  decider: Decider;
  /** decides by the edited policy alone */
  alone: Decider;
  said: string;
}

let engine: Engine | null = null;
/** The values asked for; what of them the catalogue's variables can take is what counts. */
let asked: Bindings = {};
let bindings: Bindings = {};
let assumed: KnownContext = {};
let revision = 0;
/** The policy in the editor. */
let edited: { key: string; name: string; kind: KindOption; text: string } = { key: "", name: "", kind: "identity", text: "" };
/** whom it named when it was whole JSON last */
let principals: string[] = [];
const group = new Group();
const completer = new Completer();
const portions = new Portions();
let person: string | null = null;

const answers: { [K in Kind]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> } = {
  async catalog(asked) {
    const { serial } = asked;
    let made;
    try {
      made = await catalogueOf(asked, portions);
    } catch (error) {
      if (error instanceof FaultyCatalog) return { serial, of: error.of, errors: error.errors };
      throw error;
    }
    const { catalog, own } = made;
    const policy = engine?.policy ?? new Policy("", { locale: LOCALE });
    const coverage = policy.coverage(catalog);
    coverage.assume(assumed);
    if (engine) {
      free(engine);
      engine.coverage.free();
      engine.catalog.free();
    }
    engine = { policy, catalog, serial, coverage, together: put(policy, catalog, coverage) };
    bind();
    return { serial, facts: factsOf(catalog, own), templates: coverage.templates() };
  },
  portion: (portion) => portions.add(portion).then(() => true, () => false),
  bind(values) {
    asked = values;
    const refused = bind();
    return { refused, catalogue: current().serial, templates: current().coverage.templates() };
  },
  assume(known) {
    assumed = known;
    for (const coverage of coverages(current())) coverage.assume(known);
    return null;
  },
  view(asked) {
    person = asked?.name ?? null;
    group.look(asked);
    return null;
  },
  text({ key, name, kind, text, ...ask }) {
    const { policy } = current();
    revision = ask.revision;
    if (key !== edited.key) {
      group.keep(edited.key, edited.text, edited.kind);
      principals = [];
    }
    if (kind !== edited.kind) policy.setKind(kind);
    policy.update(text);
    edited = { key, name, kind, text };
    principals = hasPrincipals(policy.kind()) ? principalsIn(text) ?? principals : [];
    regroup(current());
    return snapshot(current());
  },
  explain({ operation, catalogue }) {
    const { together, catalog, serial } = current();
    if (catalogue !== serial) return null;
    const explanation = together.coverage.explain(operation);
    const about = catalog.operation(operation, LOCALE);
    if (!about) throw new RangeError(`there is no operation ${operation}`);
    return { explanation, about: { ...about, arnHints: catalog.arnHints(about.service) } };
  },
  light: (of) => "pattern" in of
    ? editedCoverage(current()).operationsOfPattern(of.pattern)
    : editedCoverage(current()).operationsOfStatement(of.statement),
  card: (position) => cardAt(position, { ...current(), coverage: editedCoverage(current()), outcomes: current().together.coverage.outcomes(), revision }),
  complete(asked) {
    const { policy, catalog } = current();
    return completer.complete(asked, policy.kind(), catalog, bindings);
  },
  decide(question) {
    const { together } = current();
    return (question.alone ? together.alone : together.decider).explain(question, revision);
  },
  scenario: (text) => runScenario(text, current().catalog),
  format: () => current().policy.format(),
};

function factsOf(catalog: Catalog, own: string[]): Facts {
  const about = catalog.about(LOCALE);
  return {
    // Each portion of the cloud names the sources of the whole.
    about: { ...about, sources: [...new Set(about.sources)] },
    services: catalog.services(), own, names: catalog.names().join("\n"), levels: catalog.accessLevels(),
    requirements: catalog.requirements(), noted: catalog.noted(), templates: catalog.templates(LOCALE), ...catalog.readyPolicies(LOCALE),
  };
}

function current(): Engine {
  if (!engine) throw new Error("a request came before the catalogue");
  return engine;
}

/** Puts together what is looked at; `coverage` is the edited policy's own. */
function put(policy: Policy, catalog: Catalog, coverage: Coverage): Together {
  const found = group.members({ key: edited.key, policy });
  const said = saying(found, policy);
  const alone = Decider.alone({ ...edited, policy });
  if (!found) return { person: null, members: [], within: [], left: [], coverage, decider: alone, alone, said };
  const { members, within } = found;
  const whole = Coverage.of(members.map(asAttached), catalog);
  whole.bind(bindings);
  whole.assume(assumed);
  return { person, ...found, coverage: whole, decider: Decider.ofPerson([...members, ...within], { ...edited, policy }), alone, said };
}

/** All that makes a difference to what is put together, but for the texts. */
function saying(found: Members | null, policy: Policy): string {
  const shown = found && [found.members, found.within].map((list) => list.map((member) => member.shown));
  return JSON.stringify([person, shown, found?.left, policy.kind(), edited.name]);
}

/** Follows who is looked at, what is attached, and what the edited policy is. Of the texts themselves a coverage follows every change. */
function regroup(engine: Engine): void {
  const found = group.members({ key: edited.key, policy: engine.policy });
  const { together } = engine;
  const before = [...together.members, ...together.within];
  const now = found ? [...found.members, ...found.within] : [];
  if (together.said === saying(found, engine.policy) && now.every(({ policy }, index) => policy === before[index]?.policy)) return;
  free(engine);
  engine.together = put(engine.policy, engine.catalog, engine.coverage);
}

function free({ coverage, together }: Engine): void {
  together.alone.free();
  if (together.decider !== together.alone) together.decider.free();
  if (together.coverage !== coverage) together.coverage.free();
}

const coverages = ({ coverage, together }: Engine) => [...new Set([coverage, together.coverage])];
const isEditedShown = ({ together }: Engine) => together.person === null || together.members[0]?.shown.edited === true;
/** A coverage in which the edited policy's statements and patterns come first. */
const editedCoverage = (engine: Engine) => isEditedShown(engine) ? engine.together.coverage : engine.coverage;

function bind(): Refusal[] {
  const [refused = []] = coverages(current()).map((coverage) => coverage.bind(asked));
  const names = new Set(refused.map(({ variable }) => variable.toLowerCase()));
  bindings = Object.fromEntries(Object.entries(asked).filter(([name]) => !names.has(name.toLowerCase())));
  return refused;
}

function snapshot(engine: Engine): Snapshot {
  const { policy, together: { coverage } } = engine;
  const shown = shownNow(engine);
  const diagnostics = gravestFirst(policy.diagnostics(bindings));
  const { statements, patterns } = textOf(engine, shown);
  return {
    revision,
    catalogue: engine.serial,
    outcomes: coverage.outcomes(),
    marks: coverage.marks(),
    summary: coverage.summary(),
    statements, patterns, shown,
    beyond: beyond(engine),
    diagnostics: diagnostics.slice(0, DIAGNOSTICS_SHOWN).map((diagnostic) => withEffect(diagnostic, edited.text)),
    diagnosticsTotal: diagnostics.length,
    refused: policy.refused(),
    // Each trace of copying has a diagnostic with a fix of this kind.
    cleanUp: diagnostics.some(({ fix }) => fix?.kind === "clean-up") ? policy.cleanUp(bindings) : null,
    kind: policy.kind(),
    looksLike: diagnostics.some(({ code }) => code === "RAM227") ? recognised(edited.text) : null,
    size: policy.size(),
    conditionKeys: conditionKeys(engine),
    principals,
  };
}

/** The services that are to be loaded for what is shown, and for the text. */
function beyond({ policy, catalog, together: { members } }: Engine): string[] {
  const policies = new Set([policy, ...members.map((member) => member.policy)]);
  return [...new Set([...policies].flatMap((each) => each.services(catalog)))];
}

function shownNow({ together: { person, members, within, left, coverage } }: Engine): Shown {
  return {
    person, left, policies: members.map((member) => member.shown), within: within.map((member) => member.shown),
    statements: coverage.statements(), patterns: coverage.patterns().slice(0, PATTERNS_SHOWN),
  };
}

/** The statements and patterns of the text in the editor. */
function textOf(engine: Engine, shown: Shown): Pick<Shown, "statements" | "patterns"> {
  if (engine.together.person === null) return shown;
  if (!isEditedShown(engine)) return { statements: engine.coverage.statements(), patterns: engine.coverage.patterns().slice(0, PATTERNS_SHOWN) };
  const ofText = ({ policy }: { policy: number }) => policy === 0;
  return { statements: shown.statements.filter(ofText), patterns: shown.patterns.filter(ofText) };
}

/** The kind that a document looks like. */
function recognised(text: string): PolicyKind {
  const policy = new Policy(text, { kind: "auto" });
  const kind = policy.kind();
  policy.free();
  return kind;
}

/** The keys of all policies that count, each once. */
function conditionKeys({ policy, together }: Engine): ConditionKeyUse[] {
  const keys = new Map<string, ConditionKeyUse>();
  const attached = [...together.members, ...together.within].map((member) => member.policy);
  const counting = together.person === null || hasPrincipals(policy.kind()) ? [policy, ...attached] : attached;
  for (const use of [...new Set(counting)].flatMap((each) => each.conditionKeys())) {
    const known = keys.get(use.key);
    keys.set(use.key, known
      ? { ...known, type: known.type === use.type ? use.type : "mixed", values: [...new Set([...known.values, ...use.values])] }
      : use);
  }
  return [...keys.values()];
}

/** A pause this long, and what the first list of completions needs is read. */
const IDLE_MS = 400;
let warmed: Catalog | null = null;
let warming = 0;

function warmLater(): void {
  clearTimeout(warming);
  if (engine?.catalog === warmed) return;
  warming = self.setTimeout(() => {
    if (!engine) return;
    warmed = engine.catalog;
    completer.warm(engine.policy.kind(), engine.catalog);
  }, IDLE_MS);
}

serve(answers, warmLater);

/** Keeps requests as a scenario in this browser, runs them, and reads and writes scenario files. */
import { LARGE, type App } from "../app.ts";
import { chooseFile, saveFile } from "../files.ts";
import type { Notice } from "../panels/notices.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import type { Who } from "../people/people.ts";
import { keptOf } from "./asking.ts";
import { draftOf } from "./draft.ts";
import type { PeopleManager } from "../people/manager.ts";
import { accountOf, renamedIn } from "./principal.ts";
import type { Requests } from "./requests.ts";
import { bringsPolicies, entryOf, FORMAT, isOfPolicyAlone, NO_SCENARIO, readScenario, requestOfEntry, wholeFile, type Expected, type ScenarioEntry, type ScenarioFile } from "./scenario.ts";
import { changedEntry, takenBack } from "./since.ts";

const KEY = "scenario";
/** The members of a request that name a policy. */
const POLICY_MEMBERS = ["session", "resourcePolicy"];

export class Scenarios {
  private allKept = true;
  private ranFor: unknown[] = [];

  /** `openPolicy` opens a text as a policy of its own. */
  constructor(
    private readonly app: App, private readonly requests: Requests, private readonly people: PeopleManager,
    private readonly openPolicy: (name: string, text: string) => void,
  ) {
    this.read();
    people.renamed = (who, name) => this.renamePrincipal(who, name);
    app.storage.watch(KEY, () => {
      // Another tab's change: what was done here before it cannot be taken back without it.
      app.dismiss("scenario");
      this.read();
    });
    addEventListener("beforeunload", (event) => {
      // The browser asks before it lets go of what it would not keep.
      if (!this.allKept) event.preventDefault();
    });
    app.store.watch((state) => this.follow(state));
  }

  /** Keeps the request of the panel, expecting what is answered: what is shown may still be the answer to another one. */
  keep(): void {
    this.requests.onceAnswered((decided) => { if ("explanation" in decided) this.keepExpecting(decided.explanation.decision); });
  }

  private keepExpecting(expect: Expected): void {
    const { scenario } = this.app.store.state;
    const kept = keptOf(this.app.store.state, this.policyName);
    if (!kept) return;
    const entry = entryOf(kept, expect, scenario, this.policyName);
    this.change([...scenario.requests, entry]);
    this.app.notice({
      key: "kept", tone: "info", text: strings.keptAs(entry.name, strings.decisions[expect]),
      actions: [{ name: strings.sides.scenario, run: () => { this.app.dismiss("kept"); this.app.showSide("scenario"); } }],
    });
  }

  open(index: number): void {
    const { scenario, snapshot } = this.app.store.state;
    const entry = scenario.requests[index];
    if (!entry) return;
    // Nobody's in particular: it was asked of the policy alone.
    if (entry["principal"] === undefined && !bringsPolicies(this.app.store.state.scenario)) this.people.look(null);
    this.requests.open(draftOf(requestOfEntry(entry, snapshot?.conditionKeys.map(({ key }) => key) ?? [])));
  }

  edit(index: number, patch: Partial<ScenarioEntry>): void {
    this.changeEach((entry, at) => {
      if (at !== index) return entry;
      const next = { ...entry, ...patch };
      if (next.expect === undefined) delete next.expect;
      return next;
    });
  }

  remove(index: number): void {
    const { scenario } = this.app.store.state;
    const gone = scenario.requests[index];
    if (gone) this.replace({ ...scenario, requests: scenario.requests.filter((_, at) => at !== index) }, strings.removed(gone.name));
  }

  clear(): void {
    this.replace(NO_SCENARIO, strings.scenarioCleared);
  }

  run(): void {
    const { scenario, people, revision } = this.app.store.state;
    this.app.engine.ask("scenario", this.file, (result) => this.app.store.set({ run: { of: scenario, people, revision, result } }));
  }

  export(): void {
    saveFile(`${this.policyName} scenario`, this.file);
  }

  /** The people of the page, with the requests that are kept of them. */
  exportPeople(): void {
    const { scenario } = this.app.store.state;
    const file = bringsPolicies(scenario) ? NO_SCENARIO : scenario;
    saveFile(strings.sides.people, this.fileOf({ ...file, requests: file.requests.filter((entry) => !isOfPolicyAlone(entry)) }));
  }

  import(): void {
    chooseFile(".json,application/json", (file) => void this.take(file));
  }

  /** Takes a file's users, groups, roles and policies to those of the page, and its requests to those that are kept. */
  importPeople(): void {
    chooseFile(".json,application/json", (file) => void this.readFile(file).then((read) => { if (read) this.join([read]); }));
  }

  /** Requests that have people of their own come to the page with them; what is kept already is not taken again. */
  private join(read: readonly ScenarioFile[]): void {
    const before = this.app.store.state.scenario;
    const isBrought = bringsPolicies(before);
    this.people.take(isBrought ? [before, ...read] : read, (rests) => {
      const [base = before, ...others] = isBrought ? rests : [before, ...rests];
      const kept = new Set(base.requests.map((entry) => JSON.stringify(entry)));
      const requests = [...base.requests, ...others.flatMap((rest) => rest.requests).filter((entry) => !kept.has(JSON.stringify(entry)))];
      const after: ScenarioFile = Object.assign({}, base, ...others, { requests });
      this.set(after);
      return {
        requests: requests.length - (isBrought ? 0 : before.requests.length),
        undo: () => this.set(takenBack(this.app.store.state.scenario, after, before)),
        redo: () => this.set(takenBack(this.app.store.state.scenario, before, after)),
      };
    });
  }

  private async readFile(file: File): Promise<ScenarioFile | null> {
    const read = readScenario(await file.text());
    if (!read) this.app.notice({ key: "scenario", tone: "error", text: strings.noScenarioFile(file.name), actions: [] });
    return read;
  }

  async take(file: File): Promise<void> {
    const read = await this.readFile(file);
    if (!read) return;
    const texts = Object.entries(bringsPolicies(read) ? read.policies ?? {} : {})
      .map(([name, policy]) => [name, typeof policy === "string" ? policy : `${JSON.stringify(policy, null, 2)}\n`] as const);
    this.replace(read, strings.imported(read.requests.length), [
      ...(bringsPolicies(read) ? [{ name: strings.takePeople, run: () => { this.join([]); this.run(); } }] : []),
      ...texts.map(([name, text]) => ({ name: strings.openNamed(name), run: () => this.openPolicy(name, text) })),
    ]);
    this.run();
  }

  /** A policy got another name: the kept requests call it so. */
  renamePolicy(from: string, to: string): void {
    const { scenario, policies } = this.app.store.state;
    // Of several policies of one name the first is meant, here as in a file.
    const isMeant = policies.find(({ name }) => name === from || name === to)?.name === to;
    if (from === to || bringsPolicies(scenario) || !isMeant) return;
    const called = (name: unknown) => name === from ? to : name;
    this.changeEach((entry) => Object.fromEntries(Object.entries(entry).map(([member, value]) => [member, POLICY_MEMBERS.includes(member) ? called(value) : value])) as ScenarioEntry);
  }

  /** A user or a role got another name: the kept requests are asked by it still. */
  private renamePrincipal(who: Who, name: string): void {
    const { scenario } = this.app.store.state;
    if (bringsPolicies(scenario)) return;
    const account = accountOf(this.app.store.state);
    this.changeEach((entry) => {
      const principal = entry["principal"];
      return typeof principal === "string" ? { ...entry, principal: renamedIn(principal, who, name, account) } : entry;
    });
  }

  private changeEach(change: (entry: ScenarioEntry, index: number) => ScenarioEntry): void {
    const { requests } = this.app.store.state.scenario;
    const changed = requests.map((entry, index) => changedEntry(entry, change(entry, index)));
    if (JSON.stringify(changed) !== JSON.stringify(requests)) this.change(changed);
  }

  /** The scenario file with the policy as it is in the editor. */
  private get file(): string {
    return this.fileOf(this.app.store.state.scenario);
  }

  private fileOf(scenario: ScenarioFile): string {
    return wholeFile(scenario, this.policyName, this.app.editor.text, this.people.attachments(), accountOf(this.app.store.state));
  }

  private get policyName(): string {
    const { policies, policyId } = this.app.store.state;
    return policies.find(({ id }) => id === policyId)?.name ?? strings.untitled;
  }

  /** Sets another scenario, offers to take that back, and what else can be done then. */
  private replace(after: ScenarioFile, text: string, actions: Notice["actions"] = []): void {
    const before = this.app.store.state.scenario;
    this.set(after);
    const undo = { name: strings.undo, run: () => this.set(takenBack(this.app.store.state.scenario, after, before)) };
    this.app.notice({
      key: "scenario", tone: "info", text,
      actions: [undo, ...actions].map(({ name, run }) => ({ name, run: () => { this.app.dismiss("scenario"); run(); } })),
    });
  }

  private change(requests: ScenarioEntry[]): void {
    this.set({ ...this.app.store.state.scenario, requests });
  }

  private set(scenario: ScenarioFile): void {
    this.app.store.set({ scenario });
    const reason = this.app.storage.tryWrite(KEY, { format: FORMAT, ...scenario });
    this.allKept = reason === null;
    if (reason === null) this.app.dismiss("scenario-not-kept");
    else {
      this.app.notice({
        key: "scenario-not-kept", tone: "warning", text: strings.scenarioNotKept(reason),
        actions: [{ name: strings.exportScenario, run: () => this.export() }],
      });
    }
  }

  private read(): void {
    const kept = readScenario(JSON.stringify(this.app.storage.read<unknown>(KEY, null)));
    this.app.store.set({ scenario: kept ?? NO_SCENARIO });
  }

  /** Once run, the results follow the text and what is expected for as long as they are looked at. */
  private follow({ side, run, scenario, snapshot, policyId, people }: State): void {
    const inputs = [side === "scenario", scenario, snapshot, policyId, people];
    if (!inputs.some((input, index) => input !== this.ranFor[index])) return;
    this.ranFor = inputs;
    if (side === "scenario" && run && snapshot && scenario.requests.length > 0 && this.app.editor.length <= LARGE) this.run();
  }
}

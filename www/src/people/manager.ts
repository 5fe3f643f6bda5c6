/** Changes users, groups and roles, keeps them in this browser, undoes what was done, and tells the engine who is looked at. */
import type { App } from "../app.ts";
import type { Range } from "../editor/marked.ts";
import type { LeftOut, Through, View } from "../engine/protocol.ts";
import { afterDrawing } from "../focus.ts";
import type { OwnPolicies } from "../own-policies.ts";
import { accountOf, meantBy } from "../request/principal.ts";
import { bringsPolicies, type Attachments, type ScenarioFile } from "../request/scenario.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { isSameText, joinedWith, namesRefused, readPeopleOf, textsIn, withoutPeople, writePeople } from "./file.ts";
import { readPeople } from "./kept.ts";
import {
  added, applyingTo, attached, detached, find, freeName, isName, isResourceGroup, joined, KINDS, left, ownIdOf, ownRef, removed, renamed, sameWho, systemNameOf,
  type Caller, type Kind, type People, type PolicyRef, type Who,
} from "./people.ts";
import { calledAs, nameOf, systemPolicy } from "./sources.ts";

const KEY = "people";
const ENTITIES = { user: "RamUser", group: "RamGroup", role: "RamRole" } as const satisfies Record<Kind, Through["entity"]>;

/** What else is changed together with the people, and goes back and forth with them. */
export interface Beside { undo(): void; redo(): void }
interface Moment { people: People; caller: Caller | null; beside: Beside | null }

export class PeopleManager {
  private past: Moment[] = [];
  private future: Moment[] = [];
  private allKept = true;
  /** what the engine was told */
  private told = JSON.stringify(null);
  private followed: unknown[] = [];
  /** Called when somebody got another name. */
  renamed: (who: Who, name: string) => void = () => {};

  constructor(private readonly app: App, private readonly own: OwnPolicies) {
    this.read();
    app.storage.watch(KEY, () => {
      // Another tab's change: what was done here before it cannot be taken back without it.
      this.past = [];
      this.future = [];
      this.read();
    });
    app.goPolicy = (key, range) => this.openPolicy(key as PolicyRef, range);
    addEventListener("beforeunload", (event) => {
      // The browser asks before it lets go of what it would not keep.
      if (!this.allKept) event.preventDefault();
    });
    app.store.watch((state) => this.follow(state));
  }

  // ---------------------------------------------------------------- changes

  /** Somebody new, with a name to be changed. */
  add(kind: Kind): Who {
    const who = { kind, name: freeName(this.people, kind) };
    this.change(added(this.people, who), strings.added(who));
    return who;
  }

  /** Whether the name could be taken. */
  rename(who: Who, wanted: string): boolean {
    const name = wanted.trim();
    if (name === who.name) return true;
    const taken = find(this.people, { ...who, name }) !== null;
    if (taken || !isName(name)) {
      this.app.notice({ key: "people", tone: "warning", text: taken ? strings.nameTaken(who.kind, name) : strings.noName(name), actions: [] });
      return false;
    }
    const { caller } = this.app.store.state;
    const isCaller = sameWho(caller, who);
    const beside = { undo: () => this.renamed({ ...who, name }, who.name), redo: () => this.renamed(who, name) };
    this.change(renamed(this.people, who, name), strings.renamedTo(who, name), beside);
    if (caller && isCaller) this.look({ ...caller, name });
    beside.redo();
    return true;
  }

  remove(who: Who): void {
    const { scenario } = this.app.store.state;
    const account = accountOf(this.app.store.state);
    const asking = bringsPolicies(scenario) ? [] : scenario.requests.filter(({ principal }) => typeof principal === "string" && sameWho(meantBy(principal, account), who));
    this.change(removed(this.people, who), strings.removedPerson(who.name, asking.length));
  }

  /** Attaches to the account, or (`place`) within a resource group. Whether that could be done. */
  attach(who: Who, ref: PolicyRef, place: string | null): boolean {
    if (place !== null && !isResourceGroup(place)) {
      this.app.notice({ key: "people", tone: "warning", text: strings.noResourceGroup(place), actions: [] });
      return false;
    }
    this.change(attached(this.people, who, ref, place), strings.attachedTo(this.called(ref), who.name, place));
    return true;
  }

  detach(who: Who, ref: PolicyRef, place: string | null): void {
    this.change(detached(this.people, who, ref, place), strings.detachedFrom(this.called(ref), who.name, place));
  }

  join(user: string, group: string): void {
    this.change(joined(this.people, user, group), strings.joined(user, group));
  }

  leave(user: string, group: string): void {
    this.change(left(this.people, user, group), strings.left(user, group));
  }

  undo(): void {
    this.step(this.past, this.future);
  }

  redo(): void {
    this.step(this.future, this.past);
  }

  // ---------------------------------------------------------------- looking

  /** Shows what is granted to a caller, or (`null`) by the policy in the editor alone. */
  look(caller: Caller | null): void {
    this.app.keepView({ caller });
  }

  /** Opens an own policy in the editor, or one of the catalogue's to be read. */
  openPolicy(ref: PolicyRef, range: Range | null): void {
    const id = ownIdOf(ref);
    if (id === null) {
      this.app.store.set({ dialog: "system-policy", reading: { name: systemNameOf(ref) ?? "", range } });
      return;
    }
    if (nameOf(ref, this.app.store.state) === null) return;
    if (id !== this.app.store.state.policyId) this.own.open(id);
    this.app.store.set({ tab: "policy", dialog: "none" });
    if (range) this.app.revealOpened(range);
    else afterDrawing(() => this.app.editor.view.focus());
  }

  // ---------------------------------------------------------------- scenario files

  /** The people as a scenario file says them. */
  attachments(): Attachments {
    const { policies, policyId, scenario } = this.app.store.state;
    return writePeople(this.people, policies.map(({ id, name }) => ({ id, name, text: this.own.textOf(id) })), policyId, scenario);
  }

  /** Takes the people and policies of files; `join` takes the rest of each, and says how many requests came and how they go again. */
  take(files: readonly ScenarioFile[], join: (rests: ScenarioFile[]) => Beside & { requests: number }): void {
    const made: { id: string; text: string; putBack: () => void }[] = [];
    let people = this.people;
    const counts = { user: 0, group: 0, role: 0, policies: 0 };
    const rests = files.map((file) => {
      const refs = new Map<string, PolicyRef>();
      for (const [name, text] of textsIn(file)) {
        const same = this.app.store.state.policies.find((policy) => policy.name === name && isSameText(this.own.textOf(policy.id), text));
        const id = same?.id ?? this.own.add(name, text);
        if (!same) made.push({ id, text, putBack: () => {} });
        refs.set(name, ownRef(id));
      }
      const brought = readPeopleOf(file, refs);
      for (const kind of KINDS) counts[kind] += brought[kind].length;
      counts.policies += refs.size;
      people = joinedWith(people, brought);
      return withoutPeople(file, (name) => this.called(refs.get(name) ?? `system/${name}`));
    });
    const rest = join(rests);
    const told = strings.peopleImported(counts.user, counts.group, counts.role, counts.policies, rest.requests);
    this.change(people, [told, strings.namesLeftOut(files.flatMap(namesRefused))].join(" ").trim(), {
      undo: () => {
        for (const one of made) one.putBack = this.own.withdraw(one.id, one.text);
        rest.undo();
      },
      redo: () => {
        for (const one of made) one.putBack();
        rest.redo();
      },
    });
  }

  // ---------------------------------------------------------------- keeping

  private get people(): People {
    return this.app.store.state.people;
  }

  private called(ref: PolicyRef): string {
    return calledAs(ref, this.app.store.state) ?? strings.deletedPolicy;
  }

  private change(people: People, told: string, beside: Beside | null = null): void {
    this.past.push({ ...this.moment, beside });
    this.future = [];
    this.set(people);
    this.app.notice({ key: "people", tone: "info", text: told, actions: [{ name: strings.undo, run: () => this.undo() }] });
  }

  private get moment(): Omit<Moment, "beside"> {
    const { people, caller } = this.app.store.state;
    return { people, caller };
  }

  private step(from: Moment[], to: Moment[]): void {
    const moment = from.pop();
    if (!moment) return;
    const { beside } = moment;
    to.push({ ...this.moment, beside });
    const { caller } = this.app.store.state;
    const isUndo = to === this.future;
    this.set(moment.people);
    if (isUndo) beside?.undo();
    else beside?.redo();
    // Whoever is looked at may have had another name then.
    if (caller && !find(moment.people, caller)) this.look(moment.caller);
    this.app.notice({
      key: "people", tone: "info", text: isUndo ? strings.undone : strings.redone,
      actions: [isUndo ? { name: strings.redo, run: () => this.redo() } : { name: strings.undo, run: () => this.undo() }],
    });
  }

  private set(people: People): void {
    this.app.store.set({ people, undoable: { undo: this.past.length, redo: this.future.length } });
    const reason = this.app.storage.tryWrite(KEY, people);
    this.allKept = reason === null;
    if (reason === null) this.app.dismiss("people-not-kept");
    else this.app.notice({ key: "people-not-kept", tone: "warning", text: strings.peopleNotKept(reason), actions: [] });
  }

  private read(): void {
    this.app.store.set({ people: readPeople(this.app.storage.read<unknown>(KEY, null)), undoable: { undo: 0, redo: 0 } });
  }

  // ---------------------------------------------------------------- the engine

  /** Tells the engine who is looked at and what applies to them, if that is news. */
  private follow(state: State): void {
    const { people, caller, policies, policyId, catalog } = state;
    const inputs = [people, caller, policies, policyId, catalog];
    if (!catalog || !inputs.some((input, index) => input !== this.followed[index])) return;
    this.followed = inputs;
    const view = viewOf(state, (id) => this.own.textOf(id));
    const told = JSON.stringify(view);
    if (told === this.told) return;
    this.told = told;
    this.app.engine.ask("view", view, () => {});
    this.app.send();
  }
}

/** Everything that applies to the caller that is looked at; `null`: nobody is. */
function viewOf(state: State, textOf: (id: string) => string): View | null {
  const { people, caller, policyId, catalog } = state;
  if (!caller || !find(people, caller)) return null;
  const missing: LeftOut[] = [];
  const policies = applyingTo(people, caller).flatMap(({ ref, place, through }) => {
    const name = nameOf(ref, state);
    const id = ownIdOf(ref);
    if (name === null) {
      missing.push({ name: systemNameOf(ref), reason: "gone" });
      return [];
    }
    const text = id === null ? systemPolicy(catalog, name)?.text ?? "" : id === policyId ? null : textOf(id);
    const kind = state.policies.find((policy) => policy.id === id)?.kind ?? "identity";
    return [{ key: ref, name, system: id === null, kind, text, through: through.map((who) => ({ entity: ENTITIES[who.kind], name: who.name })), resourceGroup: place }];
  });
  return { name: caller.name, policies, missing };
}

/** Users, groups and roles: who has which policies, and who is in which groups. Every change counts at once. */
import { html, nothing, type TemplateResult } from "lit-html";
import { afterDrawing, focusIfLost, focusNext } from "../focus.ts";
import { menu, type ChoiceGroup } from "../panels/menu.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { applyingTo, attachmentsOf, isNobody, KINDS, resourceGroupsOf, sameWho, type Caller, type Holder, type Kind, type PolicyRef, type Who } from "./people.ts";
import { attachable, calledAs, nameOf } from "./sources.ts";

export interface PeopleEvents {
  add(kind: Kind): Who;
  rename(who: Who, name: string): boolean;
  remove(who: Who): void;
  /** to the account, or (`place`) within a resource group */
  attach(who: Who, ref: PolicyRef, place: string | null): void;
  detach(who: Who, ref: PolicyRef, place: string | null): void;
  join(user: string, group: string): void;
  leave(user: string, group: string): void;
  undo(): void;
  redo(): void;
  look(caller: Caller | null): void;
  open(ref: PolicyRef): void;
  import(): void;
  export(): void;
}

export function peoplePanel(state: State, events: PeopleEvents): TemplateResult {
  const { people, undoable } = state;
  const add = (kind: Kind) => focusName(events.add(kind));
  return html`<section class="people" aria-label=${strings.sides.people} @keydown=${(event: KeyboardEvent) => keys(event, events)}>
    <header>
      ${KINDS.map((kind) => html`<button type="button" class=${kind === "user" ? "main" : ""} id=${`new-${kind}`} @click=${() => add(kind)}>${strings.newOne[kind]}</button>`)}
      <span class="buttons">
        <button type="button" class="quiet" id="people-undo" title=${strings.undoTitle} ?disabled=${undoable.undo === 0}
          @click=${() => { events.undo(); focusNext("#people-undo", "#people-redo"); }}>${strings.undo}</button>
        <button type="button" class="quiet" id="people-redo" title=${strings.redoTitle} ?disabled=${undoable.redo === 0}
          @click=${() => { events.redo(); focusNext("#people-redo", "#people-undo"); }}>${strings.redo}</button>
        <button type="button" @click=${events.import}>${strings.importScenario}</button>
        <button type="button" ?disabled=${isNobody(people)} @click=${events.export}>${strings.exportScenario}</button>
      </span>
    </header>
    <div class="scroll" tabindex="0" role="group" aria-label=${strings.sides.people}>
      ${isNobody(people) ? html`<p class="hint">${strings.nobody}</p>` : ""}
      ${KINDS.map((kind) => people[kind].length === 0 ? "" : html`<section class="holders" aria-label=${strings.kindsOfPeople[kind]}>
        <div class="head" aria-hidden="true"><h3>${strings.kindsOfPeople[kind]}</h3><span>${strings.policiesOf}</span><span>${kind === "role" ? "" : strings.beside[kind]}</span></div>
        <ul>${people[kind].map((holder, index) => row({ kind, name: holder.name }, holder, index, state, events))}</ul>
      </section>`)}
    </div>
  </section>`;
}

function row(who: Who, holder: Holder, index: number, state: State, events: PeopleEvents): TemplateResult {
  const { kind, name } = who;
  const id = `${kind}-${index}`;
  const isShown = sameWho(state.caller, who);
  return html`<li data-who=${`${kind}/${name}`} class=${isShown ? "shown" : ""}>
    <input type="text" class="name" spellcheck="false" autocomplete="off" aria-label=${strings.nameOf[kind]} title=${name} .value=${name}
      @keydown=${(event: KeyboardEvent) => { if (event.key === "Escape") (event.target as HTMLInputElement).value = name; }}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        if (!events.rename(who, input.value)) input.value = name;
      }} />
    <div class="tags">
      ${attachmentsOf(holder).map(({ ref, place }) => tag(policyTag(ref, place, state, events), strings.detach(calledAs(ref, state) ?? strings.deletedPolicy, name, place), () => {
        events.detach(who, ref, place);
        focusIn(who, ".tags .menu > button", ".tags .away");
      }))}
      ${kind === "user" ? throughGroups(who as Caller, holder, state, events) : ""}
      ${attachMenu(who, holder, id, state, events)}
    </div>
    <div class="tags groups">${kind === "user" ? groupsOf(name, holder, id, state, events) : kind === "group" ? membersOf(name, id, state, events) : ""}</div>
    <div class="buttons">
      ${kind === "group" ? "" : html`<button type="button" aria-pressed=${isShown} title=${strings.lookTitle(name)} @click=${() => events.look(isShown ? null : { kind, name })}>${strings.viewAs}</button>`}
      <button type="button" class="quiet" aria-label=${strings.removeNamed(name)} @click=${() => {
        events.remove(who);
        focusNext(`#new-${kind}`);
      }}>${strings.remove}</button>
    </div>
  </li>`;
}

function tag(content: TemplateResult | string, removeName: string, remove: () => void): TemplateResult {
  return html`<span class="tag">${content}<button type="button" class="quiet away" title=${removeName} aria-label=${removeName} @click=${remove}>×</button></span>`;
}

function policyTag(ref: PolicyRef, place: string | null, state: State, events: PeopleEvents): TemplateResult {
  const name = nameOf(ref, state);
  if (name === null) return html`<span class="gone" title=${strings.goneTitle}><s>${calledAs(ref, state) ?? strings.deletedPolicy}</s> <small>${strings.gone}</small></span>`;
  return html`<button type="button" class="quiet open" title=${strings.openNamed(name)} @click=${() => events.open(ref)}>${name}${place === null ? "" : html` <small class="place" title=${strings.withinTitle}>${strings.within(place)}</small>`}</button>`;
}

/** What a user has through its groups, which is detached there. */
function throughGroups(user: Caller, holder: Holder, state: State, events: PeopleEvents): TemplateResult {
  const own = attachmentsOf(holder);
  const inherited = applyingTo(state.people, user).filter(({ ref, place }) => !own.some((one) => one.ref === ref && one.place === place));
  return html`${inherited.map(({ ref, place, through }) => html`<span class="tag inherited">${policyTag(ref, place, state, events)} <small>${strings.through(through.map(({ name }) => name))}</small></span>`)}`;
}

/** A policy is chosen, and before it, where it is not meant for the whole account, a resource group. */
function attachMenu(who: Who, holder: Holder, id: string, state: State, events: PeopleEvents): TemplateResult {
  const groups = resourceGroupsOf(state.people);
  const place = () => (document.getElementById(`place-${id}`) as HTMLInputElement | null)?.value.trim() || null;
  const head = html`<label class="place-of"><span>${strings.withinGroup}</span>
    <input type="text" id=${`place-${id}`} list=${groups.length > 0 ? `places-${id}` : nothing} spellcheck="false" autocomplete="off" placeholder=${strings.wholeAccount} />
    <datalist id=${`places-${id}`}>${groups.map((group) => html`<option value=${group}></option>`)}</datalist></label>`;
  return menu(`attach-${id}`, strings.attach, choices(holder, state, (ref) => {
    events.attach(who, ref, place());
    focusIn(who, ".tags .menu > button", ".tags .away");
  }), strings.attachTo(who.name), head);
}

function choices(holder: Holder, state: State, attach: (ref: PolicyRef) => void): ChoiceGroup[] {
  const { own, system, roles } = attachable(state);
  const group = (name: string, list: [PolicyRef, string][]) => ({
    name,
    choices: list.filter(([ref]) => !holder.policies.includes(ref)).map(([ref, policy]) => ({ name: policy, run: () => attach(ref) })),
  });
  return [group(strings.yourPolicies, own), group(strings.systemPolicies, system), group(strings.starters.roles, roles)].filter((one) => one.choices.length > 0);
}

function groupsOf(user: string, holder: Holder, id: string, { people }: State, events: PeopleEvents): TemplateResult {
  const others = people.group.filter(({ name }) => !holder.groups.includes(name));
  return html`${holder.groups.map((group) => tag(group, strings.leave(user, group), () => {
      events.leave(user, group);
      focusIn({ kind: "user", name: user }, ".groups .menu > button");
    }))}
    ${menu(`groups-${id}`, strings.addTo, [{ name: null, choices: others.map(({ name }) => ({ name, run: () => {
      events.join(user, name);
      focusIn({ kind: "user", name: user }, ".groups .menu > button", ".groups .tag:last-of-type .away");
    } })) }], strings.addToGroup(user))}`;
}

function membersOf(group: string, id: string, { people }: State, events: PeopleEvents): TemplateResult {
  const members = people.user.filter(({ groups }) => groups.includes(group));
  const others = people.user.filter(({ groups }) => !groups.includes(group));
  return html`${members.map(({ name }) => tag(name, strings.leave(name, group), () => {
      events.leave(name, group);
      focusIn({ kind: "group", name: group }, ".groups .menu > button");
    }))}
    ${menu(`members-${id}`, strings.addMember, [{ name: null, choices: others.map(({ name }) => ({ name, run: () => {
      events.join(name, group);
      focusIn({ kind: "group", name: group }, ".groups .menu > button", ".groups .tag:last-of-type .away");
    } })) }], strings.addMemberTo(group))}`;
}

function keys(event: KeyboardEvent, events: PeopleEvents): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const pressed = event.key.toLowerCase();
  const redo = pressed === "y" || (pressed === "z" && event.shiftKey);
  if (!redo && pressed !== "z") return;
  // In a name that is being typed the keys are the field's own.
  const field = event.target instanceof HTMLInputElement ? event.target : null;
  if (field && field.value !== field.closest<HTMLElement>("[data-who]")?.dataset.who?.split("/").slice(1).join("/")) return;
  event.preventDefault();
  (redo ? events.redo : events.undo)();
  focusIfLost("#new-user");
}

const rowOf = ({ kind, name }: Who) => `[data-who="${CSS.escape(`${kind}/${name}`)}"]`;
const focusIn = (who: Who, ...selectors: string[]) => focusNext(...selectors.map((selector) => `${rowOf(who)} ${selector}`));

function focusName(who: Who): void {
  afterDrawing(() => {
    const field = document.querySelector<HTMLInputElement>(`${rowOf(who)} .name`);
    field?.focus();
    field?.select();
    field?.scrollIntoView({ block: "nearest" });
  });
}

/**
 * Which services are shown: API Gateway, which comes with the page, those that the policies name, and those that the
 * person picked; of API Gateway what is embedded, until a policy names more of it. The file of the whole cloud is fetched when the first of these is no other's.
 *
 * Nothing waits for it: the page goes on with the catalogue that it has, and takes the next one when it is there whole.
 */
import type { PatternInfo, ServiceInfo } from "ramlight";
import type { App } from "../app.ts";
import type { CatalogAsk, CatalogFile, CatalogRefused, CatalogTaken, Snapshot } from "../engine/protocol.ts";
import type { State } from "../store/state.ts";
import { strings } from "../strings.ts";
import { catalogueAsked } from "../timing.ts";
import { failureOf, fetchCloud, type Failure } from "./cloud.ts";
import type { CatalogFacts } from "./facts.ts";

/** What the person wants to see beside what the policies name. */
export interface Choice { all: boolean; picked: string[] }
export const NO_CHOICE: Choice = { all: false, picked: [] };

/** How it stands with the file of the whole cloud; `failed` says why. */
export type Cloud = { is: "away" | "coming" | "here" } | { is: "failed"; why: Failure };

const codes = new WeakMap<Snapshot, string[]>();

/** The codes that action patterns name by their letters, in lower case: of the text, and of what applies to whom is looked at. */
export function codesOf(snapshot: Snapshot): string[] {
  let found = codes.get(snapshot);
  if (!found) {
    found = codesNamed(patternsOf(snapshot));
    codes.set(snapshot, found);
  }
  return found;
}

/** The patterns of the text, then the others that are shown. */
function patternsOf({ patterns, shown }: Snapshot): readonly PatternInfo[] {
  return shown.person === null || shown.policies[0]?.edited ? shown.patterns : [...patterns, ...shown.patterns];
}

function codesNamed(patterns: readonly PatternInfo[]): string[] {
  const codes = new Set<string>();
  for (const { element, text } of patterns) {
    if (element !== "Action" && element !== "NotAction") continue;
    const code = text.slice(0, Math.max(0, text.indexOf(":"))).toLowerCase();
    if (/^[a-z0-9][a-z0-9_-]*$/.test(code)) codes.add(code);
  }
  return [...codes];
}

/**
 * Of what is embedded the services that are not enough: a pattern matches none of their operations, and the cloud may have
 * one that it does. A name that is being typed is let be while it can still become one that is here.
 */
function ownBeyond(catalog: CatalogFacts, { snapshot, place, catalogFile }: State): string[] {
  if (!snapshot || catalogFile !== null) return [];
  const typed = place.pattern === null ? undefined : snapshot.patterns[place.pattern];
  return servicesNamed(catalog, snapshot.beyond).filter((code) => {
    if (!catalog.own.has(code)) return false;
    const isOf = ({ text }: PatternInfo) => catalog.servicesCalled(text.slice(0, Math.max(0, text.indexOf(":")))).some((service) => service.code === code);
    const isIdle = patternsOf(snapshot).some((pattern, index) => index !== place.pattern && pattern.matches === 0 && isOf(pattern));
    return !typed || isIdle || !begins(catalog, typed.text);
  });
}

/** Whether an action is the beginning of one that is here. */
function begins(catalog: CatalogFacts, text: string): boolean {
  const [code = "", name = ""] = text.toLowerCase().split(":");
  return catalog.servicesCalled(code).some(({ first, count }) => catalog.lowerNames.slice(first, first + count).some((known) => known.startsWith(name)));
}

/** The services that policies name, as far as the catalogue knows them. */
export const servicesNamed = (catalog: CatalogFacts, codes: Iterable<string>): string[] =>
  [...new Set([...codes].flatMap((code) => catalog.servicesCalled(code).map((service) => service.code)))];

/** The codes that policies name and of which nothing is known, because the catalogue of the cloud is not here. */
export function codesMissing({ catalog, snapshot }: Pick<State, "catalog" | "snapshot">): string[] {
  if (!catalog || !snapshot || catalog.about.whole) return [];
  return codesOf(snapshot).filter((code) => catalog.servicesCalled(code).length === 0);
}

/** So many operations are loaded before the next question is answered. */
const PORTION = 2_500;

/** The services in portions of about as many operations. */
function portionsOf(services: readonly ServiceInfo[]): string[][] {
  const portions: string[][] = [];
  let room = 0;
  for (const { code, known } of services) {
    if (room <= 0) {
      portions.push([]);
      room = PORTION;
    }
    portions.at(-1)?.push(code);
    room -= known;
  }
  return portions;
}

export class Services {
  private bytes: ArrayBuffer | null = null;
  private file: CatalogFile | null = null;
  private serial = 0;
  /** what the engine was asked for last, and what it uses */
  private asked: CatalogAsk | null = null;
  private used: CatalogAsk | null = null;
  /** what was named since the page was opened: what is shown stays while one types */
  private named = new Set<string>();
  private followed: unknown[] = [];

  constructor(private readonly app: App) {
    app.store.watch((state) => this.follow(state));
    // Whoever was offline is not asked to try again.
    addEventListener("online", () => {
      if (app.store.state.cloud.is === "failed") this.tryAgain();
    });
  }

  /** Whether another catalogue than the one in use is asked for. */
  get isComing(): boolean {
    return this.asked !== this.used || this.app.store.state.cloud.is === "coming";
  }

  /** Asks for the catalogue that a session begins with. */
  start(file: CatalogFile | null): void {
    this.file = file;
    this.ask([]);
  }

  /** Takes a catalogue file of the person's, or `null`: the embedded one. A faulty file changes nothing but the list of its errors. */
  useFile(file: CatalogFile | null): void {
    this.file = file;
    this.ask(this.asked?.services ?? []);
  }

  pick(code: string, picked: boolean): void {
    const { choice } = this.app.store.state;
    if (!picked) this.named.delete(code);
    this.choose({ ...choice, picked: picked ? [...new Set([...choice.picked, code])] : choice.picked.filter((other) => other !== code) });
  }

  all(all: boolean): void {
    this.choose({ ...this.app.store.state.choice, all });
  }

  /** Forgets what was picked, and what was named and is no longer. */
  onlyNamed(): void {
    this.named.clear();
    this.choose(NO_CHOICE);
  }

  /** The services of the cloud are about to be looked through. */
  browse(): void {
    if (this.app.store.state.cloud.is === "away") void this.fetch();
  }

  tryAgain(): void {
    const held = document.activeElement;
    this.app.dismiss(NOTICE);
    void this.fetch(true);
    // The button that was pressed goes with what it stands in.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (held === null || held.isConnected) return;
      const search = document.querySelector<HTMLElement>("#services-panel:popover-open .find-service");
      (search ?? this.app.editor.view).focus();
    }));
  }

  private choose(choice: Choice): void {
    this.followed = [];
    this.app.keepView({ choice });
    if (this.app.store.state.cloud.is === "failed" && (choice.all || choice.picked.length > 0)) this.tryAgain();
  }

  private follow(state: State): void {
    const { catalog, snapshot, choice, cloud } = state;
    const inputs = [catalog, snapshot?.shown.patterns, choice, cloud, state.place.pattern];
    if (!catalog || !snapshot || !inputs.some((input, index) => input !== this.followed[index])) return;
    this.followed = inputs;
    const now = codesOf(snapshot);
    const beyond = ownBeyond(catalog, state);
    if (!this.bytes) {
      const needed = choice.all || choice.picked.length + beyond.length > 0 || now.some((code) => catalog.servicesCalled(code).length === 0);
      if (cloud.is === "away" && needed) void this.fetch();
      return;
    }
    // Before the services of the cloud are known any code could be one of them.
    const real = (codes: Iterable<string>) => catalog.about.whole ? servicesNamed(catalog, codes) : [...codes];
    this.named = new Set([...real([...this.named, ...now]).filter((code) => !catalog.own.has(code) || this.named.has(code)), ...beyond]);
    // What is named comes first, and with it the names of all.
    const wanted = choice.all && catalog.about.whole ? "all" : [...new Set([...this.named, ...real(choice.picked)])].sort();
    const asked = this.asked?.cloud ? this.asked.services : null;
    const isSame = asked === "all" || wanted === "all" ? asked === wanted : asked !== null && String(real(asked).sort()) === String(wanted);
    if (!isSame) this.ask(wanted);
  }

  private async fetch(again = false): Promise<void> {
    if (this.app.store.state.cloud.is === "coming") return;
    this.app.store.set({ cloud: { is: "coming" } });
    try {
      this.bytes = await fetchCloud(again);
    } catch (error) {
      this.failed(failureOf(error));
      return;
    }
    this.app.store.set({ cloud: { is: "here" } });
    // Not with the next frame: until then it would seem that no other catalogue is coming.
    this.follow(this.app.store.state);
  }

  private ask(services: CatalogAsk["services"]): void {
    const asked: CatalogAsk = { serial: ++this.serial, file: this.file, cloud: this.bytes, services };
    this.asked = asked;
    catalogueAsked();
    const { catalog } = this.app.store.state;
    // All at once would keep a keystroke waiting.
    if (services === "all" && catalog?.about.whole) this.load(asked, portionsOf(catalog.services));
    else this.tell(asked);
  }

  private load(asked: CatalogAsk, [portion, ...rest]: string[][]): void {
    const { serial, cloud } = asked;
    if (!portion || !cloud) this.tell(asked);
    else this.app.engine.ask("portion", { serial, cloud, services: portion }, (loaded) => {
      if (this.asked === asked) this.load(asked, loaded ? rest : []);
    });
  }

  private tell(asked: CatalogAsk): void {
    this.app.engine.ask("catalog", asked, (answer) => {
      if ("errors" in answer) this.refused(asked, answer);
      else this.taken(asked, answer);
    });
  }

  private taken(asked: CatalogAsk, answer: CatalogTaken): void {
    if (asked.file !== (this.used?.file ?? null)) {
      this.app.store.set({ catalogErrors: [] });
      if (asked.file) this.app.storage.write("catalogue", asked.file);
      else this.app.storage.remove("catalogue");
    }
    this.used = asked;
    this.app.findings.useCatalogue(asked);
    this.app.takeCatalogue(answer, asked.file?.file ?? null);
  }

  private refused(asked: CatalogAsk, { of, errors }: CatalogRefused): void {
    // Another one may have been asked for since.
    const isLast = this.asked === asked;
    const isNewFile = asked.file !== (this.used?.file ?? null);
    if (isLast) {
      this.asked = this.used;
      this.followed = [];
    }
    if (of === "own" || (of === "either" && isNewFile)) {
      this.app.store.set({ catalogErrors: errors });
      if (!isLast) return;
      this.file = this.used?.file ?? null;
      if (this.used) return;
      // The first catalogue of a session may be a kept file that no longer fits.
      this.app.storage.remove("catalogue");
      this.ask([]);
      return;
    }
    this.bytes = null;
    this.failed({ kind: "faulty", detail: errors.map(({ reason }) => reason).join("; ") });
    // The person's own file was sound.
    if (isLast && isNewFile) this.ask([]);
  }

  private failed(why: Failure): void {
    const { state } = this.app.store;
    this.app.store.set({ cloud: { is: "failed", why } });
    this.app.notice({
      key: NOTICE, tone: "warning", text: strings.cloudFailed(why, state.catalog?.loaded.map(({ name }) => name) ?? [], codesMissing(state)),
      actions: [{ name: strings.tryAgain, run: () => this.tryAgain() }],
    });
  }
}

const NOTICE = "cloud";

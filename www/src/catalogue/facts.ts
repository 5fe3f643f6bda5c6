/**
 * The catalogue as the page holds it: the names, levels and requirements of 25,000 operations in a few arrays. What else
 * is known of one operation is asked of the engine when it is looked at.
 */
import {
  ACCESS_LEVELS, type AccessLevel, type CatalogAbout, type ReadyPolicy, type ServiceInfo, type ServiceLinkedRole, type TemplateInfo,
} from "ramlight";

/** What the worker sends of a catalogue. */
export interface Facts {
  about: CatalogAbout;
  services: ServiceInfo[];
  /** codes and aliases, in lower case, of what lies over the facts of the cloud: of the person's own file, or of what is embedded */
  own: string[];
  /** the names of all operations with line breaks between: one long text crosses quicker than many short ones */
  names: string;
  /** `ACCESS_LEVELS[code & 7]`; 8 more: derived from the verb of the name */
  levels: Uint8Array;
  /** of each operation the index of what it is checked for; `null`: not published */
  requirements: { list: (number[][] | null)[]; of: Uint32Array };
  /** the operations with doubts about their source */
  noted: Uint32Array;
  templates: TemplateInfo[];
  systemPolicies: ReadyPolicy[];
  serviceLinkedRoles: ServiceLinkedRole[];
}

export interface Operation {
  id: number;
  service: string;
  name: string;
  accessLevel: AccessLevel;
  /** the level comes from the verb of the name */
  isDerived: boolean;
  /** alternatives, each a list of templates that are checked together; `null`: not published */
  requirement: number[][] | null;
  hasNotes: boolean;
}

export class CatalogFacts {
  readonly about: CatalogAbout;
  readonly services: readonly ServiceInfo[];
  readonly own: ReadonlySet<string>;
  /** those whose operations are here */
  readonly loaded: readonly ServiceInfo[];
  readonly templates: TemplateInfo[];
  readonly systemPolicies: readonly ReadyPolicy[];
  readonly serviceLinkedRoles: readonly ServiceLinkedRole[];
  readonly levels: Uint8Array;
  readonly requirements: Facts["requirements"];
  /** of each operation the index of its service */
  readonly serviceOf: Uint16Array;
  private readonly names: string[];
  private readonly noted: Set<number>;
  private lowered: string[] | null = null;
  private shorts: Map<string, number> | null = null;
  /** by code or alias in lower case: the service whose own it is first */
  private readonly codes = new Map<string, ServiceInfo[]>();

  constructor(facts: Facts) {
    ({
      about: this.about, services: this.services, templates: this.templates, levels: this.levels, requirements: this.requirements,
      systemPolicies: this.systemPolicies, serviceLinkedRoles: this.serviceLinkedRoles,
    } = facts);
    this.own = new Set(facts.own);
    this.loaded = this.services.filter(({ loaded }) => loaded);
    this.names = facts.names === "" ? [] : facts.names.split("\n");
    this.noted = new Set(facts.noted);
    const calls = (name: string, service: ServiceInfo) => {
      const known = this.codes.get(name.toLowerCase());
      if (known) known.push(service);
      else this.codes.set(name.toLowerCase(), [service]);
    };
    for (const service of this.services) calls(service.code, service);
    for (const service of this.services) for (const alias of service.aliases) calls(alias, service);
    this.serviceOf = new Uint16Array(this.names.length);
    this.services.forEach(({ first, count }, index) => this.serviceOf.fill(index, first, first + count));
  }

  /** How many operations there are. */
  get size(): number {
    return this.names.length;
  }

  /** The names in lower case; the index is the id. Made when the first text is looked for. */
  get lowerNames(): readonly string[] {
    this.lowered ??= this.names.join("\n").toLowerCase().split("\n");
    return this.lowered;
  }

  operation(id: number): Operation | null {
    const name = this.names[id];
    const service = this.services[this.serviceOf[id] ?? -1];
    if (name === undefined || !service) return null;
    const level = this.levels[id] ?? 0;
    return {
      id, name, service: service.code, accessLevel: ACCESS_LEVELS[level & 7] ?? "none", isDerived: level > 7,
      requirement: this.requirements.list[this.requirements.of[id] ?? -1] ?? null, hasNotes: this.noted.has(id),
    };
  }

  /** As `ecs:RunInstances`. */
  action(id: number): string {
    return `${this.services[this.serviceOf[id] ?? -1]?.code ?? ""}:${this.names[id] ?? ""}`;
  }

  /** The services that go by a code, in any case: the one whose own it is, then those that have it as an alias. */
  servicesCalled(code: string): readonly ServiceInfo[] {
    return this.codes.get(code.toLowerCase()) ?? [];
  }

  /** The operation that an action names, without regard to case; its name alone will do where no other has it. */
  named(action: string): Operation | null {
    const wanted = action.trim().toLowerCase();
    const colon = wanted.indexOf(":");
    if (colon < 0) return this.operation(this.byShortName(wanted));
    const code = wanted.slice(0, colon);
    const name = wanted.slice(colon + 1);
    for (const service of this.servicesCalled(code)) {
      const id = this.within(service, name);
      if (id >= 0) return this.operation(id);
    }
    return null;
  }

  /** The operations of a service are sorted by their lower-case names. */
  private within({ first, count }: ServiceInfo, name: string): number {
    const names = this.lowerNames;
    let [from, to] = [first, first + count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((names[middle] ?? "") < name) from = middle + 1;
      else to = middle;
    }
    return from < first + count && names[from] === name ? from : -1;
  }

  /** -1: none has the name, or several have. */
  private byShortName(name: string): number {
    if (!this.shorts) {
      const shorts = new Map<string, number>();
      this.lowerNames.forEach((lower, id) => shorts.set(lower, shorts.has(lower) ? -1 : id));
      this.shorts = shorts;
    }
    return this.shorts.get(name) ?? -1;
  }
}

/** The person's own policies: a list of names, and each text under a key of its own, so that one that is too large does not take the others with it. */
import { POLICY_KINDS } from "ramlight";
import type { KindOption } from "./engine/protocol.ts";
import type { Storage } from "./store/storage.ts";

export interface Policy { id: string; name: string; changed: string; kind: KindOption }

export const KIND_OPTIONS: readonly KindOption[] = [...POLICY_KINDS, "auto"];

export const BLANK = '{\n  "Version": "1",\n  "Statement": []\n}\n';

export class Policies {
  /** Texts of this session; what storage refuses stays here. */
  private texts = new Map<string, string>();
  private list: Policy[];
  /** policies of which storage refused what changed in this session */
  private readonly unkept = new Set<string>();
  private listKept = true;
  current: string;

  constructor(private readonly storage: Storage, firstText: string, firstName: string) {
    this.list = this.keptList([]);
    this.current = storage.read("current", "");
    if (this.list.length === 0) this.current = this.create(firstName, firstText);
    // What the page itself put there is no loss.
    this.unkept.clear();
    this.listKept = true;
    if (!this.list.some((policy) => policy.id === this.current)) this.current = this.list[0]?.id ?? "";
  }

  /** Whether everything of this session would be there after a reload. */
  get allKept(): boolean {
    return this.listKept && this.unkept.size === 0;
  }

  all(): Policy[] {
    return this.list;
  }

  text(id: string): string {
    return this.texts.get(id) ?? this.keptText(id) ?? BLANK;
  }

  /** The text as the browser keeps it, which another tab may have changed. */
  kept(id: string): string {
    return this.keptText(id) ?? this.text(id);
  }

  /** The text that counts where the policy is not the open one: what another tab wrote of it, unless this session has what storage refused. */
  latest(id: string): string {
    return this.unkept.has(id) ? this.text(id) : this.kept(id);
  }

  open(id: string): void {
    this.current = id;
    this.storage.write("current", id);
  }

  /** Makes a policy and gives its id. */
  create(name: string, text: string, kind: KindOption = "identity"): string {
    const id = crypto.randomUUID();
    this.keepText(id, text);
    this.changeList((list) => [...list, { id, name: freeName(name, list), changed: new Date().toISOString(), kind }]);
    return id;
  }

  change(id: string, text: string): void {
    this.keepText(id, text);
    this.changeOne(id, { changed: new Date().toISOString() });
  }

  /** Forgets this session's text in favour of the browser's. */
  reload(id: string): string {
    this.texts.delete(id);
    return this.text(id);
  }

  rename(id: string, name: string): void {
    const trimmed = name.trim();
    if (!trimmed) return;
    this.changeList((list) => list.map((policy) => policy.id === id ? { ...policy, name: freeName(trimmed, list.filter((other) => other !== policy)) } : policy));
  }

  setKind(id: string, kind: KindOption): void {
    this.changeOne(id, { kind });
  }

  remove(id: string): void {
    this.texts.delete(id);
    this.unkept.delete(id);
    this.storage.remove(textKey(id));
    this.changeList((list) => list.filter((policy) => policy.id !== id));
  }

  /** Puts a removed policy back to its place. */
  restore(policy: Policy, text: string, at: number): void {
    this.changeList((list) => list.toSpliced(at, 0, { ...policy, name: freeName(policy.name, list) }));
    this.change(policy.id, text);
  }

  /** Takes the list as another tab wrote it. */
  refresh(): void {
    const kept = this.keptList(this.list);
    const here = this.list.filter((policy) => policy.id === this.current && !kept.some((other) => other.id === policy.id));
    this.list = [...kept, ...here];
  }

  /** The list as the browser keeps it; entries that are none (an older page's, damaged ones) are left out. */
  private keptList(otherwise: Policy[]): Policy[] {
    const kept = this.storage.read<unknown>("policies", otherwise);
    if (!Array.isArray(kept)) return otherwise;
    return (kept as (Partial<Policy> | null)[]).flatMap((policy) => typeof policy?.id === "string"
      ? [{
        id: policy.id, name: String(policy.name ?? policy.id), changed: String(policy.changed ?? ""),
        kind: KIND_OPTIONS.find((kind) => kind === policy.kind) ?? "identity",
      }]
      : []);
  }

  private keptText(id: string): string | null {
    const kept = this.storage.read<unknown>(textKey(id), null);
    return typeof kept === "string" ? kept : null;
  }

  private keepText(id: string, text: string): void {
    this.texts.set(id, text);
    if (this.storage.write(textKey(id), text)) this.unkept.delete(id);
    else this.unkept.add(id);
  }

  private changeOne(id: string, patch: Partial<Policy>): void {
    this.changeList((list) => list.map((policy) => policy.id === id ? { ...policy, ...patch } : policy));
  }

  private changeList(change: (list: Policy[]) => Policy[]): void {
    // Another tab may have changed the list, and this one not have heard of it yet.
    if (this.listKept) this.refresh();
    this.list = change(this.list);
    this.listKept = this.storage.write("policies", this.list);
    this.storage.write("current", this.current);
  }
}

export const textKey = (id: string) => `policy/${id}`;

/** A name with a number if one of these has it: a scenario tells policies by their names. */
function freeName(name: string, others: readonly Policy[]): string {
  const taken = new Set(others.map((policy) => policy.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}

/** The policies that are looked at together: those of the person chosen. Of each but the edited one there is a handle here. */
import { Policy, type AttachedPolicy } from "ramlight";
import { LOCALE } from "../strings.ts";
import type { AttachedText, KindOption, LeftOut, ShownPolicy, View } from "./protocol.ts";

interface Handle { policy: Policy; text: string; kind: KindOption }
export interface Member { shown: ShownPolicy; policy: Policy }
/** What is attached to the account, within resource groups, and what of it does not count. */
export interface Members { members: Member[]; within: Member[]; left: LeftOut[] }

/** The policy in the editor, which is updated with every keystroke. */
export interface Edited { key: string; policy: Policy }

export class Group {
  private view: View | null = null;
  private readonly handles = new Map<string, Handle>();

  /** Takes who is looked at, and the texts of what is attached but of the policy in the editor. */
  look(view: View | null): void {
    this.view = view;
    for (const attached of view?.policies ?? []) if (attached.text !== null) this.keep(attached.key, attached.text, attached.kind);
    this.freeOthers();
  }

  /** The policy is edited no longer, and counts with the text that it has now. */
  keep(key: string, text: string, kind: KindOption): void {
    if (!this.view?.policies.some((attached) => attached.key === key)) return;
    const handle = this.handles.get(key);
    if (!handle) {
      this.handles.set(key, { policy: new Policy(text, { locale: LOCALE, kind }), text, kind });
      return;
    }
    if (handle.text !== text) handle.policy.update(text);
    if (handle.kind !== kind) handle.policy.setKind(kind);
    Object.assign(handle, { text, kind });
  }

  /** The person's policies, those at account level with the edited one first if it is among them; `null`: it alone is looked at. */
  members(edited: Edited): Members | null {
    if (!this.view) return null;
    const members: Member[] = [];
    const within: Member[] = [];
    const left: LeftOut[] = [...this.view.missing];
    for (const attached of this.view.policies) {
      const isEdited = attached.key === edited.key;
      const policy = isEdited ? edited.policy : this.handles.get(attached.key)?.policy;
      if (!policy) continue;
      // RAM attaches identity policies only.
      const member = { policy, shown: shownOf(attached, isEdited) };
      if (policy.kind() === "identity") {
        if (attached.resourceGroup !== null) within.push(member);
        else members[isEdited ? "unshift" : "push"](member);
      } else left.push({ name: attached.name, reason: "kind" });
    }
    return { members, within, left };
  }

  private freeOthers(): void {
    for (const [key, { policy }] of this.handles) {
      if (this.view?.policies.some((attached) => attached.key === key)) continue;
      policy.free();
      this.handles.delete(key);
    }
  }
}

const shownOf = ({ key, name, system, through, resourceGroup }: AttachedText, edited: boolean): ShownPolicy =>
  ({ key, name, system, through, resourceGroup, edited });

/** As the engine takes it, attached to the first of those it applies through. */
export function asAttached({ policy, shown: { name, system, through, resourceGroup } }: Member): AttachedPolicy {
  const [first] = through;
  return {
    policy, name, type: system ? "System" : "Custom",
    ...(first ? { entity: first.entity, entityName: first.name } : {}),
    ...(resourceGroup === null ? {} : { resourceGroup }),
  };
}

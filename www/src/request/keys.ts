/** Which context keys the panel asks for, and what changes of what is known of them. */
import type { ConditionKeyUse } from "ramlight";
import type { Draft, KeyState } from "./draft.ts";

export type KeyType = ConditionKeyUse["type"];

export interface KeyRow {
  key: string;
  type: KeyType;
  /** what the policy compares it with; `null`: the policy does not mention it */
  expected: string[] | null;
  state: KeyState;
}

/** Keys that every service may send, and their types; offered where a key is added by hand. */
export const GLOBAL_KEYS: ReadonlyMap<string, KeyType> = new Map([
  ["acs:SourceIp", "ip"], ["acs:VpcSourceIp", "ip"], ["acs:SourceVpc", "string"], ["acs:CurrentTime", "date"],
  ["acs:SecureTransport", "bool"], ["acs:MFAPresent", "bool"], ["acs:PrincipalARN", "string"], ["acs:UserAgent", "string"],
]);
const UNKNOWN: KeyState = { known: "unknown", values: [] };

/** What is known of a key. A policy may name one like something that every object has, such as `constructor`. */
const stateOf = (context: Draft["context"], key: string): KeyState => (Object.hasOwn(context, key) ? context[key] : undefined) ?? UNKNOWN;

/** The policy's keys in its order, then those that were set or added without it. */
export function keyRows(mentioned: readonly ConditionKeyUse[], context: Draft["context"]): KeyRow[] {
  const rows = mentioned.map(({ key, type, values }) => ({ key, type, expected: values, state: stateOf(context, key) }));
  const others = Object.keys(context).filter((key) => !mentioned.some((use) => use.key === key));
  return [...rows, ...others.map((key) => ({ key, type: GLOBAL_KEYS.get(key) ?? "string", expected: null, state: stateOf(context, key) }))];
}

/** The context with a key's state changed. Of a key that the policy mentions nothing is kept once nothing is known. */
export function withKey(context: Draft["context"], row: KeyRow, edit: (state: KeyState) => KeyState): Draft["context"] {
  const state = edit(stateOf(context, row.key));
  const next = { ...context, [row.key]: state };
  if (row.expected !== null && state.known === "unknown" && state.values.every((value) => value === "")) delete next[row.key];
  return next;
}

/** The state once its values are these: text makes the key known, and without any it is unknown again. */
export function withValues(values: string[]): KeyState {
  return { known: values.some((value) => value !== "") ? "known" : "unknown", values };
}

/** The state that a choice of the list of states makes of it. */
export function withChoice(state: KeyState, choice: string): KeyState {
  if (choice === "true" || choice === "false") return { known: "known", values: [choice] };
  if (choice === "known") return { known: "known", values: state.values.length > 0 ? state.values : [""] };
  return { known: choice === "absent" ? "absent" : "unknown", values: state.values };
}

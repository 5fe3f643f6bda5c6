/** The words of the people's panel and of whose grants are shown: a part of `strings.ts`. */
import type { ShownPolicy } from "../engine/protocol.ts";
import { article, formatNumber, list, plural } from "../wording.ts";
import type { Kind, Who } from "./people.ts";

const kindNames: Record<Kind, string> = { user: "user", group: "group", role: "role" };

export const peopleWords = {
  viewAs: "View as",
  policyAlone: "this policy alone",
  newOne: { user: "New user", group: "New group", role: "New role" } satisfies Record<Kind, string>,
  kindsOfPeople: { user: "Users", group: "Groups", role: "Roles" } satisfies Record<Kind, string>,
  nameOf: { user: "Name of the user", group: "Name of the group", role: "Name of the role" } satisfies Record<Kind, string>,
  beside: { user: "Groups", group: "Members" },
  policiesOf: "Policies",
  yourPolicies: "Your policies",
  nobody: "Nobody yet. Make a user, attach policies to it, yours or system policies, and choose it under “View as”: then what is granted is shown of that user. All of it is kept in this browser only.",
  attach: "Attach",
  attachTo: (name: string) => `Attach a policy to ${name}`,
  detach: (policy: string, name: string, place: string | null) => `Detach ${policy} from ${name}${place === null ? "" : ` in ${place}`}`,
  withinGroup: "Within resource group",
  wholeAccount: "none: the whole account",
  within: (place: string) => `in ${place}`,
  withinTitle: "Attached within a resource group: it counts in requests for resources of that group, where nothing at account level decides",
  noResourceGroup: (id: string) => `“${id}” is no id of a resource group: up to 64 letters, digits, periods, hyphens and underscores, as rg-acfmxyz.`,
  addTo: "Add to group",
  addToGroup: (user: string) => `Add ${user} to a group`,
  addMember: "Add user",
  addMemberTo: (group: string) => `Add a member to ${group}`,
  leave: (user: string, group: string) => `Take ${user} out of ${group}`,
  removeNamed: (name: string) => `Delete ${name}`,
  removedPerson: (name: string, asking: number) => `“${name}” was deleted.${asking === 0 ? ""
    : ` ${formatNumber(asking)} kept ${plural(asking, "request is", "requests are")} asked by ${name} and cannot be run any more.`}`,
  lookTitle: (name: string) => `Show what is granted to ${name}`,
  through: (groups: readonly string[]) => `through ${list(groups)}`,
  gone: "gone",
  goneTitle: "The policy was deleted, or the catalogue in use does not have it. It is not counted.",
  deletedPolicy: "a deleted policy",
  added: ({ kind, name }: Who) => `The ${kindNames[kind]} ${name} was made.`,
  nameTaken: (kind: Kind, name: string) => `There is a ${kindNames[kind]} ${name} already.`,
  noName: (name: string) => `“${name}” is no name: up to 64 letters, digits, periods, hyphens and underscores.`,
  renamedTo: ({ kind, name }: Who, to: string) => `The ${kindNames[kind]} “${name}” is called “${to}” now.`,
  attachedTo: (policy: string, name: string, place: string | null) => `“${policy}” is attached to ${name}${place === null ? "" : ` within ${place}`}.`,
  isAttachedTo: (holders: readonly string[]) => holders.length === 0 ? "" : `attached to ${list(holders)}`,
  removedPolicy: (name: string, holders: readonly string[]) => `“${name}” was deleted.${holders.length === 0 ? "" : ` It was attached to ${list(holders)} and counts no more.`}`,
  detachedFrom: (policy: string, name: string, place: string | null) => `“${policy}” is detached from ${name}${place === null ? "" : ` within ${place}`}.`,
  joined: (user: string, group: string) => `${user} is in ${group} now.`,
  left: (user: string, group: string) => `${user} is no longer in ${group}.`,
  undoTitle: "Take back the last change (Ctrl+Z)",
  redoTitle: "Make it again (Ctrl+Shift+Z)",
  redo: "Redo",
  undone: "Taken back.",
  redone: "Made again.",
  takePeople: "Take its users and policies",
  peopleImported: (users: number, groups: number, roles: number, policies: number, requests: number) => `Imported: ${[
    [users, "user"], [groups, "group"], [roles, "role"], [policies, "policy", "policies"], [requests, "request"],
  ].flatMap(([count, one, many]) => count ? [`${formatNumber(Number(count))} ${plural(Number(count), String(one), many as string | undefined)}`] : []).join(", ") || "nothing"}.`,
  namesLeftOut: (names: readonly string[]) => names.length === 0 ? "" : `Left out, for RAM allows no such ${plural(names.length, "name")}: ${list(names.map((name) => `“${name}”`))}.`,
  peopleNotKept: (reason: string) =>
    `The people are not kept: this browser refuses to store them (${reason}). Nothing is lost while the page is open: export them before you leave.`,
  appliesTo: (person: string) => `Policies that apply to ${person}`,
  policiesApply: (count: number, person: string) => count === 0
    ? `No policy applies to ${person}: nothing is granted.`
    : `${formatNumber(count)} ${plural(count, "policy applies", "policies apply")} to ${person}:`,
  inEditor: "in the editor",
  notAttached: (policy: string, person: string) => `“${policy}” is not attached to ${person}.`,
  notAttachedMeans: "What you edit changes nothing here.",
  attachEdited: "Attach it",
  cannotAttach: (kind: string) => `${article(kind).replace(/^a/, "A")} cannot be attached.`,
  leftOut: (policy: string, reason: "gone" | "kind") => reason === "gone" ? `not counted: ${policy}, which is gone` : `not counted: ${policy}, which is no identity policy`,
  onlyWithin: (place: string, names: readonly string[]) => `in ${place} only: ${list(names)}`,
  attachedWithin: (policy: string, person: string, place: string) => `“${policy}” is attached to ${person} within ${place} only.`,
  attachedWithinMeans: "It counts in requests for resources of that group.",
  partOfRequests: (policy: string, kind: string) => `“${policy}” is ${article(kind)}: it is attached to nobody.`,
  partOfRequestsMeans: "It counts in requests only.",
  openPolicyTitle: ({ name, system, edited }: Pick<ShownPolicy, "name" | "system" | "edited">) =>
    edited ? `${name}, in the editor` : system ? `Read ${name}` : `Open ${name} in the editor`,
  readOnly: "A policy of the catalogue: it can be attached and read, not changed.",
};

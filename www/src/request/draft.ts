/** The request as the panel holds it, and as the engine takes it. */
import type { KnownContext, Request } from "ramlight";
import type { CatalogFacts } from "../catalogue/facts.ts";
import { resourceTexts, type FieldValues } from "./fields.ts";
import { operationNamed } from "./operations.ts";

/** What the person knows of a context key. The values stay while it is taken for absent or unknown. */
export interface KeyState { known: "known" | "absent" | "unknown"; values: string[] }

export interface Draft {
  /** as typed; an operation of the catalogue where it is one's name */
  action: string;
  /** more of the action may be about to be typed: it is not asked about yet */
  unfinished: boolean;
  /** which alternative of the operation's requirement */
  alternative: number;
  /** what stands in the fields of the templates; a field that is not listed has the value that is bound */
  fields: FieldValues;
  /** the resources as written by hand; `null`: those of the operation's templates */
  written: string[] | null;
  /** the keys that were touched or added; every other one is unknown */
  context: Record<string, KeyState>;
  /** who asks, as typed; empty: who is looked at, if anybody is */
  principal: string;
  /** the resource group that the resources are in; empty: none */
  resourceGroup: string;
}

export const NO_DRAFT: Draft = { action: "", unfinished: false, alternative: 0, fields: {}, written: null, context: {}, principal: "", resourceGroup: "" };

/** The action of a request, with its service. */
export function actionOf(draft: Draft, catalog: CatalogFacts | null): string {
  const operation = operationNamed(catalog, draft.action);
  return operation ? `${operation.service}:${operation.name}` : draft.action.trim();
}

/** The resources that the call is checked against. */
export function resourcesOf(draft: Draft, catalog: CatalogFacts | null, bound: FieldValues): string[] {
  const operation = operationNamed(catalog, draft.action);
  const templates = operation?.requirement && catalog ? resourceTexts(operation.requirement, draft.alternative, catalog.templates, draft.fields, bound) : null;
  const resources = draft.written ?? templates ?? ["*"];
  return resources.map((resource) => resource.trim()).filter((resource) => resource !== "");
}

/** What is known of the context; the rest of it is open. */
export function knownContext({ context }: Draft): Required<KnownContext> {
  const entries = Object.entries(context);
  return {
    values: Object.fromEntries(entries.flatMap(([key, { known, values }]) => known === "known" ? [[key, values]] : [])),
    absent: entries.flatMap(([key, { known }]) => known === "absent" ? [key] : []),
  };
}

export const isEmpty = ({ values, absent }: Required<KnownContext>) => absent.length === 0 && Object.keys(values).length === 0;

/** The request, without who asks; `null` while there is no action or no resource. */
export function requestOf(draft: Draft, catalog: CatalogFacts | null, bound: FieldValues): Request | null {
  const action = actionOf(draft, catalog);
  const resources = resourcesOf(draft, catalog, bound);
  if (action === "" || resources.length === 0) return null;
  const { values, absent } = knownContext(draft);
  const resourceGroup = draft.resourceGroup.trim();
  return { action, resources, context: values, absent, unknown: true, ...(resourceGroup === "" ? {} : { resourceGroup }) };
}

/** A request of a scenario as a draft: its resources stand written out. */
export function draftOf(request: Request): Draft {
  const known = Object.entries(request.context ?? {}).map(([key, values]): [string, KeyState] => [key, { known: "known", values: [values].flat() }]);
  const absent = (request.absent ?? []).map((key): [string, KeyState] => [key, { known: "absent", values: [] }]);
  return {
    ...NO_DRAFT,
    action: request.action,
    written: typeof request.resources === "string" ? [request.resources] : [...request.resources],
    // A key may be called `__proto__`.
    context: Object.fromEntries([...known, ...absent]),
    principal: request.principal ?? "",
    resourceGroup: request.resourceGroup ?? "",
  };
}

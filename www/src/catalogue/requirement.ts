/** An operation's requirement in a form for a table's cell and in full. */
import type { TemplateInfo } from "ramlight";

/** Alternatives, each a list of templates; `null`: not published. */
type Requirement = readonly (readonly number[])[] | null;

/** `apigroup/$groupId + (secretkey/$secretKeyId | trafficcontrol/$trafficControlId)`; `null`: not published. */
export function shortRequirement(requirement: Requirement, templates: readonly string[]): string | null {
  return write(requirement, (id) => relativeId(templates[id] ?? ""));
}

/** The same with whole resource names, one line an alternative. */
export function fullRequirement(requirement: Requirement, templates: readonly string[]): string[] | null {
  return requirement?.map((together) => together.map((id) => templates[id] ?? "").join("  +  ")) ?? null;
}

/** The resource types that an operation is about, as `apigroup`. */
export function resourceTypes(requirement: Requirement, templates: TemplateInfo[]): string[] {
  return [...new Set(requirement?.flat().map((id) => templates[id]?.type ?? "") ?? [])];
}

function write(alternatives: Requirement, name: (template: number) => string): string | null {
  if (!alternatives) return null;
  const common = (alternatives[0] ?? []).filter((id) => alternatives.every((together) => together.includes(id)));
  const rests = alternatives
    .map((together) => together.filter((id) => !common.includes(id)).map(name).join(" + "))
    .filter((rest) => rest !== "");
  const choice = rests.length > 1 && common.length > 0 ? `(${rests.join(" | ")})` : rests.join(" | ");
  return [...common.map(name), choice].filter((part) => part !== "").join(" + ");
}

function relativeId(text: string): string {
  const fields = text.split(":");
  return fields.length < 5 ? text : fields.slice(4).join(":");
}

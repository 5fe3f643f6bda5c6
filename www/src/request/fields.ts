/** The variables of an operation's templates as fields, and the resources that their values make. */
import type { TemplateInfo } from "ramlight";

export type FieldValues = Record<string, string>;

export interface Field {
  /** region and account are one field for all templates of a call; the others are each template's own */
  id: string;
  /** without its sigil */
  variable: string;
}

/** `$name`, `{name}`, `{#name}`, and `{name*}` for a path. */
const VARIABLE = /\$(\w+)|\{#?(\w+)\*?\}/g;

function fieldOf(template: TemplateInfo, variable: string, offset: number): Field {
  const shared = template.text.slice(0, offset).split(":").length <= 4;
  const name = variable.toLowerCase();
  return { id: shared ? name : `${template.id}.${name}`, variable };
}

const chosen = (requirement: number[][], alternative: number) => requirement[alternative] ?? requirement[0] ?? [];

/** The fields of one alternative, in the order of its templates. */
export function fieldsOf(requirement: number[][], alternative: number, templates: readonly TemplateInfo[]): Field[] {
  const found = new Map<string, Field>();
  for (const id of chosen(requirement, alternative)) {
    const template = templates[id];
    for (const match of template?.text.matchAll(VARIABLE) ?? []) {
      const field = template && fieldOf(template, match[1] ?? match[2] ?? "", match.index);
      if (field && !found.has(field.id)) found.set(field.id, field);
    }
  }
  return [...found.values()];
}

/** What stands in a field: what was typed there, else what is bound. */
export function valueOf(field: Field, values: FieldValues, bound: FieldValues): string {
  return values[field.id] ?? bound[field.variable.toLowerCase()] ?? "";
}

/** The resources of one alternative. An empty field leaves its variable as it is written: a value that no policy names. */
export function resourceTexts(
  requirement: number[][], alternative: number, templates: readonly TemplateInfo[], values: FieldValues, bound: FieldValues,
): string[] {
  return chosen(requirement, alternative).flatMap((id) => {
    const template = templates[id];
    if (!template) return [];
    return [template.text.replace(VARIABLE, (whole: string, plain: string | undefined, braced: string | undefined, offset: number) =>
      valueOf(fieldOf(template, plain ?? braced ?? "", offset), values, bound).trim() || whole)];
  });
}

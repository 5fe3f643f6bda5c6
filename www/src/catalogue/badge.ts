/** A statement's number in its tone, the same in the editor's gutter, the catalogue and the details; one of another policy with that policy's letter. */
import { html, type TemplateResult } from "lit-html";
import type { Shown, ShownPolicy } from "../engine/protocol.ts";
import { strings } from "../strings.ts";
import { toneOf } from "./tone.ts";

/** Of the policy in the editor. */
export function statementBadge(statement: number): TemplateResult {
  return html`<span class="badge tone-${toneOf(statement)}" title=${strings.statement(statement, statement)}>${statement + 1}</span>`;
}

/** Of one of several policies: `A1`, without a tone, is the first statement of the first that is not in the editor. */
export function badgeOf(policies: readonly ShownPolicy[], policy: number, statement: number): TemplateResult {
  const of = policies[policy];
  if (!of || of.edited) return statementBadge(statement);
  return html`<span class="badge elsewhere" title=${strings.statementOf(statement, of.name)}>${letterOf(policies, policy)}${statement + 1}</span>`;
}

/** The letter of a policy that is not in the editor: A, B, … Z, AA. */
export function letterOf(policies: readonly ShownPolicy[], policy: number): string {
  let number = policies.slice(0, policy).filter(({ edited }) => !edited).length;
  let letters = "";
  do {
    letters = String.fromCharCode(65 + (number % 26)) + letters;
    number = Math.floor(number / 26) - 1;
  } while (number >= 0);
  return letters;
}

/** Which policy a statement of the catalogue is of, and its number there. */
export function placeOf({ statements }: Pick<Shown, "statements">, statement: number): { policy: number; number: number } {
  const policy = statements[statement]?.policy ?? 0;
  return { policy, number: statement - statements.findIndex((one) => one.policy === policy) };
}

/** What a statement is called in a sentence: with its policy, and through whom that applies, where a person is looked at. */
export function statementWords(shown: Shown, statement: number): string {
  const { policy, number } = placeOf(shown, statement);
  const of = shown.policies[policy];
  return of ? strings.statementThrough(number, of.name, of.through) : strings.statementNumber(number);
}

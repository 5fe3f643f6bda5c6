/** Signs drawn as shapes, so that they look the same whatever fonts there are. */
import { svg, type SVGTemplateResult } from "lit-html";
import type { Diagnostic, Effect, Level, StatementInfo } from "ramlight";
import type { OutcomeGroup } from "./catalogue/filter.ts";

const outcomeShapes: Record<OutcomeGroup, SVGTemplateResult> = {
  "allowed": svg`<path d="M3.5 8.5l3 3 6-7" class="stroke"/>`,
  "partial": svg`<circle cx="8" cy="8" r="5" class="stroke"/><path d="M8 3a5 5 0 0 1 0 10z" class="fill"/>`,
  "conditional": svg`<path d="M8 2.5l5.5 5.5L8 13.5 2.5 8z" class="stroke dashed"/>`,
  "denied": svg`<path d="M4 4l8 8M12 4l-8 8" class="stroke"/>`,
  "not-granted": svg`<path d="M4 8h8" class="stroke"/>`,
  "undecided": svg`<path d="M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.6M8 12.4v.2" class="stroke"/>`,
  "unknown": svg`<path d="M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.6M8 12.4v.2" class="stroke"/><circle cx="8" cy="8" r="7" class="stroke thin"/>`,
};

export const outcomeIcon = (outcome: OutcomeGroup) =>
  svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${outcomeShapes[outcome]}</svg>`;

const severityShapes: Record<Diagnostic["severity"], SVGTemplateResult> = {
  "error": svg`<circle cx="8" cy="8" r="6.5" class="fill"/><path d="M5.5 5.5l5 5M10.5 5.5l-5 5" class="stroke inverse"/>`,
  "security-warning": svg`<path d="M8 1.5l5.5 2v4c0 3.4-2.3 5.9-5.5 7-3.2-1.100-5.500-3.600-5.500-7v-4z" class="fill"/><path d="M8 4.800v4M8 11v.3" class="stroke inverse"/>`,
  "general-warning": svg`<path d="M8 1.800l6.700 12H1.300z" class="stroke"/><path d="M8 6.500v3.200M8 11.600v.2" class="stroke"/>`,
  "suggestion": svg`<circle cx="8" cy="8" r="6" class="stroke"/><path d="M8 7.300v4M8 4.800v.2" class="stroke"/>`,
};

export const severityIcon = (severity: Diagnostic["severity"]) =>
  svg`<svg class="icon severity-${severity}" viewBox="0 0 16 16" aria-hidden="true">${severityShapes[severity]}</svg>`;

/** A statement's mark on an operation: a circle for Allow, a square for Deny; filled, half, ring or dot; dashed around it where conditions stand, struck out where they are not met. */
export function markIcon(effect: Effect | null, level: Level, contributes: boolean, holds: StatementInfo["holds"]) {
  const deny = effect === "Deny";
  return svg`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${
    level === "undecided" ? svg`<path d="M6 6.200a2 2 0 1 1 2.800 1.900c-.6.2-.8.600-.8 1.200M8 11.300v.2" class="stroke"/>`
    : level === "none" && !contributes ? svg`<circle cx="8" cy="8" r="1" class="fill faint"/>`
    : deny ? denyShape(level) : allowShape(level)
  }${
    level === "none" && !contributes ? ""
    : holds === "unknown" ? svg`<circle cx="8" cy="8" r="7.200" class="stroke thin dashed"/>`
    : holds === "false" ? svg`<path d="M2 14L14 2" class="stroke inverse"/><path d="M1.500 14.500l13-13" class="stroke thin"/>` : ""
  }</svg>`;
}

const allowShape = (level: Level) =>
  level === "full" ? svg`<circle cx="8" cy="8" r="4.500" class="fill"/>`
  : level === "partial" ? svg`<circle cx="8" cy="8" r="4" class="stroke"/><path d="M8 4a4 4 0 0 0 0 8z" class="fill"/>`
  : svg`<circle cx="8" cy="8" r="4" class="stroke"/>`;

const denyShape = (level: Level) =>
  level === "full" ? svg`<path d="M4 4h8v8H4z" class="fill"/>`
  : level === "partial" ? svg`<path d="M4 4h8v8H4z" class="stroke"/><path d="M4 4h4v8H4z" class="fill"/>`
  : svg`<path d="M4 4h8v8H4z" class="stroke"/>`;

export const noteIcon = () =>
  svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.500 2.500h9v8l-3 3h-6z" class="stroke"/><path d="M5.500 5.500h5M5.500 8h3" class="stroke"/></svg>`;

export const litIcon = () =>
  svg`<svg class="icon lit-sign" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 3l8 5-8 5z" class="fill"/></svg>`;

export const themeIcon = () =>
  svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5.500" class="stroke"/><path d="M8 2.500a5.500 5.500 0 0 1 0 11z" class="fill"/></svg>`;

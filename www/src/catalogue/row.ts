/** One line of the catalogue: an operation or the head of a group. */
import { OUTCOMES } from "ramlight";
import { html, type TemplateResult } from "lit-html";
import { litIcon, noteIcon, outcomeIcon } from "../icons.ts";
import type { State } from "../store/state.ts";
import { formatNumber, strings } from "../strings.ts";
import type { CatalogFacts, Operation } from "./facts.ts";
import { groupOf, type Grouping } from "./filter.ts";
import { marksCell } from "./marks.ts";
import { fullRequirement, shortRequirement } from "./requirement.ts";

export interface GroupHead { head: string; count: number; grouping: Grouping; catalog: CatalogFacts }
export interface RowPlace { index: number; top: number; active: boolean }

export function operationRow(operation: Operation, state: State, place: RowPlace, manyServices: boolean): TemplateResult {
  const { snapshot, templates } = state;
  const outcome = snapshot ? OUTCOMES[snapshot.outcomes[operation.id] ?? 0] : undefined;
  const group = outcome && groupOf(outcome);
  const lit = state.lit?.has(operation.id) ?? false;
  const classes = ["row", lit ? "lit" : "", place.active ? "active" : "", state.pinned === operation.id ? "pinned" : "", state.hovered === operation.id ? "hovered" : ""];
  const requirement = shortRequirement(operation.requirement, templates);
  return html`<div role="row" id=${`row-${place.index}`} class=${classes.join(" ")} aria-rowindex=${place.index + 2} aria-selected=${place.active ? "true" : "false"}
      data-operation=${operation.id} data-name=${operation.name} data-group=${group ?? ""} .style=${`transform:translateY(${place.top}px)`}>
    <span role="gridcell" class="sign">${lit ? html`${litIcon()}<span class="for-readers">${strings.lit}</span>` : ""}</span>
    <span role="gridcell" class="outcome">${group ? html`<span class="chip outcome-${group}" title=${strings.outcomeMeanings[group]}>${outcomeIcon(group)}${strings.outcomes[group]}</span>` : ""}</span>
    <span role="gridcell" class="level" title=${operation.isDerived ? strings.derived : ""}>${strings.levels[operation.accessLevel]}${operation.isDerived ? html`<sup>*</sup>` : ""}</span>
    <span role="gridcell" class="name" title=${`${operation.service}:${operation.name}`}>${manyServices ? html`<small>${operation.service}:</small>` : ""}${operation.name}</span>
    <span role="gridcell" class="requirement ${requirement ? "" : "unpublished"}" title=${fullRequirement(operation.requirement, templates)?.join("\n") ?? strings.unpublishedRequirement}>${requirement ?? strings.notPublished}</span>
    <span role="gridcell" class="statements">${snapshot ? marksCell(snapshot, operation.id) : ""}</span>
    <span role="gridcell" class="note">${operation.hasNotes
      ? html`<span title=${state.about?.id === operation.id ? state.about.notes.join("\n") : strings.noteOnSource}>${noteIcon()}<span class="for-readers">${strings.noteOnSource}</span></span>` : ""}</span>
  </div>`;
}

export function groupRow(group: GroupHead, place: RowPlace): TemplateResult {
  return html`<div role="row" id=${`row-${place.index}`} class="row group ${place.active ? "active" : ""}" aria-rowindex=${place.index + 2} .style=${`transform:translateY(${place.top}px)`}>
    ${groupCell(group)}
  </div>`;
}

export function groupCell({ head, count, grouping, catalog }: GroupHead): TemplateResult {
  const name = grouping === "level" ? strings.levels[head as keyof typeof strings.levels] : head || strings.notPublished;
  const product = grouping === "service" ? catalog.servicesCalled(head)[0]?.name ?? "" : "";
  return html`<span role="gridcell" class="group-name">${name} ${product === "" || product === head ? "" : html`<span class="product">${product}</span> `}<small>${formatNumber(count)}</small></span>`;
}

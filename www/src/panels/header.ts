/** The top of the page: which policy, what to start from, files, link, theme. */
import { html, type TemplateResult } from "lit-html";
import { themeIcon } from "../icons.ts";
import type { State, Theme } from "../store/state.ts";
import { strings } from "../strings.ts";
import { menu } from "./menu.ts";
import { starterGroups, type Starter } from "./starters.ts";

export interface HeaderEvents {
  openPolicies(): void;
  openLibrary(): void;
  start(starter: Starter): void;
  openFile(): void;
  saveFile(): void;
  copyLink(): void;
  theme(theme: Theme): void;
}

const NEXT_THEME: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

export function header(state: State, events: HeaderEvents): TemplateResult {
  const name = state.policies.find(({ id }) => id === state.policyId)?.name ?? strings.untitled;
  const starters = starterGroups(state.catalog).map((group) => ({
    name: group.name,
    choices: group.starters.map((starter) => ({ name: starter.name, run: () => events.start(starter) })),
  }));
  return html`<header class="top">
    <h1 title=${strings.tagline}>${strings.name}</h1>
    <button type="button" class="policy-name" aria-haspopup="dialog" title=${strings.policiesTitle} @click=${events.openPolicies}><bdi>${name}</bdi><span class="caret" aria-hidden="true"></span></button>
    <nav aria-label=${strings.policies}>
      ${menu("start-menu", strings.startFrom, starters)}
      <button type="button" aria-haspopup="dialog" @click=${events.openLibrary}>${strings.library}</button>
      <button type="button" @click=${events.openFile}>${strings.openFile}</button>
      <button type="button" @click=${events.saveFile}>${strings.saveFile}</button>
      <button type="button" @click=${events.copyLink}>${strings.copyLink}</button>
      <button type="button" class="quiet icon-only" title=${strings.theme[state.theme]} aria-label=${strings.theme[state.theme]}
        @click=${() => events.theme(NEXT_THEME[state.theme])}>${themeIcon()}</button>
    </nav>
  </header>`;
}

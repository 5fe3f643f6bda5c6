// One action of the catalogue.
import { bold, dim, plain } from "./colour.mjs";
import { wordsIn } from "./words.mjs";

/** What is known of an action; `resources`: alternatives, each the templates that are checked together, or `null`. */
export function actionReport(opened, { service, name, accessLevel, accessLevelSource, requirement, notes, conditionKeys, nameOrigin, resourceOrigin }) {
  const texts = templatesOf(opened);
  const resources = requirement?.map((all) => all.map((id) => texts[id])) ?? null;
  const hints = resources === null ? opened.arnHints(service) : [];
  return { action: `${service}:${name}`, accessLevel, accessLevelSource, resources, arnHints: hints, conditionKeys, notes, nameOrigin, resourceOrigin };
}

const known = new WeakMap();

/** The texts of a catalogue's templates, fetched once. */
function templatesOf(opened) {
  if (!known.has(opened)) known.set(opened, opened.templates().map(({ text }) => text));
  return known.get(opened);
}

export function actionLines({ action, accessLevel, accessLevelSource, resources, arnHints, conditionKeys, notes, nameOrigin, resourceOrigin }, { origins }, locale) {
  const words = wordsIn(locale);
  const level = words.accessLevels[accessLevel];
  const lines = [`${bold(plain(action))}  ${accessLevelSource === "derived" ? words.levelOfVerb(level) : level}`];
  if (resources === null) {
    lines.push(`  ${words.resourcesUnpublished}`);
    if (arnHints.length > 0) lines.push(`  ${words.formatsSeenOfService}`, ...arnHints.map((hint) => `    ${plain(hint)}`));
  } else {
    lines.push(`  ${resources.length > 1 ? words.resourcesOneOf : words.resources}`);
    lines.push(...resources.map((all) => `    ${all.map(plain).join(" + ")}`));
  }
  if (conditionKeys.length > 0) lines.push(`  ${words.ownKeys(conditionKeys.map(plain).join(", "))}`);
  lines.push(...notes.map((note) => `  ${words.noteOf(plain(note))}`));
  for (const [what, id] of [["name", nameOrigin], ["resources", resourceOrigin]]) {
    const origin = origins.find((each) => each.id === id);
    if (origin) lines.push(dim(`  ${words.sourceOf[what](origin.date ? words.dated(plain(origin.words), origin.date) : plain(origin.words))}`));
  }
  return lines;
}

// What `--fix` and `--diff` say of the fixes they took, and of those they did not.
import { compare } from "ramlight";
import { plain } from "./colour.mjs";
import { diffLines } from "./diff.mjs";
import { positionsIn } from "./position.mjs";
import { wordsIn } from "./words.mjs";

/** How many actions are named that are gained or lost. */
const NAMED = 5;

/** Prints a diff of each file; and with `--changes` what its policies grant then. */
export async function printChanges(changed, { locale, changes, catalogOf }) {
  const words = wordsIn(locale);
  for (const { path, before, after } of changed) for (const line of diffLines(path, before, after)) console.log(line);
  if (changes) {
    for (const { path, fixed } of changed) {
      for (const policy of fixed) console.error(`${plain(path)}: ${plain(await effectOf(policy, { words, catalogOf }))}`);
    }
  }
  const files = changed.filter(({ isInput }) => !isInput);
  const sum = (list) => list.reduce((count, each) => count + each.count, 0);
  if (changed.length === 0) console.error(words.nothingToFix);
  if (files.length > 0) console.error(words.fixes(sum(files), files.length, changes ? "--fix --changes" : "--fix"));
  if (files.length < changed.length) console.error(words.fixesOfInput(sum(changed) - sum(files)));
}

/** What a policy grants with its fixes, as seen from before. */
async function effectOf({ name, kind, services, before, after }, { words, catalogOf }) {
  const { relation, gained, lost } = compare(before, after, { kind, catalog: await catalogOf(services) });
  const named = (list, sign) => list.slice(0, NAMED).map(({ action }) => `${sign} ${action}`).concat(list.length > NAMED ? [`${sign} …`] : []);
  const actions = [...named(gained, "+"), ...named(lost, "-")];
  const sentence = words.effect(name, words.effects[relation]);
  return actions.length === 0 ? sentence : words.list(sentence, actions.join(words.and));
}

/** Says of each fix that was not taken why, at its place in the file as it is now. */
export function tellLeft({ path, text, policies }, left, locale) {
  const words = wordsIn(locale);
  const at = positionsIn(text);
  const told = new Set();
  for (const { index, code, message, reason } of left) {
    const policy = policies[index];
    // the same may be found in several places, or several times in one
    const same = policy.findings.filter((each) => each.code === code && each.message === message);
    const finding = same.find((each) => !told.has(each));
    if (finding !== undefined) told.add(finding);
    else if (same.length > 0) continue;
    const { line, column } = at((finding ?? policy).from);
    const said = words.byHand(words[reason], finding?.help);
    console.error(words.list(`${plain(path)}:${line}:${column}: ${words.leftFix(code)}`, plain(said)));
  }
}

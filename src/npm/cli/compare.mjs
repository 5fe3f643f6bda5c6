// `ramlight compare`: what one policy grants and another does not.
import { Policy, POLICY_KINDS, compare as compareOf } from "ramlight";
import { bold, green, plain, red } from "./colour.mjs";
import { UsageError } from "./errors.mjs";
import { findingLines } from "./findings.mjs";
import { needOneInput, readPolicy } from "./input.mjs";
import { catalogFinder, servicesFor } from "./named-services.mjs";
import { readOptions } from "./options.mjs";
import { wordsIn } from "./words.mjs";

const OPTIONS = { catalog: { type: "string" }, json: { type: "boolean" }, kind: { type: "string", default: "identity" } };

export async function compare(args) {
  const { values, files } = readOptions(args, OPTIONS);
  if (files.length !== 2) throw new UsageError(`compare takes two policies, not ${files.length}`, `compare 需要两个策略，而不是 ${files.length} 个`);
  needOneInput(files);
  const { kind, locale } = values;
  if (kind !== "auto" && !POLICY_KINDS.includes(kind)) throw new UsageError(`--kind is ${POLICY_KINDS.join(", ")} or auto, not \`${kind}\``, `--kind 可以是 ${POLICY_KINDS.join("、")}、auto，不能是 \`${kind}\``);
  const catalogOf = catalogFinder(values.catalog);
  const sources = [];
  for (const file of files) sources.push(await readPolicy(file));
  const policies = sources.map(({ text }) => new Policy(text, { kind, locale }));
  const catalog = await catalogOf(servicesFor(policies));
  const comparison = compareOf(...policies, { catalog });
  const diagnostics = policies.map((policy) => policy.diagnostics());

  if (values.json) {
    console.log(JSON.stringify({ format: "ramlight-comparison/1", ...comparison }, null, 2));
  } else {
    for (const line of lines(comparison, sources, locale)) console.log(line);
    for (const [at, { path, text }] of sources.entries()) {
      for (const line of findingLines(path, diagnostics[at], text, { locale, stream: process.stderr })) console.error(line);
    }
  }
  if (comparison.relation === "undecided" || diagnostics.flat().some(isOfJson)) return 2;
  return comparison.relation === "wider" || comparison.relation === "neither" ? 1 : 0;
}

/** Codes of what is wrong with JSON as such: RAM takes nothing of such a text, however much of it can be compared. */
const OF_JSON = /^RAM1/;
const isOfJson = ({ code, severity }) => severity === "error" && OF_JSON.test(code);

function* lines({ relation, gained, lost, capped }, [a, b], locale) {
  const words = wordsIn(locale);
  yield bold(words.relations[relation](plain(a.path), plain(b.path)));
  const width = Math.max(0, ...[...gained, ...lost].map(({ action }) => action.length));
  for (const [differences, what, sign, paint] of [[gained, words.gained, "+", green], [lost, words.lost, "-", red]]) {
    if (differences.length === 0) continue;
    yield "";
    yield `${what(differences.length)}${capped ? words.notAllListed : ""}`;
    for (const { action, witness } of differences) {
      yield `  ${paint(`${sign} ${plain(action.padEnd(width))}`)}  ${plain(requestOf(witness, words))}`;
    }
  }
}

/** A request in one line; its action stands before it. */
function requestOf({ resources, principal, context }, words) {
  const parts = [words.on(resources.join(" "))];
  if (principal !== undefined) parts.push(words.by(principal));
  const keys = Object.entries(context).map(([key, values]) => `${key}=${values.map((value) => value || '""').join("|")}`);
  if (keys.length > 0) parts.push(words.with(keys.join(", ")));
  return parts.join(" ");
}

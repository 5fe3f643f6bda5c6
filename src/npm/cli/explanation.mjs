// One operation, explained in words.
import { bold, plain } from "./colour.mjs";
import { UsageError } from "./errors.mjs";
import { paintOutcome } from "./outcome.mjs";
import { positionsIn } from "./position.mjs";
import { wordsIn } from "./words.mjs";

/** The operation that `name` names, with or without its service, in any case. */
export function findOperation(info, name) {
  const wanted = name.toLowerCase();
  const found = info.operations.filter((operation) =>
    [operation.name, `${operation.service}:${operation.name}`].some((known) => known.toLowerCase() === wanted),
  );
  if (found.length === 1) return found[0];
  if (found.length === 0) throw new UsageError(`the catalogue has no operation \`${name}\``, `目录中没有操作 \`${name}\``);
  throw new UsageError(`\`${name}\` is ambiguous: ${found.map(({ service }) => `${service}:${name}`).join(", ")}`, `\`${name}\` 不明确：${found.map(({ service }) => `${service}:${name}`).join("、")}`);
}

export function printExplanation(coverage, operation, source, locale) {
  const words = wordsIn(locale);
  const { outcome, sentences, statements } = coverage.explain(operation.id);
  console.log(`${bold(`${operation.service}:${operation.name}`)}  ${words.accessLevels[operation.accessLevel]}  ${paintOutcome(outcome, locale)}`);
  for (const sentence of [...sentences, ...operation.notes.map((note) => words.noteOf(note))]) console.log(`  ${plain(sentence)}`);

  const at = positionsIn(source.text);
  const infos = coverage.statements();
  for (const { statement } of statements) {
    const { line, column } = at(infos[statement].from);
    console.log(`  ${words.statement(statement + 1)}: ${plain(source.path)}:${line}:${column}`);
  }
}

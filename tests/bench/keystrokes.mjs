import { seeded } from "./random.mjs";

const LETTERS = [..."ISDRTPCANV"];

/** So many rounds type a letter that no earlier round typed into the same pattern. */
export const KEYSTROKE_ROUNDS = LETTERS.length;

/**
 * The policy after one more keystroke, for each of its patterns in turn: one letter before the last `*`, or at the end.
 *
 * Each round types another letter, so that an answer kept from an earlier round is of no use to anyone.
 * Letters that go on to a listed name come first: `svc:Describe*` becomes `svc:DescribeI*` where there are instances.
 * A lone `*` as resource is left out: a letter there makes the document invalid.
 *
 * @param {{ services: object[] }} catalog
 * @param {string} text the policy
 * @param {number} round from 0, below {@link KEYSTROKE_ROUNDS}
 * @returns {{ element: "Action" | "Resource", before: string, after: string, text: string }[]}
 */
export function keystrokes(catalog, text, round) {
  const random = seeded(0x57_32_03);
  const policy = JSON.parse(text);
  const texts = [];
  for (const statement of policy.Statement) {
    for (const element of ["Action", "Resource"]) {
      const written = statement[element];
      const patterns = [written].flat();
      patterns.forEach((before, i) => {
        if (before === "*") return;
        const likely = element === "Action" ? random.shuffled(continuations(catalog, before)) : [];
        const letters = new Set([...likely, ...random.shuffled(LETTERS)]);
        const letter = [...letters][round];
        const after = typed(before, element === "Action" ? letter : letter.toLowerCase());
        statement[element] = Array.isArray(written) ? patterns.with(i, after) : after;
        texts.push({ element, before, after, text: JSON.stringify(policy) });
        statement[element] = written;
      });
    }
  }
  return texts;
}

function typed(pattern, letter) {
  const star = pattern.lastIndexOf("*");
  const at = star === pattern.length - 1 ? star : pattern.length;
  return pattern.slice(0, at) + letter + pattern.slice(at);
}

/** Letters that follow the literal beginning of an action pattern `code:Begin*` in the names of its services. */
function continuations(catalog, pattern) {
  const [code, name] = pattern.split(":");
  const begin = name.slice(0, -1);
  if (!name.endsWith("*") || begin.includes("*")) return [];
  const services = catalog.services.filter((service) => code === "*" || service.code === code);
  const names = services.flatMap((service) => service.operations.map((operation) => operation.name));
  return [...new Set(names.filter((other) => other.startsWith(begin) && other.length > begin.length).map((other) => other[begin.length]))];
}

// What is found about the net effect of a text with holes (RAM4xx) and holds whatever stands in them: what is found in the least
// that the policy can grant, where Allows with holes reach only what is certain and Denies with holes all that they can.
//
// Each finding is read there, so its message names no operation that a hole could take away. It holds because more grants, or
// fewer Denies, leave each of them standing:
//
// - RAM400, RAM402, RAM405, RAM407 to RAM418 and RAM421 are about operations that are granted on whatever there is. With more
//   grants another place may grant the same, or a graver finding say more: RAM408 for RAM421, `*` for RAM405.
// - RAM401 becomes RAM400 where nothing is excepted in the end, which is everything as well.
// - RAM403, RAM404 and RAM406 are about one Allow, whatever its conditions are; that a Deny of everything stands beside takes
//   RAM403 away. So an Allow whose conditions are not known stays, under one that is never met.
// - RAM419 is about any Deny, whatever it denies, and what is granted beside it. RAM420 is about the objects that one denies,
//   so the Deny has to name them without a hole.
//
// Two things are not so, and are taken as if they stood there: a statement that names a group for `AddUserToGroup` makes RAM409
// ask for groups; and one that names a further code of a service makes all findings hold in both readings of the codes. A
// statement of the same names that reaches nothing stands beside each with a hole (`naming`).
import { HOLE, hasOpenKey, isOpen, leastOf } from "./holes.js";
import { documentOf } from "./statements.js";

const NOBODY = "acs:-:-:-:-";
const NEVER = { IpAddress: { "acs:SourceIp": "192.0.2.1" }, NotIpAddress: { "acs:SourceIp": "192.0.2.1" } };
/** Members by which an Allow reaches nothing, and has no error. */
const NONE = Object.freeze({ Action: "-:-", Resource: NOBODY, Condition: NEVER });

/** `marked` are the statements with `HOLE` for each hole, and no hole is outside of them; `reread` gives the findings of another text. */
function grantFindings(text, { statements, marked, reread }) {
  if (marked.includes(undefined)) return [];
  const least = marked.map((value) => (value.Effect === "Allow" && hasOpenKey(value) ? { Effect: "Allow", ...NONE } : leastOf(value, NONE)));
  if (least.includes(undefined)) return [];
  const made = written(text, { statements, marked, least });
  const all = reread(made.text);
  const statementOf = ({ from, to }) => made.places.findIndex((place) => place.from <= from && to <= place.to);
  // a Deny with an error counts for nothing
  const isOfDeny = (index) => isOpen(marked[index]) && least[index].Effect !== "Allow";
  if (all.some((finding) => finding.severity === "error" && statementOf(finding) >= 0 && isOfDeny(statementOf(finding)))) return [];

  const placeOf = (range) => {
    const index = statementOf(range);
    if (index < 0 || isOpen(marked[index].Effect)) return undefined;
    const { from, members } = statements[index];
    const by = from - made.places[index].from;
    if (!isOpen(marked[index])) return { from: range.from + by, to: range.to + by };
    return placeAmong(members, JSON.parse(made.text.slice(range.from, range.to)));
  };
  return all.flatMap(({ cause, ...finding }) => {
    const place = /^RAM4/.test(finding.code) ? placeOf(finding) : undefined;
    if (place === undefined || (finding.code === "RAM420" && hasOpenObjects(marked[statementOf(finding)]))) return [];
    const causedAt = cause && placeOf(cause);
    return [{ ...finding, ...place, ...(causedAt ? { cause: { ...cause, ...causedAt } } : {}) }];
  });
}

/** The text with other statements in the place of those with holes, and the places of all in it. */
function written(text, { statements, marked, least }) {
  const isList = Array.isArray(documentOf(text)?.Statement);
  const places = [];
  let made = "";
  let at = 0;
  for (const [index, { from, to }] of statements.entries()) {
    made += text.slice(at, from);
    const isMade = isOpen(marked[index]);
    if (!isList) made += "[";
    const own = isMade ? JSON.stringify(least[index]) : text.slice(from, to);
    places.push({ from: made.length, to: made.length + own.length });
    made += own + (isMade ? `,${JSON.stringify(naming(marked[index]))}` : "") + (isList ? "" : "]");
    at = to;
  }
  return { text: made + text.slice(at), places };
}

/** Action patterns of which some match one of two codes of a service and not the other, whichever they are. */
const OF_SOME_CODE = [..."abcdefghijklmnopqrstuvwxyz0123456789"].flatMap((letter) => [`${letter}*:*`, `*${letter}:*`]);

/** An Allow of nothing that names the services that a statement can name, and a group if that can. */
function naming(statement) {
  const { Action, NotAction, Resource, NotResource } = statement;
  const isUnbound = NotAction !== undefined || hasOpenKey(statement);
  const actions = isUnbound ? OF_SOME_CODE : [Action].flat().flatMap((pattern) => {
    const [service, ...name] = String(pattern).split(":");
    if (!isOpen(pattern)) return [pattern];
    return isOpen(service) || name.length === 0 ? OF_SOME_CODE : [`${service}:*`];
  });
  const resources = JSON.stringify([Resource, NotResource]);
  return { Effect: "Allow", Action: actions, Resource: [":group/", HOLE].some((part) => resources.includes(part)) ? "acs:ram:*:*:group/-" : NOBODY };
}

/** Where a statement has the name of an element, or else an action pattern. */
function placeAmong(members, said) {
  const bare = (key) => key.replace(/^Not/, "");
  const element = members.find(([key]) => bare(key) === bare(said));
  // a name that is written with escapes is not looked for
  if (element !== undefined) return { from: element[1], to: element[1] + element[0].length + 2 };
  const actions = members.find(([key]) => key === "Action")?.[2];
  const pattern = (actions?.items ?? [actions]).find((node) => node?.kind === "string" && node.text === said);
  return pattern && { from: pattern.from, to: pattern.to };
}

/** Whether it is not known which objects a Deny is about. */
function hasOpenObjects(statement) {
  return ["Action", "NotAction", "Resource", "NotResource"].some((name) => isOpen(statement[name])) || hasOpenKey(statement);
}

export { grantFindings };

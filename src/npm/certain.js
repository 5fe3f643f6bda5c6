// The findings of a text with holes that hold whatever stands in them.
//
// A finding about one string holds if that has no hole. What is found by holding parts of a policy against each other holds if
// all these parts have none, whatever stands elsewhere:
//
// - RAM512, RAM513, RAM517, RAM518 are about the conditions of a statement, and say what its effect makes of them.
// - RAM601 and RAM602 are about one list of patterns, RAM603 about the values of one condition. A pattern within the others of
//   its list adds nothing to them, be the list what is meant or what is excepted, and whatever else the statement says.
// - RAM600, RAM604 and RAM605: what a statement matches, or what it does by one pattern, others of the same effect match. One
//   statement more, or one that matches more, takes nothing from what these match; so it may be gone whatever the others say.
// - RAM606 and RAM607: the Denies of the policy leave nothing of an Allow, or of one of its actions. One Deny more takes from it,
//   and never gives; another Allow grants by itself and not by this one.
//
// What is said of several statements by RAM6xx is what is found where those with holes say nothing. Of two that could both be gone
// another one may be told once the holes are filled; that this one can go is true all the same.
//
// Some findings are of one string and still hang on others:
//
// - RAM506, RAM510 and RAM511 ask of all actions of the statement whether they carry a key, RAM507 to RAM509 of one. Values do
//   not count, but for `acs:SourceVpc`: where they begin with `vpc-*`, RAM510 and RAM511 are not said.
// - RAM516 is not said where a condition anywhere in the policy asks for the opposite.
// - RAM520 to RAM522 are not said of a statement that asks for a VPC. RAM523 needs one besides, and that is its only reason.
// - RAM514 and RAM515 are about one value, or all of one list that are addresses or dates; a value with a hole is neither, and
//   then nothing is said. RAM524 needs a key and an action besides that stand there.
//
// RAM4xx is about the net effect, reasoned in `certain-grants.js`.
import { grantFindings } from "./certain-grants.js";
import { holesIn, isOpen, markedIn } from "./holes.js";

const OF_CONDITIONS = /^RAM51[2378]$/;
const OF_STATEMENTS = /^RAM60[04-7]$/;
const OF_NET_EFFECT = /^RAM4/;
const OF_KEYS = /^RAM5(0[6-9]|1[01]|2[0-3])$/;
const OF_ALL_ACTIONS = /^RAM5(06|10|11)$/;
const OF_ABSENCE = /^RAM51[01]$/;
/** Within one element: the members of a statement that it is about. */
const MEMBERS = Object.freeze({ RAM601: ["Action", "NotAction"], RAM602: ["Resource", "NotResource"], RAM603: ["Condition"] });

/** A statement that matches nothing and has no error, but for the brace that closes it. */
const NOTHING = '{"Effect":"Allow","Action":[],"Resource":[]';

/** `findings` are those of the text as it stands, `reread` gives those of another one. */
function certainFindings(findings, { text, holes, statements, reread }) {
  if (holes.length === 0) return findings;
  const marked = new Map(statements.map((statement) => [statement, markedIn(text, statement, holes)]));
  const members = ({ code }) => (OF_CONDITIONS.test(code) ? ["Effect", "Condition"] : MEMBERS[code]);
  const all = [...marked.values()];
  const isTold = (finding) => {
    const { code } = finding;
    if (OF_STATEMENTS.test(code) || OF_NET_EFFECT.test(code)) return false;
    const statement = marked.get(statements.find(({ from, to }) => from <= finding.from && finding.to <= to));
    const about = members(finding);
    if (about !== undefined) return areKnown(statement, about);
    if (!isOfKnownString(finding, text, holes)) return false;
    if (OF_KEYS.test(code)) return areKeysKnown(statement, code);
    return code !== "RAM516" || (areAllWithin(holes, statements) && areKnown(statement, ["Effect"]) && all.every((each) => areKnown(each, ["Condition"])));
  };
  const told = findings.filter(isTold);
  const granted = areAllWithin(holes, statements) ? grantFindings(text, { statements, marked: all, reread }) : [];
  const between = betweenStatements(text, { holes, statements, reread });
  return [...told, ...granted, ...between].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** What is found of several statements where those with holes say nothing. */
function betweenStatements(text, { holes, statements, reread }) {
  const whole = markedIn(text, { from: 0, to: text.length }, holes);
  if (whole === undefined || Object.keys(whole).some(isOpen) || statements.length < 2) return [];
  const silenced = statements.filter((statement) => holesIn(statement, holes).length > 0);
  return reread(silenced.reduce(silence, text)).filter(({ code }) => OF_STATEMENTS.test(code));
}

/** Whether no string that a finding is of has a hole. */
function isOfKnownString({ from, to }, text, holes) {
  return !holes.some((hole) => {
    const start = text.lastIndexOf('"', hole.from);
    const end = text.indexOf('"', hole.to);
    return start <= from && to <= (end < 0 ? text.length : end + 1);
  });
}

/** Whether some members of a statement have no hole, and no hole can become one of them. */
function areKnown(statement, names) {
  return statement !== undefined && !Object.keys(statement).some(isOpen) && !names.some((name) => isOpen(statement[name]));
}

/** Whether all that counts for a finding about the keys of a condition is known. */
function areKeysKnown(statement, code) {
  if (!areKnown(statement, ["Effect", ...(OF_ALL_ACTIONS.test(code) ? ["Action", "NotAction"] : [])])) return false;
  const { Condition = {} } = statement;
  if (typeof Condition !== "object" || Condition === null) return false;
  return Object.entries(Condition).every(([operator, keys]) => {
    const isPlain = !isOpen(operator) && typeof keys === "object" && keys !== null && !Object.keys(keys).some(isOpen);
    return isPlain && !(OF_ABSENCE.test(code) && isOpen(keys["acs:SourceVpc"]));
  });
}

/** Whether all holes are within statements. */
function areAllWithin(holes, statements) {
  return holes.every((hole) => statements.some((statement) => holesIn(statement, [hole]).length > 0));
}

/** The text with a statement that says nothing in the place of another, and the same brackets: fixes cut between statements. */
function silence(text, { from, to }) {
  const inside = to - from - 1;
  return `${text.slice(0, from)}${(NOTHING.length <= inside ? NOTHING : "{").padEnd(inside)}}${text.slice(to)}`;
}

export { certainFindings };

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
// The others are told by what they hang on (`certain-codes.js`); RAM4xx is about the net effect (`certain-grants.js`).
import { isCertain } from "./certain-codes.js";
import { grantFindings } from "./certain-grants.js";
import { placesOf } from "./hole-places.js";
import { areAllWithin, hasOpenKey, holesIn, markedIn } from "./holes.js";

const OF_STATEMENTS = /^RAM60[04-7]$/;
const OF_NET_EFFECT = /^RAM4/;

/** A statement that matches nothing and has no error, but for the brace that closes it. */
const NOTHING = '{"Effect":"Allow","Action":[],"Resource":[]';

/** `findings` are those of the text as it stands, `reread` gives those of another one. */
function certainFindings(findings, { text, holes, statements, reread }) {
  if (holes.length === 0) return findings;
  const marked = statements.map((statement) => markedIn(text, statement, holes));
  const about = { marked, whole: markedIn(text, { from: 0, to: text.length }, holes), places: placesOf(text, holes) };
  const isWithin = areAllWithin(holes, statements);
  const isTold = (finding) => {
    if (OF_STATEMENTS.test(finding.code) || OF_NET_EFFECT.test(finding.code)) return false;
    const own = marked[statements.findIndex(({ from, to }) => from <= finding.from && finding.to <= to)];
    const isCounted = () => reread(withoutHoles(text, holes)).some(({ code }) => code === finding.code);
    return isCertain(finding, { ...about, own, areAllWithin: isWithin, isCounted });
  };
  const told = findings.filter(isTold);
  const granted = isWithin ? grantFindings(text, { statements, marked, reread }) : [];
  const between = betweenStatements(text, { whole: about.whole, holes, statements, reread });
  return [...told, ...granted, ...between].map((finding) => withSafeFix(finding, about)).sort((a, b) => a.from - b.from || b.to - a.to);
}

/** What is found of several statements where those with holes say nothing. */
function betweenStatements(text, { whole, holes, statements, reread }) {
  const isCut = ({ from, to }) => statements.some((statement) => (from < statement.from && statement.from < to) || (from < statement.to && statement.to < to));
  if (whole === undefined || hasOpenKey(whole) || statements.length < 2 || holes.some(isCut)) return [];
  const silenced = statements.filter((statement) => holesIn(statement, holes).length > 0);
  return reread(silenced.reduce(silence, text)).filter(({ code }) => OF_STATEMENTS.test(code));
}

/** The text with a statement that says nothing in the place of another, and the same brackets: fixes cut between statements. */
function silence(text, { from, to }) {
  const inside = to - from - 1;
  return `${text.slice(0, from)}${(NOTHING.length <= inside ? NOTHING : "{").padEnd(inside)}}${text.slice(to)}`;
}

/** The text as short as it can become. */
function withoutHoles(text, holes) {
  return holes.reduceRight((whole, { from, to }) => whole.slice(0, from) + whole.slice(to), text);
}

/** A finding without its fix, if that writes over what is not known. */
function withSafeFix(finding, { places }) {
  const isOver = (edit) => places.some(({ from, to }) => edit.from < to && from < edit.to);
  if (!finding.fix?.edits.some(isOver)) return finding;
  const { fix, ...rest } = finding;
  return rest;
}

export { certainFindings };

// Where the statements of a policy's text stand, and one as a document of its own.

const EVERYTHING = Object.freeze({ Effect: "Allow", Action: "*", Resource: "*" });

/** The statements of a text, `[{ from, to, value, members }]` with the members as nodes; none where its JSON is broken. */
function statementsIn(engine, text) {
  // what some editors put before a text is as good as a blank
  const { root, problems } = engine.readJson(text.replace(/^\ufeff/, " "));
  if (problems.length > 0 || root?.kind !== "object") return [];
  const list = root.members.find(([key]) => key === "Statement")?.[2];
  const items = list?.kind === "list" ? list.items : list?.kind === "object" ? [list] : [];
  return items
    .filter(({ kind }) => kind === "object")
    .map(({ from, to, members }) => ({ from, to, value: JSON.parse(text.slice(from, to)), members }));
}

/** The document of a text; `undefined` where its JSON is broken, or is no object. */
function documentOf(text) {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Findings about what a statement grants in the end, the Denies beside it standing. */
const OF_NET_EFFECT = /^RAM4/;

/**
 * A function that gives what a finding of a text is about: the statement that it is in, with the Denies of the policy where it
 * is about the net effect, or else the document; `undefined` while the JSON is broken.
 */
function grantsOf(engine, text) {
  const statements = statementsIn(engine, text);
  const denies = statements.map(({ value }) => value).filter(({ Effect }) => Effect === "Deny");
  const document = documentOf(text);
  // the same value for all findings of a statement
  const withDenies = new Map(statements.map(({ value }) => [value, { Version: "1", Statement: [value, ...denies] }]));
  return ({ code, from, to }) => {
    const statement = statements.find((each) => each.from <= from && to <= each.to)?.value;
    if (statement === undefined) return document;
    return OF_NET_EFFECT.test(code) && denies.length > 0 && statement.Effect === "Allow" ? withDenies.get(statement) : statement;
  };
}

function statementList({ Statement }) {
  return Array.isArray(Statement) ? Statement : [Statement];
}

/**
 * What a suppression keeps, a statement or a whole document, as documents that can be compared. A Deny grants nothing by
 * itself, so Denies alone are held against each other under an Allow of everything: to deny less is to grant more.
 */
function comparable(...granted) {
  const lists = granted.map((each) => (Object.hasOwn(each, "Statement") ? statementList(each) : [each]));
  const grants = lists.flat().some((statement) => statement?.Effect !== "Deny");
  return lists.map((statements) => ({ Version: "1", Statement: grants ? statements : [EVERYTHING, ...statements] }));
}

/** Whether two JSON values are equal but for the order of the members of objects. */
function isEqual(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}

export { EVERYTHING, comparable, documentOf, grantsOf, isEqual, statementList, statementsIn };

// What is typed at a place, and the text that an option puts there, up to the closing quote.

/** What can go on behind the cursor in a string that is not closed yet: the rest of it may be other JSON. */
const GOES_ON = /^[^\s",{}[\]]*/;
/** The same of a name: a colon with nothing of a name behind it is that of its value. */
const NAME_GOES_ON = /^(?:[^\s",:{}[\]]|:(?=[^\s",:{}[\]]))*/;

/**
 * What stands before and behind the cursor in the string at a place, and the range that an option replaces. Of a text with
 * escapes, or without quotes, the parts are not replaced by themselves.
 */
export function typedAt(place, position) {
  const { text, from, to, end, quoted, isName } = place;
  const isPlain = text.length === to - from;
  const at = isPlain ? Math.min(Math.max(position - from, 0), text.length) : text.length;
  const isClosed = end > to;
  const rest = text.slice(at);
  const after = isClosed ? rest : rest.match(isName ? NAME_GOES_ON : GOES_ON)[0];
  const last = isPlain ? from + at + after.length : to;
  // what is not closed can have more behind what goes on
  const next = (isClosed ? "" : rest.slice(after.length).trimStart()[0]) || place.next;
  return { before: text.slice(0, at), after, from, to: isClosed ? end : last, next, quoted, splits: isPlain && quoted };
}

/** The part of it behind its first `length` characters. */
export const behind = (typed, length) => ({ ...typed, before: typed.before.slice(length), from: typed.from + length });

/** A place of an option's text where something is to be typed; `text` stands there until then. */
export const field = (name, text) => ({ name, text });

/** The text of parts: strings that are escaped, `{ raw }` as it is, and fields. */
function joined(parts) {
  let insert = "";
  const fields = [];
  for (const part of parts) {
    const text = part.raw ?? JSON.stringify(part.text ?? part).slice(1, -1);
    if (part.name !== undefined) fields.push({ from: insert.length, to: insert.length + text.length, name: part.name });
    insert += text;
  }
  return { insert, fields };
}

/** An option's text and fields; the last field is where the cursor ends. */
export function written(parts) {
  const { insert, fields } = joined(parts);
  if (fields.length === 0) return { insert };
  if (fields.at(-1).name !== "") fields.push({ from: insert.length, to: insert.length, name: "" });
  return { insert, fields };
}

/** A comma where another value, or a member, follows without one. */
export const separator = ({ next }) => (/^[^,:\]}]/.test(next ?? "") ? [{ raw: "," }] : []);

/** A string of these parts; the cursor ends behind it. */
export const asString = (typed, ...parts) => written([...(typed.quoted ? [] : [{ raw: '"' }]), ...parts, { raw: '"' }, ...separator(typed)]);

/** The beginning of a string that is to be typed on: the cursor stays in it. */
export const begun = (typed, text, rest = "") => asString(typed, text, field("", ""), rest);

/** A member with the text of its value, or the name alone where a colon follows. */
export function asMember(typed, name, ...value) {
  const opening = typed.quoted ? [] : [{ raw: '"' }];
  if (typed.next === ":") return written([...opening, ...[name].flat(), { raw: '"' }]);
  return written([...opening, ...[name].flat(), { raw: '": ' }, ...value, ...separator(typed)]);
}

export const raw = (text) => ({ raw: text });
/** An empty place of an option's text where the cursor ends. */
export const cursor = field("", "");

// One change to what wasm-bindgen generates.

const EACH_CHARACTER = "for (; offset < len; offset++) {";
/** From this length on `encodeInto` is quicker than a loop over the characters; for a policy ten times. */
const LONG = 64;

/** The generated module, in which a long string goes to `TextEncoder.encodeInto` at once. */
export function withQuickStrings(glue) {
  if (glue.split(EACH_CHARACTER).length !== 2) throw new Error("wasm-bindgen passes strings in another way now: see glue.mjs");
  return glue.replace(EACH_CHARACTER, `for (; len < ${LONG} && offset < len; offset++) {`);
}

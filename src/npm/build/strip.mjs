// Drops the custom sections `name` and `producers` of a WebAssembly module: debug names and tool versions, a quarter
// of its bytes. `target_features` stays, because tools read it. (wasm-pack has no option for this.)

const DROPPED = new Set(["name", "producers"]);
const HEADER = 8;

/** @param {Uint8Array} module @returns {Uint8Array} */
export function strip(module) {
  const kept = [module.subarray(0, HEADER)];
  for (let at = HEADER; at < module.length; ) {
    const start = at;
    const id = module[at];
    const size = readLength(module, at + 1);
    at = size.end + size.value;
    if (at > module.length) throw new Error("the WebAssembly module is cut off");
    if (id === 0 && DROPPED.has(sectionName(module, size.end))) continue;
    kept.push(module.subarray(start, at));
  }
  return Buffer.concat(kept);
}

function sectionName(bytes, at) {
  const { value, end } = readLength(bytes, at);
  return new TextDecoder().decode(bytes.subarray(end, end + value));
}

/** Unsigned LEB128, as WebAssembly writes lengths. */
function readLength(bytes, at) {
  let value = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * shift;
    if (byte < 0x80) return { value, end: at };
  }
}

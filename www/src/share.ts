/** A policy in the fragment of a link: compressed, never sent to a server. */

/** A link's text longer than this is not opened: a small fragment can unpack to anything. */
const LONGEST = 2_000_000;
const KEY = "policy=";

export async function linkTo(text: string): Promise<string> {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text), Number.POSITIVE_INFINITY);
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  const code = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${location.href.split("#")[0]}#${KEY}${code}`;
}

/** The policy in a fragment; `null`: there is none. Throws if there is one that cannot be read. */
export async function textOfFragment(fragment: string): Promise<string | null> {
  if (!fragment.startsWith(`#${KEY}`)) return null;
  const code = fragment.slice(KEY.length + 1).replaceAll("-", "+").replaceAll("_", "/");
  const packed = Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
  const bytes = await through(new DecompressionStream("deflate-raw"), packed, LONGEST);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

async function through(
  transform: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>, limit: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new Error("too long");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A policy in the fragment of a link: compressed, never sent to a server; with its kind. */
import type { KindOption } from "./engine/protocol.ts";
import { KIND_OPTIONS } from "./policies.ts";

/** A link's text longer than this is not opened: a small fragment can unpack to anything. */
const LONGEST = 2_000_000;

export async function linkTo(text: string, kind: KindOption): Promise<string> {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text), Number.POSITIVE_INFINITY);
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  const code = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${location.href.split("#")[0]}#${new URLSearchParams({ policy: code, kind })}`;
}

/** The policy in a fragment; `null`: there is none. Links once said no kind. Throws if there is a policy that cannot be read. */
export async function policyOfFragment(fragment: string): Promise<{ text: string; kind: KindOption } | null> {
  const said = new URLSearchParams(fragment.slice(1));
  const code = said.get("policy");
  if (code === null) return null;
  const kind = KIND_OPTIONS.find((option) => option === said.get("kind")) ?? "identity";
  const packed = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  const bytes = await through(new DecompressionStream("deflate-raw"), packed, LONGEST);
  return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), kind };
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

/** The file of the whole cloud, from beside the page. */
import address from "ramlight/catalog/cloud.txt?url";

/** So long nothing may come before the fetch is given up. */
const PATIENCE_MS = 30_000;

/** An answer of the server that is no file. */
class NoFile extends Error {}

/** An answer with something else, as the page of a sign-in. */
class OtherFile extends Error {}

/** What every catalogue of the cloud begins with, of whatever version. */
const BEGINNING = "ramlight-cloud";

/** Its bytes as they came, sound or not: the engine reads them. `again`: those of before were of no use. */
export async function fetchCloud(again: boolean): Promise<ArrayBuffer> {
  // What the browser has kept of it may be what could not be used.
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), cache: again ? "reload" : "default" });
  if (!response.ok) throw new NoFile(`${response.status} ${response.statusText}`.trim());
  const bytes = await response.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, BEGINNING.length)) !== BEGINNING) throw new OtherFile();
  return bytes;
}

/** `faulty`: it came, and the engine says what is wrong with it. */
export type Failure = { kind: "status" | "faulty"; detail: string } | { kind: "other" } | { kind: "late" } | { kind: "offline" };

/** Why it did not come. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NoFile) return { kind: "status", detail: error.message };
  if (error instanceof OtherFile) return { kind: "other" };
  return error instanceof DOMException && error.name === "TimeoutError" ? { kind: "late" } : { kind: "offline" };
}

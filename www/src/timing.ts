/**
 * How long the page takes, as measures of the browser's own timeline (`performance.getEntriesByName`, the profiler):
 *
 * - `ramlight:keystroke`: from the key that changed the text until what it grants is painted
 * - `ramlight:list`: from the key that changed the text until the list of what could be typed is painted
 * - `ramlight:rows`: which operations are shown, and in which groups
 * - `ramlight:catalogue`: from asking for another catalogue until its operations are drawn
 *
 * They are taken by `tests/bench/page.mjs`; nothing on the page hangs on them.
 */
const KEPT = 1_000;
const taken = new Map<string, number>();
const begun = new Map<string, number>();
let pressed: number | null = null;
/** when the text began to change last */
let changed = 0;

addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true, passive: true });

/** The text changed, by the last key if it was one. */
export function textChanged(revision: number): void {
  changed = pressed ?? performance.now();
  begun.set(`keystroke ${revision}`, changed);
  pressed = null;
}

/** The answer about a revision is in the frame that is being made. Those of before were overtaken. */
export function drawn(revision: number): void {
  const start = begun.get(`keystroke ${revision}`);
  for (const name of begun.keys()) if (name.startsWith("keystroke ") && Number(name.slice("keystroke ".length)) <= revision) begun.delete(name);
  if (start !== undefined) afterFrame(() => measure("keystroke", start));
}

/** A list is asked for, because the text changed; the answer is to be called as it is about to be drawn. */
export function listAsked(): () => void {
  const start = changed;
  return () => onceDrawn(() => measure("list", start));
}

export function catalogueAsked(): void {
  begun.set("catalogue", performance.now());
}

export function catalogueShown(): void {
  const start = begun.get("catalogue");
  begun.delete("catalogue");
  if (start !== undefined) onceDrawn(() => measure("catalogue", start));
}

/** Measures a piece of work of the page itself. */
export function timed<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  measure(name, start);
  return result;
}

function measure(name: string, start: number): void {
  // A long session does not gather entries without end.
  const count = taken.get(name) ?? 0;
  if (count >= KEPT) performance.clearMeasures(`ramlight:${name}`);
  taken.set(name, count >= KEPT ? 1 : count + 1);
  performance.measure(`ramlight:${name}`, { start, end: performance.now() });
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

let isMakingFrame = false;

/** A frame is being made; what is done from now on until it is painted is drawn with it. */
export function frameBegun(): void {
  isMakingFrame = true;
  afterFrame(() => { isMakingFrame = false; });
}

/** With the frame that is being made, or the next. */
function onceDrawn(then: () => void): void {
  if (isMakingFrame) afterFrame(then);
  else requestAnimationFrame(() => afterFrame(then));
}

/** A message that is sent while a frame is made arrives when it is painted. */
function afterFrame(then: () => void): void {
  waiting.push(then);
  channel.port2.postMessage(null);
}

/** What the fix of a finding does to the text. */
import type { Diagnostic } from "ramlight";
import type { Effect, Finding } from "./protocol.ts";

export const withEffect = (diagnostic: Diagnostic, text: string): Finding => ({ ...diagnostic, does: effectOf(diagnostic, text) });

function effectOf({ fix }: Diagnostic, text: string): Effect | null {
  const [edit] = fix?.edits ?? [];
  return edit ? { from: text.slice(edit.from, edit.to), to: edit.insert, edits: fix?.edits.length ?? 0 } : null;
}

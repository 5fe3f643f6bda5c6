// What ends the command with exit code 2 and a sentence, not a stack; in the language that the call asks for.
import { argv } from "node:process";

/** The language of the call, wherever in it that stands: also of one that can't be read. */
const isChinese = argv.some((option, at) => option === "--locale=zh" || (option === "zh" && argv[at - 1] === "--locale"));

/** A sentence in the language of the call. */
export const said = (english, chinese) => (isChinese ? chinese : english);

/** The command could not do its work: a file that can't be read, a catalogue that can't be used. */
export class CannotRun extends Error {
  expected = true;

  constructor(english, chinese) {
    super(said(english, chinese));
  }
}

/** The command was called wrongly: the message is followed by where to find help. */
export class UsageError extends CannotRun {}

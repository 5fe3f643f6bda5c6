// What ends the command with exit code 2 and a sentence, not a stack.

/** The command could not do its work: a file that can't be read, a catalogue that can't be used. */
export class CannotRun extends Error {
  expected = true;
}

/** The command was called wrongly: the message is followed by where to find help. */
export class UsageError extends CannotRun {}

// Colour on a terminal only, and text that can't steer the terminal.
import { styleText } from "node:util";

/** Whether a stream takes colours. FORCE_COLOR decides where it is set, then NO_COLOR, then what the stream is. */
function isColoured(stream) {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return Boolean(stream.isTTY) && !NO_COLOR && TERM !== "dumb";
}

function painter(format) {
  // the stream is checked here, because Node.js 20.12 does not check it
  return (text, stream = process.stdout) => (isColoured(stream) ? styleText(format, text, { validateStream: false }) : text);
}

export const bold = painter("bold");
export const dim = painter("dim");
export const red = painter("red");
export const green = painter("green");
export const yellow = painter("yellow");
export const blue = painter("blue");
export const cyan = painter("cyan");

/** Text of a user's with its control characters made visible, and those that turn or break a line. */
export function plain(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

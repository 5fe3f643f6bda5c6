// Colour on a terminal only, and text that can't steer the terminal.
import { styleText } from "node:util";

function painter(format) {
  return (text, stream = process.stdout) => {
    const coloured = stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
    // the stream is checked here, because Node.js 20.12 does not check it
    return coloured ? styleText(format, text, { validateStream: false }) : text;
  };
}

export const bold = painter("bold");
export const dim = painter("dim");
export const red = painter("red");
export const green = painter("green");
export const yellow = painter("yellow");
export const cyan = painter("cyan");

/** Text of a user's with its control characters made visible. */
export function plain(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

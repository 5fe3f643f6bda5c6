// Columns of a terminal.
import stringWidth from "string-width";

/** How many columns a terminal takes for a text. */
export function widthOf(text) {
  return stringWidth(text);
}

/** A text filled with blanks to a number of columns. */
export function padTo(text, width) {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

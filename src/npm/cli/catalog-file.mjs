// `--catalog FILE`: a catalogue of one's own.
import { Catalog, CatalogFileError } from "ramlight";
import { CannotRun } from "./errors.mjs";
import { readText } from "./input.mjs";

/** The catalogue of a file, or the built-in one. */
export function openCatalog(file) {
  if (file === undefined) return Catalog.builtin();
  try {
    return Catalog.fromJSON(readText(file), file);
  } catch (error) {
    throw error instanceof CatalogFileError ? new CannotRun(`can't use this catalogue\n${error.message}`) : error;
  }
}

/** The catalogue's operations by what a person types. */
import type { CatalogInfo, OperationInfo } from "ramlight";

interface Index {
  names: { name: string; lower: string }[];
  byName: Map<string, OperationInfo>;
  /** by the name without its service; `null` where several have it */
  byShortName: Map<string, OperationInfo | null>;
}

/** Made once a catalogue: it may have 25,000 operations, and is asked on every keystroke. */
const indices = new WeakMap<CatalogInfo, Index>();

function indexOf(catalog: CatalogInfo): Index {
  const known = indices.get(catalog);
  if (known) return known;
  const index: Index = { names: [], byName: new Map(), byShortName: new Map() };
  for (const operation of catalog.operations) {
    const name = `${operation.service}:${operation.name}`;
    const lower = name.toLowerCase();
    const short = operation.name.toLowerCase();
    index.names.push({ name, lower });
    index.byName.set(lower, operation);
    index.byShortName.set(short, index.byShortName.has(short) ? null : operation);
  }
  indices.set(catalog, index);
  return index;
}

/** The operation that an action names, without regard to case; its name alone will do where no other has it. */
export function operationNamed(catalog: CatalogInfo | null, action: string): OperationInfo | null {
  if (!catalog) return null;
  const { byName, byShortName } = indexOf(catalog);
  const wanted = action.trim().toLowerCase();
  return byName.get(wanted) ?? byShortName.get(wanted) ?? null;
}

/** At most so many names that hold what is typed. */
export function namesWith(catalog: CatalogInfo | null, typed: string, most: number): string[] {
  const found: string[] = [];
  if (!catalog) return found;
  const wanted = typed.trim().toLowerCase();
  for (const { name, lower } of indexOf(catalog).names) {
    if (!lower.includes(wanted)) continue;
    found.push(name);
    if (found.length === most) break;
  }
  return found;
}

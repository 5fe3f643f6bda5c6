/** The catalogue that both workers are told to use. */
import { Catalog, CatalogFileError, type CatalogError } from "ramlight";
import type { CatalogAsk, Portion } from "./protocol.ts";

/** A file that cannot be used: the person's own, or that of the cloud. */
export class FaultyCatalog extends Error {
  constructor(readonly of: "own" | "cloud", readonly errors: CatalogError[]) {
    super(errors.map(({ reason }) => reason).join("; "));
  }
}

/** Services of the cloud, with the person's own catalogue over them, or the embedded one; and the codes of the latter. */
export async function catalogueOf({ serial, file, cloud, services }: CatalogAsk, portions = new Portions()): Promise<{ catalog: Catalog; own: string[] }> {
  const over = file ? readOwn(file) : Catalog.builtin();
  const own = over.services().flatMap(({ code, aliases }) => [code, ...aliases].map((name) => name.toLowerCase()));
  if (!cloud) return { catalog: over, own };
  try {
    const under = (services === "all" ? portions.takeAll(serial) : null) ?? await load(cloud, services);
    const catalog = under.extended(over);
    under.free();
    return { catalog, own };
  } finally {
    over.free();
  }
}

/** What is loaded of the cloud, a portion at a time, while other questions are answered in between. */
export class Portions {
  private serial = 0;
  private sofar: Catalog | null = null;

  async add({ serial, cloud, services }: Portion): Promise<void> {
    if (serial !== this.serial) this.forget();
    this.serial = serial;
    const portion = await load(cloud, services);
    const before = this.sofar;
    this.sofar = before?.extended(portion) ?? portion;
    if (!before) return;
    before.free();
    portion.free();
  }

  /** All services, if their portions are all here; they are the caller's then. */
  takeAll(serial: number): Catalog | null {
    const all = serial === this.serial && this.sofar?.services().every(({ loaded }) => loaded) ? this.sofar : null;
    if (all) this.sofar = null;
    else this.forget();
    return all;
  }

  private forget(): void {
    this.sofar?.free();
    this.sofar = null;
  }
}

function load(cloud: ArrayBuffer, services: CatalogAsk["services"]): Promise<Catalog> {
  return Catalog.load(services === "all" ? "all" : [...services], { from: new Response(cloud) }).catch((error: unknown) => { throw faulty("cloud", error); });
}

function readOwn({ file, text }: NonNullable<CatalogAsk["file"]>): Catalog {
  try {
    return Catalog.fromJSON(text, file);
  } catch (error) {
    throw faulty("own", error);
  }
}

const faulty = (of: FaultyCatalog["of"], error: unknown) => error instanceof CatalogFileError ? new FaultyCatalog(of, [...error.errors]) : error;

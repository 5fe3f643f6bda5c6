/** The catalogue that both workers are told to use. */
import { Catalog, CatalogFileError, type CatalogError } from "ramlight";
import type { CatalogAsk } from "./protocol.ts";

/** A file that cannot be used: the person's own, or that of the cloud. */
export class FaultyCatalog extends Error {
  constructor(readonly of: "own" | "cloud", readonly errors: CatalogError[]) {
    super(errors.map(({ reason }) => reason).join("; "));
  }
}

/** Services of the cloud, with the person's own catalogue over them, or the embedded one; and the codes of the latter. */
export async function catalogueOf({ file, cloud, services }: CatalogAsk): Promise<{ catalog: Catalog; own: string[] }> {
  const over = file ? read("own", () => Catalog.fromJSON(file.text, file.file)) : Catalog.builtin();
  const own = over.services().flatMap(({ code, aliases }) => [code, ...aliases].map((name) => name.toLowerCase()));
  if (!cloud) return { catalog: over, own };
  const under = await Catalog.load(services === "all" ? "all" : [...services], { from: new Response(cloud) }).catch((error: unknown) => {
    over.free();
    throw faulty("cloud", error);
  });
  const catalog = under.extended(over);
  under.free();
  over.free();
  return { catalog, own };
}

function read(of: "own", make: () => Catalog): Catalog {
  try {
    return make();
  } catch (error) {
    throw faulty(of, error);
  }
}

const faulty = (of: FaultyCatalog["of"], error: unknown) => error instanceof CatalogFileError ? new FaultyCatalog(of, [...error.errors]) : error;

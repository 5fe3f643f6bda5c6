// The catalogue that a policy is held against: that of the services it names, unless a file is given in its place. Of API
// Gateway what is built in, where that is enough.
import { builtin, loadCloud, openCatalog } from "./open-catalog.mjs";

/** How many catalogues are kept, of about 200 kB each: folders have many policies of a few services. */
const KEPT = 256;

/** The services that policies, or rules, name and that are to be loaded for them. */
export const servicesFor = (policies) => policies.flatMap((policy) => policy.services(builtin()));

/**
 * A function that gives the catalogue for services that are to be loaded, by their codes; `file` is the one for all of
 * them. The catalogue is good until the function is called again.
 */
export function catalogFinder(file) {
  if (file !== undefined) {
    const opened = openCatalog(file);
    return async () => opened;
  }
  const kept = new Map();
  return async (services) => {
    const codes = [...new Set(services)].sort();
    const key = codes.join(" ");
    const found = kept.get(key) ?? (await withBuiltin(codes));
    // the one that was asked for last stands last
    kept.delete(key);
    kept.set(key, found);
    if (kept.size > KEPT) {
      const [oldest] = kept.keys();
      kept.get(oldest).free();
      kept.delete(oldest);
    }
    return found;
  };
}

async function withBuiltin(codes) {
  const cloud = await loadCloud(codes);
  try {
    return cloud.extended(builtin());
  } finally {
    cloud.free();
  }
}

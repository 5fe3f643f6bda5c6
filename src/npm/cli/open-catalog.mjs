// Opens catalogues: the embedded one, files, and the whole cloud.
import { Catalog, CatalogFileError } from "ramlight";
import { CannotRun, UsageError } from "./errors.mjs";
import { readText, reasonOf } from "./input.mjs";

let made;
/** The built-in catalogue, API Gateway. */
export const builtin = () => (made ??= Catalog.builtin());

/** The catalogue of a file, of either format. */
export function openCatalog(file) {
  const text = readText(file);
  try {
    return Catalog.fromJSON(text, file);
  } catch (error) {
    throw unusable(error);
  }
}

/** The catalogue of the whole cloud, or a file of its format, with the operations of these services, or of `all`; codes that it does not have are left out. */
export function loadCloud(services, file) {
  return Catalog.load(services, { from: file }).catch((error) => {
    throw error.code ? new CannotRun(`can't read ${file ?? "the catalogue of the cloud"}: ${reasonOf(error)}`, `无法读取${file === undefined ? "整个云的目录" : ` ${file}`}：${reasonOf(error)}`) : unusable(error);
  });
}

/** The same, or a UsageError for a code that it does not have. */
export async function openCloud(services, file) {
  const opened = await loadCloud(services, file);
  const known = opened.services().flatMap(({ code, aliases }) => [code, ...aliases]);
  const unknown = services === "all" ? undefined : services.find((code) => !known.includes(code.toLowerCase()));
  if (unknown !== undefined) throw new UsageError(`the catalogue has no service \`${unknown}\`: \`ramlight catalog\` lists them`, `目录中没有服务 \`${unknown}\`：\`ramlight catalog\` 会列出所有服务`);
  return opened;
}

const unusable = (error) =>
  error instanceof CatalogFileError ? new CannotRun(`can't use this catalogue\n${error.message}`, `无法使用此目录\n${error.message}`) : error;

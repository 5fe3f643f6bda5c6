// `ramlight grants`: what a policy allows of each operation.
import { Catalog, CatalogFileError, Draft } from "../node.mjs";
import { bindVariables } from "./bindings.mjs";
import { CannotRun } from "./errors.mjs";
import { findOperation, printExplanation } from "./explanation.mjs";
import { findingLines, hasError } from "./findings.mjs";
import { grantsReport } from "./grants-report.mjs";
import { printTable } from "./grants-table.mjs";
import { readPolicy, readText } from "./input.mjs";
import { oneFile, readOptions } from "./options.mjs";

const OPTIONS = {
  all: { type: "boolean" },
  bind: { type: "string", multiple: true, default: [] },
  catalog: { type: "string" },
  json: { type: "boolean" },
  operation: { type: "string" },
};

export async function grants(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const catalog = openCatalog(values.catalog);
  const info = catalog.info(values.locale);
  const draft = new Draft(catalog, { locale: values.locale });
  bindVariables(draft, info, values.bind);
  const operation = values.operation === undefined ? undefined : findOperation(info, values.operation);

  const policy = await readPolicy(oneFile(files));
  draft.update(policy.text);
  const diagnostics = draft.diagnostics();

  if (values.json) {
    const report = grantsReport({ draft, info, policy, catalogFile: values.catalog, only: operation });
    console.log(JSON.stringify(report, null, 2));
  } else {
    if (operation) printExplanation(draft, operation, policy, values.locale);
    else printTable(draft, info, policy, values.all);
    for (const line of findingLines(policy.path, diagnostics, policy.text, process.stderr)) console.error(line);
  }
  return hasError(diagnostics) ? 1 : 0;
}

function openCatalog(file) {
  if (file === undefined) return Catalog.apiGateway();
  try {
    return Catalog.fromText(readText(file), file);
  } catch (error) {
    throw error instanceof CatalogFileError ? new CannotRun(`can't use this catalogue\n${error.message}`) : error;
  }
}

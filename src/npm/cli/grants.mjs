// `ramlight grants`: what a policy allows of each operation.
import { Catalog, Policy } from "ramlight";
import { bind, readBindings } from "./bindings.mjs";
import { findOperation, printExplanation } from "./explanation.mjs";
import { FAIL_ON, failsOn } from "./failing.mjs";
import { findingLines } from "./findings.mjs";
import { grantsReport } from "./grants-report.mjs";
import { printTable } from "./grants-table.mjs";
import { readPolicy } from "./input.mjs";
import { loadCloud, openCatalog, openCloud } from "./open-catalog.mjs";
import { oneFile, readOptions } from "./options.mjs";

const OPTIONS = {
  ...FAIL_ON,
  all: { type: "boolean" },
  bind: { type: "string", multiple: true, default: [] },
  catalog: { type: "string" },
  json: { type: "boolean" },
  operation: { type: "string" },
  services: { type: "string" },
};

export async function grants(args) {
  const { values, files } = readOptions(args, OPTIONS);
  const { locale } = values;
  const fails = failsOn(values["fail-on"]);
  const source = await readPolicy(oneFile(files));
  const policy = new Policy(source.text, { locale });
  const catalog = await open(values, policy);
  const info = catalog.info(locale);
  const bindings = readBindings(info, values.bind);
  const operation = values.operation === undefined ? undefined : findOperation(info, values.operation);

  const coverage = policy.coverage(catalog);
  bind(coverage, bindings);
  const diagnostics = policy.diagnostics();

  if (values.json) {
    const operations = operation ? [operation] : info.operations;
    const report = grantsReport({ policy, coverage, info, operations, catalogFile: values.catalog });
    console.log(JSON.stringify(report, null, 2));
  } else {
    if (operation) printExplanation(coverage, operation, source, locale);
    else printTable(coverage, info, source, values);
    for (const line of findingLines(source.path, diagnostics, source.text, { locale, stream: process.stderr })) console.error(line);
  }
  return fails(diagnostics) ? 1 : 0;
}

/** The services that are asked for, of the whole cloud or a file of its format; or a file; or the services that the policy names, the built-in one where there are none. */
async function open({ catalog: file, services }, policy) {
  if (services !== undefined) return openCloud(services === "all" ? services : services.split(","), file);
  if (file !== undefined) return openCatalog(file);
  const cloud = await loadCloud(policy.services());
  const codes = cloud.services().filter(({ loaded }) => loaded).map(({ code }) => code);
  const builtin = Catalog.builtin();
  if (codes.length === 0) return builtin;
  return builtin.services().some(({ code }) => codes.includes(code)) ? cloud.extended(builtin) : cloud;
}

// `ramlight grants`: what a policy allows of each operation.
import { Policy } from "ramlight";
import { bind, readBindings } from "./bindings.mjs";
import { findOperation, printExplanation } from "./explanation.mjs";
import { FAIL_ON, failsOn } from "./failing.mjs";
import { findingLines } from "./findings.mjs";
import { grantsReport } from "./grants-report.mjs";
import { printTable } from "./grants-table.mjs";
import { readPolicy } from "./input.mjs";
import { builtin, loadCloud, openCatalog, openCloud } from "./open-catalog.mjs";
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
  const { catalog, rest } = await open(values, policy);
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
    else printTable(coverage, info, source, { ...values, rest });
    for (const line of findingLines(source.path, diagnostics, source.text, { locale, stream: process.stderr })) console.error(line);
  }
  return fails(diagnostics) ? 1 : 0;
}

/**
 * The catalogue: `{ catalog, rest }`, in which `rest` are services of which the cloud has more operations than are shown.
 * It is of the services that are asked for, of the whole cloud or a file of its format; or a file; or the services that the
 * policy names, the built-in one where there are none, and where it is enough.
 */
async function open({ catalog: file, services, operation }, policy) {
  if (services !== undefined) return { catalog: await openCloud(services === "all" ? services : services.split(","), file), rest: [] };
  if (file !== undefined) return { catalog: openCatalog(file), rest: [] };
  const own = builtin();
  const named = policy.services();
  const isNamed = ({ code, aliases }) => [code, ...aliases].some((each) => named.includes(each));
  const wanted = policy.services(own);
  // one that is asked for by name may be one of those
  if (operation !== undefined && !isOperationOf(own, operation)) wanted.push(...named);
  const cloud = await loadCloud(wanted);
  const isOwnAlone = cloud.services().every(({ loaded }) => !loaded);
  const catalog = isOwnAlone ? own : own.services().some(isNamed) ? cloud.extended(own) : cloud;
  const known = new Map(cloud.services().map((service) => [service.code, service.known]));
  const rest = catalog.services().filter(({ loaded, code, count }) => loaded && count < known.get(code));
  return { catalog, rest: rest.map(({ code, name, count }) => ({ code, name, more: known.get(code) - count })) };
}

function isOperationOf(catalog, action) {
  const name = action.slice(action.indexOf(":") + 1).toLowerCase();
  return catalog.names().some((known) => known.toLowerCase() === name);
}

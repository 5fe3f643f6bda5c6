// One file, checked: its policies with their findings, at their places in the file.
import { Policy, check } from "ramlight";
import { documentsIn } from "./documents.mjs";
import { servicesFor } from "./named-services.mjs";
import { nameIn } from "./settings-file.mjs";

/** What is found in a file; `null` where it holds no policy. `source`: `{ path, text, named }`; `catalogOf`: see `catalogFinder`. */
export async function checkFile({ path, text, named }, { kind, locale, catalogOf, settings }) {
  const found = await documentsIn(path, text, { named, locale });
  if (found === null) return null;
  const used = new Set();
  const policies = [];
  for (const document of found.policies) {
    const services = servicesOf(document.text, settings?.settings);
    const answer = check(document.text, {
      kind: kind ?? settings?.settings.kindOf(nameIn(settings, path)) ?? document.kind ?? undefined,
      locale,
      catalog: await catalogOf(services),
      settings: settings?.settings,
      file: settings && nameIn(settings, path),
      holes: document.holes,
    });
    for (const index of answer.used) used.add(index);
    const outer = (finding) => inFile(finding, document);
    policies.push({
      name: document.name,
      kind: answer.kind,
      document,
      services,
      ...document.toOuter(0, document.text.length),
      findings: eachOnce(answer.findings.map(outer)),
      suppressed: eachOnce(answer.suppressed.map(outer)),
    });
  }
  return { path, text, policies, skipped: found.skipped, problems: found.problems, settings, used };
}

/** The services to load for a policy and for the rules by which it is judged. */
function servicesOf(text, settings) {
  const policy = new Policy(text);
  const services = servicesFor(settings === undefined ? [policy] : [policy, settings]);
  policy.free();
  return services;
}

/** Findings without those that a file has once and its policies several times: an alias of YAML stands for its anchor. */
function eachOnce(findings) {
  const told = new Set();
  return findings.filter(({ code, message, from, to }) => {
    const key = `${code} ${from} ${to} ${message}`;
    return !told.has(key) && told.add(key);
  });
}

/** A finding at its place in the file; a fix whose edits have no exact place there is left out. */
function inFile({ fix, cause, ...finding }, { name, toOuter, edit }) {
  const { from, to, exact } = toOuter(finding.from, finding.to);
  const edits = fix?.edits.map((each) => edit(each)) ?? [null];
  return {
    ...finding,
    from,
    to,
    exact,
    inner: { from: finding.from, to: finding.to },
    policy: name,
    ...(edits.includes(null) ? {} : { fix: { ...fix, edits } }),
    ...(cause ? { cause: { code: cause.code, ...placeOnly(toOuter(cause.from, cause.to)) } } : {}),
  };
}

function placeOnly({ from, to }) {
  return { from, to };
}

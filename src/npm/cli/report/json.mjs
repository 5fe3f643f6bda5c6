// Findings as JSON, `ramlight-findings/1`; `findings.schema.json` is its form.
import { CLASSES } from "../findings.mjs";
import { positionsIn } from "../position.mjs";

const TITLES = Object.fromEntries(CLASSES);

export function jsonReport(files, settings, { summary, unread, fixed }) {
  const { bySeverity, ...counts } = summary;
  return {
    format: "ramlight-findings/1",
    files: files.map(fileReport),
    settings: settings.map(({ path, text, findings }) => {
      const at = positionsIn(text);
      return { path, findings: findings.map((finding) => findingReport(finding, at)) };
    }),
    unread,
    summary: { ...counts, fixed, classes: Object.fromEntries(CLASSES.map(([name, title]) => [title, bySeverity[name]])) },
  };
}

function fileReport({ path, text, policies, skipped, problems }) {
  const at = positionsIn(text);
  return {
    path,
    policies: policies.map(({ name, kind, from, to }) => ({ name, kind, start: at(from), end: at(to) })),
    findings: policies.flatMap(({ findings }) => findings.map((finding) => findingReport(finding, at))),
    suppressed: policies.flatMap(({ suppressed }) =>
      suppressed.map(({ suppression, ...finding }) => ({ ...findingReport(finding, at), reason: suppression.reason, expires: suppression.expires })),
    ),
    skipped: skipped.map(({ name, from, to, reason }) => ({ name: name ?? null, reason, start: at(from), end: at(to) })),
    problems: problems.map(({ from, to, message }) => ({ message, start: at(from), end: at(to) })),
  };
}

function findingReport({ code, name, severity, message, help, note, rule, policy, from, to, fix, cause }, at) {
  return {
    code,
    name,
    class: TITLES[severity],
    message,
    help,
    note: note ?? null,
    rule: rule ?? null,
    policy: policy ?? null,
    start: at(from),
    end: at(to),
    cause: cause ? { code: cause.code, start: at(cause.from), end: at(cause.to) } : null,
    fixes: fix ? [{ kind: fix.kind, edits: fix.edits.map((edit) => ({ start: at(edit.from), end: at(edit.to), insert: edit.insert })) }] : [],
  };
}

// Findings as JUnit XML: a suite for each file; a case for each policy, and one for each finding that fails it.
import { positionsIn } from "../position.mjs";
import { wordsIn } from "../words.mjs";

/** `fails` tells whether a finding makes the check fail; the others are told in the output of their policy. `unread`: `[{ path, message }]`. */
export function junitLines(files, { fails, locale, unread }) {
  const words = wordsIn(locale);
  const suites = [
    ...files.map((file) => suiteOf(file, fails, words)),
    ...unread.map(({ path, message }) => ({ name: path, cases: [{ name: path, error: message }] })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ramlight" ${counts(all)}>`,
    ...suites.flatMap(({ name, cases }) => [`  <testsuite name="${escape(name)}" ${counts(cases)}>`, ...cases.flatMap((each) => caseLines(each, name)), "  </testsuite>"]),
    "</testsuites>",
  ];
}

function suiteOf({ path, text, policies, problems, skipped }, fails, words) {
  const at = positionsIn(text);
  const place = ({ from }) => `${path}:${at(from).line}:${at(from).column}`;
  const told = (finding) =>
    [`${place(finding)}: ${words.classes[finding.severity]} ${finding.code}: ${finding.message}`,
      finding.help && `${words.help}: ${finding.help}`, finding.note && `${words.note}: ${finding.note}`].filter(Boolean).join("\n");
  const cases = policies.flatMap(({ name, findings }) => {
    const failing = findings.filter(fails);
    const milder = findings.filter((finding) => !fails(finding));
    const whole = { name: name ?? path, output: milder.map(told).join("\n") };
    return [
      ...(failing.length === 0 || milder.length > 0 ? [whole] : []),
      ...failing.map((finding) => ({ name: `${name ?? path} ${finding.code} ${finding.name}`, failure: { type: finding.code, message: finding.message, text: told(finding) } })),
    ];
  });
  const broken = problems.map((problem) => ({ name: place(problem), error: problem.message }));
  const left = skipped.map(({ name, message, from }) => ({ name: name ?? place({ from }), skipped: message }));
  return { name: path, cases: [...cases, ...broken, ...left] };
}

function counts(cases) {
  const count = (key) => cases.filter((each) => each[key]).length;
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
}

function caseLines({ name, failure, error, skipped, output }, suite) {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  const inside = [
    failure && `<failure type="${escape(failure.type)}" message="${escape(failure.message)}">${escape(failure.text)}</failure>`,
    error && `<error message="${escape(error)}"/>`,
    skipped && `<skipped message="${escape(skipped)}"/>`,
    output && `<system-out>${escape(output)}</system-out>`,
  ].filter(Boolean);
  return inside.length === 0 ? [`${open}/>`] : [`${open}>`, ...inside.map((line) => `      ${line}`), "    </testcase>"];
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML 1.0, which can't hold every character. */
function escape(text) {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

// Findings as CodeMirror's lint diagnostics. Nothing of CodeMirror is imported, so the adapter for editors of one's own
// can use it as well.

const SEVERITY = { error: "error", "security-warning": "warning", "general-warning": "warning", suggestion: "info" };

/** Marks of a text of `length` code units. `applies` says whether the text is still the one that was looked at. */
export function marks(findings, length, words, applies = () => true) {
  return findings.filter(({ from }) => from <= length).map((finding) => {
    const { from, to, code, message, severity, fix } = finding;
    const name = fix?.kind === "change" ? words.change : words.fix;
    const apply = (view) => {
      if (applies(view)) view.dispatch({ changes: fix.edits, userEvent: "input.fix", scrollIntoView: true });
    };
    return {
      from,
      to: Math.min(to, length),
      severity: SEVERITY[severity],
      source: code,
      message: `${code} ${message}`,
      renderMessage: () => described(finding),
      actions: fix ? [{ name, apply }] : [],
    };
  });
}

function described({ code, message, help }) {
  const root = document.createElement("div");
  root.className = "finding";
  const first = root.appendChild(document.createElement("div"));
  first.appendChild(document.createElement("span")).textContent = `${code} `;
  prose(first, message);
  prose(root.appendChild(document.createElement("div")), help);
  return root;
}

/** Text in which `backticks` stand around what is code. */
export function prose(to, text) {
  text.split("`").forEach((part, index) => {
    if (index % 2 === 0) to.append(part);
    else to.appendChild(document.createElement("code")).textContent = part;
  });
}

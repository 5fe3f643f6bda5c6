// Completions as CodeMirror's and Monaco's. Nothing of either is imported.

/** An option's text cut at its fields: texts, and between them the numbers of the fields with what stands there. */
export function cut({ insert, fields = [] }) {
  const numbers = new Map();
  const parts = [];
  let at = 0;
  for (const { from, to, name } of fields) {
    // the nameless one is where the cursor ends
    if (name !== "" && !numbers.has(name)) numbers.set(name, numbers.size + 1);
    parts.push(insert.slice(at, from), { number: numbers.get(name) ?? 0, text: insert.slice(from, to) });
    at = to;
  }
  return [...parts, insert.slice(at)];
}

/** The template of an option, as `snippet` of `@codemirror/autocomplete` takes it. */
export function codeMirrorTemplate(option) {
  const plain = (text) => text.replace(/[{}]/g, "\\$&");
  return cut(option).map((part) => {
    if (typeof part === "string") return plain(part);
    return part.number === 0 ? "${0}" : `\${${part.number}:${part.text}}`;
  }).join("");
}

/**
 * Puts in a text with the cursor in it. While other fields wait the closing quote stays, for they are given up where the
 * cursor leaves its own.
 */
const placed = (insert, cursor, { hasNextSnippetField, pickedCompletion }) => (view, completion, from, to) => {
  const isWaiting = cursor < insert.length || hasNextSnippetField?.(view.state);
  const stays = isWaiting && insert.endsWith('"') && view.state.sliceDoc(to - 1, to) === '"' ? 1 : 0;
  const text = insert.slice(0, insert.length - stays);
  view.dispatch({
    changes: { from, to: to - stays, insert: text },
    selection: { anchor: from + Math.min(cursor, text.length) },
    scrollIntoView: true,
    userEvent: "input.complete",
    ...(pickedCompletion ? { annotations: pickedCompletion.of(completion) } : {}),
  });
};

/** The offers as a `CompletionResult`, with what CodeMirror has for fields; without `snippet` they are plain text. */
export function codeMirrorResult({ from, to, options }, tools = {}) {
  return {
    from, to,
    filter: false,
    getMatch: ({ matched }) => matched,
    options: options.map((option) => {
      const { label, detail, info, kind, more, matched, insert, fields = [] } = option;
      const isSnippet = tools.snippet && fields.some(({ name }) => name !== "");
      const apply = isSnippet ? tools.snippet(codeMirrorTemplate(option)) : placed(insert, fields.at(-1)?.from ?? insert.length, tools);
      return { label, type: kind, apply, matched, more: more === true, ...(detail ? { detail } : {}), ...(info ? { info } : {}) };
    }),
  };
}

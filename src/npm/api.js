// The package's API over the classes that wasm-bindgen generates: says clearly what a caller did wrong (before `init`,
// after `free`), and shapes what crosses as plain numbers. Decides nothing.

const LEVELS = Object.freeze(["none", "partial", "full", "undecided"]);
const OUTCOMES = Object.freeze([
  "not-granted", "denied", "allowed", "partial", "conditional", "partial-conditional", "undecided", "unknown",
]);
/** The code of a mark that stands for a statement which contributes without covering a call. */
const CONTRIBUTING = 4;
const ACCESS_LEVELS = Object.freeze(["create", "list", "get", "update", "delete", "none"]);

/** A catalogue file that can't be used. */
class CatalogFileError extends Error {
  constructor(errors) {
    super(errors.map(({ file, line, column, reason }) => `${file}:${line}:${column}: ${reason}`).join("\n"));
    this.name = "CatalogFileError";
    this.errors = errors;
  }
}

function text(value, what) {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string`);
  return value;
}

/** A caller's slip here would be silent: positions of the wrong kind. */
function checkOptions(options) {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null) throw new TypeError("the options must be an object");
  const { positions } = options;
  if (positions !== undefined && positions !== "utf16" && positions !== "utf8") {
    throw new TypeError('`positions` must be "utf16" or "utf8"');
  }
}

function checkValues(values) {
  if (typeof values !== "object" || values === null) throw new TypeError("the values to bind must be an object");
  for (const [variable, value] of Object.entries(values)) text(value, `the value of \`${variable}\``);
}

/** What `marks` says of one operation. */
function marksOn(marks, operation) {
  const on = [];
  for (let at = marks[operation]; at < marks[operation + 1]; at += 1) {
    const code = marks[at] & 7;
    const contributing = code === CONTRIBUTING;
    on.push({ statement: marks[at] >> 3, level: contributing ? "none" : LEVELS[code], contributing });
  }
  return on;
}

/** The API over one engine (the generated module); `ready` is called once its .wasm is loaded. */
function createApi(engine) {
  let loaded = false;
  let engineOf;

  function needEngine() {
    if (!loaded) throw new Error("the engine is not loaded yet: call `await init()` first");
  }

  class Catalog {
    #raw;

    /** @hidden */
    constructor(raw) {
      if (!(raw instanceof engine.Catalog)) {
        throw new TypeError("a Catalog comes from `Catalog.apiGateway()` or `Catalog.fromText(text, file)`");
      }
      this.#raw = raw;
    }

    static {
      engineOf = (catalog) => {
        if (!(catalog instanceof Catalog)) throw new TypeError("the first argument of `new Draft` must be a Catalog");
        return catalog.#open();
      };
    }

    static apiGateway() {
      needEngine();
      return new Catalog(engine.Catalog.apiGateway());
    }

    static fromText(content, file) {
      needEngine();
      try {
        return new Catalog(engine.Catalog.fromText(text(content, "the catalogue's text"), text(file, "the file's name")));
      } catch (thrown) {
        // the engine throws the list of what is wrong with the file
        throw Array.isArray(thrown) ? new CatalogFileError(thrown) : thrown;
      }
    }

    #open() {
      if (!this.#raw) throw new Error("this Catalog was freed");
      return this.#raw;
    }

    info(locale) {
      return this.#open().info(locale);
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  class Draft {
    #raw;

    constructor(catalog, options) {
      needEngine();
      checkOptions(options);
      this.#raw = new engine.Draft(engineOf(catalog), options?.locale, options?.positions);
    }

    #open() {
      if (!this.#raw) throw new Error("this Draft was freed");
      return this.#raw;
    }

    update(policy) {
      this.#open().update(text(policy, "the policy"));
    }

    bind(values) {
      checkValues(values);
      return this.#open().bind(values);
    }

    outcomes() {
      return this.#open().outcomes();
    }

    marks() {
      return this.#open().marks();
    }

    actionMatches() {
      return this.#open().actionMatches();
    }

    summary() {
      const counts = this.#open().summary();
      return { counts, total: counts.reduce((sum, count) => sum + count, 0) };
    }

    statements() {
      return this.#open().statements();
    }

    patterns() {
      return this.#open().patterns();
    }

    diagnostics() {
      return this.#open().diagnostics();
    }

    explain(id) {
      const operations = this.outcomes().length;
      if (!Number.isInteger(id) || id < 0 || id >= operations) {
        throw new RangeError(`there is no operation ${id}: the catalogue has ${operations}`);
      }
      return this.#open().explain(id);
    }

    operationsOfStatement(statement) {
      return this.#open().operationsOfStatement(statement);
    }

    operationsOfPattern(pattern) {
      return this.#open().operationsOfPattern(pattern);
    }

    cleanUp() {
      return this.#open().cleanUp() ?? null;
    }

    format() {
      return this.#open().format() ?? null;
    }

    size() {
      return this.#open().size();
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  function validate(policy, options) {
    const catalog = Catalog.apiGateway();
    const draft = new Draft(catalog, options);
    try {
      draft.update(policy);
      return draft.diagnostics();
    } finally {
      draft.free();
      catalog.free();
    }
  }

  return {
    Catalog,
    Draft,
    CatalogFileError,
    validate,
    marksOn,
    LEVELS,
    OUTCOMES,
    ACCESS_LEVELS,
    ready() {
      loaded = true;
    },
  };
}

export { createApi };

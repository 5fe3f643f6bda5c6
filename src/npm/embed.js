// The API of `ramlight/embed` over the class that wasm-bindgen generates. Decides nothing.
import { checkLocale } from "./locale.js";
import { readOptions } from "./options.js";

const FORMATS = ["terraform", "terraform-json", "json", "yaml"];

function text(value, what) {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string`);
  return value;
}

/** The API over one engine (the generated module); `ready` is called once its .wasm is loaded. */
export function createApi(engine) {
  let loaded = false;

  function formatOf({ format, file }) {
    if (format !== undefined) {
      if (FORMATS.includes(format)) return format;
      throw new TypeError(`\`format\` is one of ${FORMATS.join(", ")}`);
    }
    const told = file === undefined ? undefined : engine.Found.formatOf(text(file, "`file`"));
    if (told !== undefined) return told;
    throw new TypeError("say the format of the file: `file` with its ending (.tf, .tf.json, .json, .yaml, .yml), or `format`");
  }

  function findPolicies(content, options) {
    if (!loaded) throw new Error("the engine is not loaded yet: call `await init()` first");
    if (typeof options !== "object" || options === null) throw new TypeError("the options must be an object: `{ file: \"main.tf\" }`, say");
    checkLocale(readOptions(options, ["file", "format", "locale"]).locale);
    const found = new engine.Found(text(content, "the content of the file"), formatOf(options));
    const { policies, skipped, problems } = found.list(options.locale ?? "en");
    return {
      policies: policies.map((policy, index) => ({
        ...policy,
        toOuter: (from, to) => found.toOuter(index, from, to),
        edit: ({ from, to, insert }) => found.edit(index, from, to, text(insert, "`insert`")),
      })),
      skipped,
      problems,
    };
  }

  return {
    findPolicies,
    ready() {
      loaded = true;
    },
  };
}

// `ramlight/embed`: policies inside Terraform files, ROS templates and YAML. Positions are UTF-16 code units.

/** The language of a file. */
export type FileFormat = "terraform" | "terraform-json" | "json" | "yaml";

/** How a file is read. */
export interface FindOptions {
  /** The file's name or path; its ending tells the format (`.tf`, `.tofu`, `.tf.json`, `.tofu.json`, `.json`, `.yaml`, `.yml`). */
  file?: string;
  /** The format, where the name does not tell it. */
  format?: FileFormat;
  /** The language of messages. English without it. */
  locale?: "en" | "zh";
}

/** A stretch of a text. */
export interface TextRange {
  from: number;
  to: number;
}

/** The place of something of a policy. */
export interface OuterPlace extends TextRange {
  /**
   * Whether the same characters stand there, and others could stand in their place as they are; of an empty range, whether
   * it lies between two such characters. Where it is `false` no text can be put there but by `edit`; the place is as small
   * as it can be told.
   */
  exact: boolean;
}

/** A replacement, in a policy's text or in the file. */
export interface EmbeddedEdit {
  from: number;
  to: number;
  insert: string;
}

/** A policy in a file. */
export interface EmbeddedPolicy extends TextRange {
  /**
   * What holds it: `alicloud_ram_policy.deploy`, `local.policy`, `Resources.Deploy.Properties.PolicyDocument`. Empty where
   * the document is a policy as a whole; `#2.…` in the second document of a YAML stream.
   */
  name: string;
  /** The kind that the place tells, `null` where it tells none: read the policy as `auto` then. */
  kind: "identity" | "trust" | "control" | "bucket" | "resource" | null;
  /** The policy as JSON: the text that stands there, or the structure written as JSON. */
  text: string;
  /**
   * The stretches of `text` whose value is not known from this file: interpolations, variables, functions. Their source
   * stands there, within a string of JSON. What is found about them is not certain.
   */
  holes: TextRange[];
  /** Where a range of `text` stands in the file. */
  toOuter(from: number, to: number): OuterPlace;
  /**
   * The edit of the file that makes an edit of `text`, escaped as the file needs it; `null` where it can't be made without
   * looking at what stands around. It can more often than `exact` tells.
   */
  edit(edit: EmbeddedEdit): EmbeddedEdit | null;
}

/** A policy that is there, but can't be read from this file alone. */
export interface SkippedPolicy extends TextRange {
  /** What holds it, as in `EmbeddedPolicy`. */
  name: string;
  /**
   * `unknown`: an expression gives it; `other-file`: it stands in another file; `directives`: `%{ … }` put it together;
   * `too-long`: it is longer than 262,144 bytes, or nests too deep; `no-document`: there is neither text nor object.
   */
  reason: "unknown" | "other-file" | "directives" | "too-long" | "no-document";
  /** The reason in a sentence. */
  message: string;
}

/** Something wrong with the file itself; policies may be missing then. */
export interface FileProblem extends TextRange {
  message: string;
}

/** What a file holds, each list in the order of the file. */
export interface FoundPolicies {
  policies: EmbeddedPolicy[];
  skipped: SkippedPolicy[];
  problems: FileProblem[];
}

/** Where the engine's `.wasm` comes from in a browser. */
export type EmbedSource = string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Loads the engine in a browser, `ramlight-embed_bg.wasm` beside the module unless `source` says otherwise; does nothing in Node.js. */
export function init(source?: EmbedSource): Promise<void>;

/**
 * The policies of a file. Any content is an answer, broken files included.
 *
 * A file that mentions neither `Statement` nor a resource of Alibaba Cloud is not read, and has no problems.
 *
 * @throws TypeError if neither `file` nor `format` tells the format.
 */
export function findPolicies(content: string, options: FindOptions): FoundPolicies;

// Requests: what a caller can get wrong in one, and any number of them as a few arrays for the engine.

const MEMBERS = ["action", "resources", "context", "unknown", "absent", "principal", "resourceGroup"];
const PRINCIPALS = [
  /^acs:ram::[^:]*:(root$|(user|role|saml-provider|oidc-provider)\/.)/s,
  /^arn:sts::[^:]*:assumed-role\/[^/]+\/./s,
  // a service, a service of another account, an id
  /^([\w@-]+(\.[\w-]+)+|\d+)$/,
];
/** Stands before the values of a key: this, or their number and two. */
const UNKNOWN = 0;
const ABSENT = 1;
const encoder = new TextEncoder();

/** What is wrong with an action, or `null`. */
function actionProblem(action) {
  return /^[^:\s]+:\S+$/.test(action) ? null : `an action is written as \`service:name\`, as \`ecs:StartInstance\`, not \`${action}\``;
}

/** What is wrong with a resource, or `null`. */
function resourceProblem(resource) {
  if (resource === "*" || /^acs(:[^:]*){3}:/.test(resource)) return null;
  return `a resource is \`*\` or an ARN of five fields, \`acs:service:region:account:relative-id\`, not \`${resource}\``;
}

/** What is wrong with a principal written out, or `null`. */
function principalProblem(principal) {
  if (PRINCIPALS.some((form) => form.test(principal))) return null;
  return `a principal is written as \`acs:ram::ACCOUNT:user/NAME\`, \`acs:ram::ACCOUNT:root\`, \`ecs.aliyuncs.com\` …, not \`${principal}\``;
}

function isText(value) {
  return typeof value === "string";
}

/** Whether it is a list of texts, without holes. */
function areTexts(value) {
  return Array.isArray(value) && Array.from(value).every(isText);
}

/** Throws where a request has not the form of one. */
function checkForm(request) {
  if (typeof request !== "object" || request === null) throw new TypeError("a request must be an object");
  for (const member in request) {
    if (!MEMBERS.includes(member)) throw new TypeError(`a request has no member \`${member}\``);
  }
  const { action, resources, context, unknown, absent, principal, resourceGroup } = request;
  if (!isText(action)) throw new TypeError("`action` must be a string");
  if (!isText(resources) && !(areTexts(resources) && resources.length > 0)) {
    throw new TypeError("`resources` must be a string, or a list of at least one string");
  }
  if (context !== undefined) checkContext(context);
  if (unknown !== undefined && unknown !== true) checkKeys(unknown, "unknown", "`true` or a list of keys", context);
  if (absent !== undefined) {
    checkKeys(absent, "absent", "a list of keys", context);
    const both = Array.isArray(unknown) ? absent.find((key) => unknown.includes(key)) : undefined;
    if (both !== undefined) throw new TypeError(`\`${both}\` can't stand in \`unknown\` and in \`absent\``);
  }
  for (const [name, value] of Object.entries({ principal, resourceGroup })) {
    if (value !== undefined && !isText(value)) throw new TypeError(`\`${name}\` must be a string`);
  }
}

function checkContext(context) {
  // a list or a Map would pass for a context without keys
  if (typeof context !== "object" || context === null || Symbol.iterator in context) {
    throw new TypeError("`context` must be an object of keys and values");
  }
  for (const key in context) {
    const values = context[key];
    if (!isText(values) && !areTexts(values)) {
      throw new TypeError(`the value of \`${key}\` must be a string or a list of strings`);
    }
  }
}

function checkKeys(keys, name, needed, context) {
  if (!areTexts(keys)) throw new TypeError(`\`${name}\` must be ${needed}`);
  const known = context === undefined ? undefined : keys.find((key) => Object.hasOwn(context, key));
  if (known !== undefined) throw new TypeError(`\`${known}\` can't have a value in \`context\` and stand in \`${name}\``);
}

function refuse(problem) {
  if (problem !== null) throw new RangeError(problem);
}

/** What is wrong with a request whose resources the engine can't read. */
function unreadable({ resources }) {
  return new RangeError([resources].flat().map(resourceProblem).find((problem) => problem !== null));
}

/** The error, said of one of many requests; what a getter of a request throws stays as it is. */
function inRequest(index, error) {
  if (error instanceof TypeError || error instanceof RangeError) error.message = `requests[${index}]: ${error.message}`;
  return error;
}

/** What the words of requests and the lengths of their texts are written into; kept, for new ones cost more than a request. */
let words = new Uint32Array(1024);
let lengths = new Uint32Array(1024);
let isPacking = false;

function longer(array, length) {
  const copy = new Uint32Array(2 * length);
  copy.set(array);
  return copy;
}

/**
 * Requests as one array of numbers, and the texts they point to. Actions, keys and short values stand among the texts
 * once, for they come again; what is longer seldom does, and to look it up costs more than to hand it over.
 */
class Pack {
  #texts = "";
  #count = 0;
  #actions = new Map();
  #ids = new Map();
  #length = 0;

  /**
   * A request: action, principal, resource group (each of these one more than its text, 0: none), number of resources,
   * resources, then its context: whether it is open, number of keys, and for each its text and its values.
   */
  add(request) {
    if (typeof request !== "object" || request === null) checkForm(request);
    const { action, resources, context, unknown, absent, principal, resourceGroup } = request;
    let members = 0;
    for (const _ in request) members += 1;
    if (context !== undefined) members -= 1;
    // the usual request is seen to be one at a glance
    if (members !== 2 || typeof action !== "string" || typeof resources !== "string") checkForm(request);
    const many = typeof resources !== "string";
    this.#reserve(8 + (many ? resources.length : 1));
    this.#put(this.#action(action));
    this.#put(principal === undefined ? 0 : this.#principal(principal) + 1);
    this.#put(resourceGroup === undefined ? 0 : this.#id(resourceGroup) + 1);
    if (many) {
      this.#put(resources.length);
      for (const resource of resources) this.#put(this.#text(resource));
    } else {
      this.#put(1);
      this.#put(this.#text(resources));
    }
    this.#put(unknown === true ? 1 : 0);
    const count = this.#length++;
    let keys = context === undefined ? 0 : this.#context(context);
    if (absent !== undefined) keys += this.#keys(absent, ABSENT);
    if (unknown !== undefined && unknown !== true) keys += this.#keys(unknown, UNKNOWN);
    words[count] = keys;
  }

  #action(action) {
    let id = this.#actions.get(action);
    if (id === undefined) {
      refuse(actionProblem(action));
      this.#actions.set(action, (id = this.#text(action)));
    }
    return id;
  }

  #principal(principal) {
    if (!this.#ids.has(principal)) refuse(principalProblem(principal));
    return this.#id(principal);
  }

  #context(context) {
    if (typeof context !== "object" || context === null || Symbol.iterator in context) checkContext(context);
    let keys = 0;
    for (const key in context) {
      const values = context[key];
      keys += 1;
      if (typeof values === "string") {
        this.#reserve(3);
        this.#put(this.#id(key));
        this.#put(3);
        this.#put(values.length < 8 ? this.#id(values) : this.#text(values));
      } else {
        checkContext(context);
        this.#reserve(2 + values.length);
        this.#put(this.#id(key));
        this.#put(2 + values.length);
        for (const value of values) this.#put(this.#text(value));
      }
    }
    return keys;
  }

  #keys(keys, known) {
    this.#reserve(2 * keys.length);
    for (const key of keys) {
      this.#put(this.#id(key));
      this.#put(known);
    }
    return keys.length;
  }

  #reserve(more) {
    if (this.#length + more > words.length) words = longer(words, this.#length + more);
  }

  #put(word) {
    words[this.#length++] = word;
  }

  #text(text) {
    if (this.#count === lengths.length) lengths = longer(lengths, this.#count);
    this.#texts += text;
    lengths[this.#count] = text.length;
    return this.#count++;
  }

  /** The number of a text that may come again. */
  #id(text) {
    let id = this.#ids.get(text);
    if (id === undefined) this.#ids.set(text, (id = this.#text(text)));
    return id;
  }

  /** `[texts in UTF-8, the length of each in bytes, words]` */
  finish() {
    let bytes = encoder.encode(this.#texts);
    if (bytes.length !== this.#texts.length) bytes = this.#encodeEach();
    return [bytes, lengths.subarray(0, this.#count), words.subarray(0, this.#length)];
  }

  /** Each text by itself: a lone surrogate at its end must not meet one at the next one's start. */
  #encodeEach() {
    const parts = [];
    let size = 0;
    let at = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const part = encoder.encode(this.#texts.slice(at, at + lengths[index]));
      parts.push(part);
      at += lengths[index];
      size += lengths[index] = part.length;
    }
    const bytes = new Uint8Array(size);
    at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** What is packed with arrays of its own: a getter of a request can have another one decided meanwhile. */
function packed(add) {
  const outer = [words, lengths];
  if (isPacking) [words, lengths] = [new Uint32Array(1024), new Uint32Array(1024)];
  const wasPacking = isPacking;
  isPacking = true;
  try {
    const pack = new Pack();
    add(pack);
    return pack.finish();
  } finally {
    isPacking = wasPacking;
    if (wasPacking) [words, lengths] = outer;
  }
}

function packOne(request) {
  return packed((pack) => pack.add(request));
}

function packMany(requests) {
  return packed((pack) => {
    let index = 0;
    try {
      for (; index < requests.length; index += 1) pack.add(requests[index]);
    } catch (error) {
      throw inRequest(index, error);
    }
  });
}

export { actionProblem, inRequest, packMany, packOne, principalProblem, resourceProblem, unreadable };

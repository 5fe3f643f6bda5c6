// Requests: what a caller can get wrong in one, and any number of them as a few arrays for the engine.

const MEMBERS = ["action", "resources", "context", "unknown", "absent", "principal", "resourceGroup"];
const PRINCIPALS = [
  /^acs:ram::[^:]*:(root$|(user|role|saml-provider|oidc-provider)\/.)/s,
  /^arn:sts::[^:]*:assumed-role\/[^/]+\/./s,
  // a service, a service of another account, an id
  /^([\w@-]+(\.[\w-]+)+|\d+)$/,
];
/** What stands in the words for the engine: what a request has besides, and what is known of a key; see `src/wasm/engine/request.rs`. */
const IS_OPEN = 1;
const PRINCIPAL = 2;
const RESOURCE_GROUP = 4;
const UNKNOWN = 0;
const ABSENT = 1;
const VALUES = 2;
const VALUE = 3;
const END = 0xffffffff;
/** So many requests go to the engine together: their texts fit into the caches of the machine. */
const TOGETHER = 256;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What is wrong with an action, or `null`. */
function actionProblem(action) {
  return /^[^:\s]+:[^:\s]+$/.test(action) ? null : `an action is written as \`service:name\`, as \`ecs:StartInstance\`, not \`${action}\``;
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

/** Whether it is an object whose members are what is meant: a list or a Map would pass for an empty one. */
function isTable(value) {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
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
  if (!isTable(context)) {
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

function checkRequests(requests) {
  if (!Array.isArray(requests)) throw new TypeError("the requests must be a list");
}

/** The error of the first request, from one on, that is not as it must be; `isMany`: it tells which one that is. */
function problemOf(requests, from, isMany) {
  for (let index = from; index < requests.length; index += 1) {
    try {
      checkForm(requests[index]);
      const { action, principal, resources } = requests[index];
      refuse(actionProblem(action));
      if (principal !== undefined) refuse(principalProblem(principal));
      for (const resource of [resources].flat()) refuse(resourceProblem(resource));
    } catch (error) {
      // what a getter of a request throws stays as it is
      if (isMany && (error instanceof TypeError || error instanceof RangeError) && !Object.isFrozen(error)) {
        error.message = `requests[${index}]: ${error.message}`;
      }
      return error;
    }
  }
  return new TypeError("a request changes while it is read");
}

/** A copy of a request, or of many, in which the replacement character stands for each half of one, as in UTF-8. */
function wellFormed(value) {
  if (typeof value === "string") return decoder.decode(encoder.encode(value));
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  const members = [];
  for (const member in value) members.push([wellFormed(member), wellFormed(value[member])]);
  return Object.fromEntries(members);
}

/** The principal that was found sound last: many requests in a row have the same. */
let sound;

/** What the words of requests are written into; kept, for a new one costs more than a request. */
let spare = new Uint32Array(8192);

/**
 * Some of the requests as the engine takes them, `[texts, their length, words]`: what is long in one string, because
 * strings that are joined are copied once, all together. `keys` are the numbers of the condition keys that matter.
 *
 * A request is written as `src/wasm/engine/request.rs` reads it.
 */
function pack(requests, from, to, keys) {
  // a getter of a request could pack another: that one must write elsewhere
  const words = spare ?? new Uint32Array(8192);
  spare = undefined;
  let texts = "";
  let at = 0;
  for (let index = from; index < to; index += 1) {
    const request = requests[index];
    if (typeof request !== "object" || request === null) checkForm(request);
    const { action, resources, context } = request;
    let members = context === undefined ? 0 : -1;
    for (const _ in request) members += 1;
    // the usual request is seen to be one at a glance
    const isUsual = members === 2 && typeof action === "string" && typeof resources === "string";
    if (!isUsual) checkForm(request);
    texts += action;
    words[at++] = action.length;
    if (isUsual) {
      words[at++] = 0;
      words[at++] = 1;
      texts += resources;
      words[at++] = resources.length;
    } else {
      const { principal, resourceGroup, unknown } = request;
      words[at++] = (unknown === true ? IS_OPEN : 0) | (principal === undefined ? 0 : PRINCIPAL) | (resourceGroup === undefined ? 0 : RESOURCE_GROUP);
      if (principal !== undefined) {
        if (principal !== sound) refuse(principalProblem(principal));
        sound = principal;
        texts += principal;
        words[at++] = principal.length;
      }
      if (resourceGroup !== undefined) {
        texts += resourceGroup;
        words[at++] = resourceGroup.length;
      }
      const list = typeof resources === "string" ? [resources] : resources;
      words[at++] = list.length;
      for (const resource of list) {
        texts += resource;
        words[at++] = resource.length;
      }
    }
    if (context !== undefined) {
      if (!isTable(context)) checkContext(context);
      for (const key in context) {
        const values = context[key];
        const number = keys.get(key);
        if (typeof values === "string") {
          if (number === undefined) continue;
          texts += values;
          words[at++] = number * 4 + VALUE;
          words[at++] = values.length;
        } else {
          checkContext(context);
          if (number === undefined) continue;
          words[at++] = number * 4 + VALUES;
          words[at++] = values.length;
          for (const value of values) {
            texts += value;
            words[at++] = value.length;
          }
        }
      }
    }
    if (!isUsual) {
      const { unknown, absent } = request;
      if (absent !== undefined) at = putKeys(absent, ABSENT, keys, words, at);
      if (unknown !== undefined && unknown !== true) at = putKeys(unknown, UNKNOWN, keys, words, at);
    }
    words[at++] = END;
  }
  // what is written behind the end of an array of numbers is dropped
  spare = at > words.length ? new Uint32Array(2 * at) : words;
  return at > words.length ? pack(requests, from, to, keys) : [texts, texts.length, words.subarray(0, at)];
}

/** Writes what is known of some keys, and gives where the words go on. */
function putKeys(listed, known, keys, words, at) {
  for (const key of listed) {
    const number = keys.get(key);
    if (number !== undefined) words[at++] = number * 4 + known;
  }
  return at;
}

/** A request with all its keys, for an explanation: `[keys, texts, their length, words]`. */
function packWhole(request) {
  const { context = {}, unknown, absent = [] } = request;
  const listed = new Set();
  for (const key in context) listed.add(key);
  for (const key of absent) listed.add(key);
  if (Array.isArray(unknown)) for (const key of unknown) listed.add(key);
  const keys = [...listed];
  return [keys, ...pack([request], 0, 1, new Map(keys.map((key, number) => [key, number])))];
}

export { TOGETHER, actionProblem, checkRequests, isTable, pack, packWhole, principalProblem, problemOf, resourceProblem, wellFormed };

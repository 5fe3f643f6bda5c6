// Decisions: what takes part in a request, and the answers of the engine.
import { decisionOf, possibleIn } from "./decisions.js";
import { inRequest, packMany, packOne, unreadable } from "./request.js";

const PARTS = ["identity", "session", "control", "resource", "account", "locale"];
const ATTACHED = ["policy", "name", "type", "entity", "entityName", "resourceGroup"];
/** Index = the code by which the engine knows a place. */
const PLACES = ["control", "session", "identity", "resource"];
const TYPES = ["Custom", "System"];
/** Index = the code by which the engine knows an entity. */
const ENTITIES = ["RamUser", "RamGroup", "RamRole", "ResourceDirectoryTarget"];

function checkObject(value, known, what) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError(`${what} must be an object`);
  for (const member in value) {
    if (!known.includes(member)) throw new TypeError(`${what} can have no member \`${member}\`: there are ${known.join(", ")}`);
  }
}

function checkList(value, what) {
  if (!Array.isArray(value)) throw new TypeError(`${what} must be a list`);
  return value;
}

function checkText(value, what) {
  if (value !== undefined && typeof value !== "string") throw new TypeError(`${what} must be a string`);
}

/** The code of one of some names. */
function codeOf(value, names, what) {
  const code = names.indexOf(value);
  if (code < 0) throw new TypeError(`${what} must be ${names.map((name) => `"${name}"`).join(" or ")}`);
  return code;
}

/** Every policy of the parts in the order of an explanation: `{ attached, what, place, level }`, `what` as messages call it. */
function attachments({ identity = [], session, control = [], resource }) {
  const found = [];
  const add = (attached, what, place, level = 0) => found.push({ attached, what, place, level });
  for (const [level, attached] of checkList(control, "`control`").entries()) {
    for (const [at, each] of checkList(attached, `\`control[${level}]\``).entries()) add(each, `\`control[${level}][${at}]\``, "control", level);
  }
  if (session !== undefined) add(session, "`session`", "session");
  for (const [at, each] of checkList(identity, "`identity`").entries()) add(each, `\`identity[${at}]\``, "identity");
  if (resource !== undefined) add(resource, "`resource`", "resource");
  return found;
}

/** The class `Authorization` over one engine; `rawOf` gives the engine's policy of a `Policy`, or `undefined`. */
function createAuthorization(engine, needEngine, rawOf) {
  function attach(raw, { attached, what, place, level }) {
    checkObject(attached, ATTACHED, what);
    const { policy, name, type = "Custom", entity, entityName, resourceGroup } = attached;
    const rawPolicy = rawOf(policy);
    if (!rawPolicy) throw new TypeError(`the \`policy\` of ${what} must be a Policy`);
    for (const [member, value] of Object.entries({ name, entityName, resourceGroup })) checkText(value, `the \`${member}\` of ${what}`);
    if (resourceGroup !== undefined && place !== "identity") {
      throw new TypeError(`${what} can't have a \`resourceGroup\`: only identity policies are attached in one`);
    }
    const usual = place === "control" ? "ResourceDirectoryTarget" : place === "identity" ? "RamUser" : undefined;
    const to = entity ?? usual;
    const isSystem = codeOf(type, TYPES, `the \`type\` of ${what}`) === 1;
    const code = to === undefined ? undefined : codeOf(to, ENTITIES, `the \`entity\` of ${what}`);
    raw.attach(rawPolicy, PLACES.indexOf(place), level, name, isSystem, code, entityName, resourceGroup);
  }

  return class Authorization {
    #raw;

    constructor(parts) {
      needEngine();
      checkObject(parts, PARTS, "the parts of an authorization");
      checkText(parts.account, "`account`");
      checkText(parts.locale, "`locale`");
      const raw = new engine.Authorization(parts.control?.length ?? 0, parts.account, parts.locale);
      try {
        for (const attachment of attachments(parts)) attach(raw, attachment);
      } catch (error) {
        raw.free();
        throw error;
      }
      this.#raw = raw;
    }

    #open() {
      if (!this.#raw) throw new Error("this Authorization was freed");
      return this.#raw;
    }

    decide(request) {
      const raw = this.#open();
      const bits = raw.decide(...packOne(request));
      if (bits === 0) throw unreadable(request);
      const possible = possibleIn(bits);
      // what is decided hangs on nothing
      const unknownKeys = possible.length === 1 ? [] : raw.unknownKeys(...packOne(request));
      return { decision: decisionOf(possible), possible, unknownKeys };
    }

    decideMany(requests) {
      const raw = this.#open();
      const decided = raw.decideMany(checkList(requests, "the requests").length, ...packMany(requests));
      const wrong = decided.indexOf(0);
      if (wrong >= 0) throw inRequest(wrong, unreadable(requests[wrong]));
      return decided;
    }

    explain(request) {
      const explanation = this.#open().explain(...packOne(request));
      if (explanation === undefined) throw unreadable(request);
      return explanation;
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  };
}

export { createAuthorization };

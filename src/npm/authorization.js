// Decisions: what takes part in a request, and the answers of the engine.
import { decisionOf, possibleIn } from "./decisions.js";
import { checkLocale } from "./locale.js";
import { TOGETHER, checkRequests, pack, packWhole, problemOf, wellFormed } from "./request.js";

const PARTS = ["identity", "session", "control", "resource", "account", "locale"];
const ATTACHED = ["policy", "name", "type", "entity", "entityName", "resourceGroup"];
/** Index = the code by which the engine knows a place. */
const PLACES = ["control", "session", "identity", "resource"];
const TYPES = ["Custom", "System"];
/** Index = the code by which the engine knows an entity. */
const ENTITIES = ["RamUser", "RamGroup", "RamRole", "ResourceDirectoryTarget"];

/** What the engine says of a request that must be packed anew. */
const AGAIN = 8;

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

/**
 * The class `Authorization`, and what says what a request touches, over one engine; `rawOf` gives the engine's policy of a `Policy`, or `undefined`, `keptOf` the
 * engine's requests of `Requests`.
 */
function createAuthorization(engine, needEngine, rawOf, keptOf) {
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

  let touchedBy;

  class Authorization {
    #raw;
    /** The condition keys that the policies mention and the engine's numbers for them, and when these were so. */
    #keys = new Map();
    #state = 0;
    /** Half a character in a key of a request is one that a policy mentions. */
    #isMended = false;

    constructor(parts) {
      needEngine();
      checkObject(parts, PARTS, "the parts of an authorization");
      const { account, locale, control } = parts;
      checkText(account, "`account`");
      if (account !== undefined && !/^\d+$/.test(account)) throw new RangeError(`\`account\` is an account's id, a number written as a string, not \`${account}\``);
      checkLocale(locale);
      const raw = new engine.Authorization(control?.length ?? 0, account, locale);
      try {
        for (const attachment of attachments(parts)) attach(raw, attachment);
      } catch (error) {
        raw.free();
        throw error;
      }
      this.#raw = raw;
    }

    static {
      touchedBy = (authorization, request) => authorization.#open().touched(...packWhole(wellFormed(request)));
    }

    #open() {
      if (!this.#raw) throw new Error("this Authorization was freed");
      return this.#raw;
    }

    /**
     * Some requests as the engine takes them. Anew: it has read its policies since, or half a character at the end of a
     * text met another half at the next one's beginning.
     */
    #pack(requests, from, to, isAnew) {
      if (isAnew || this.#isMended) {
        // a copy that has no getter, for one could update a policy
        requests = wellFormed(requests.slice(from, to));
        [from, to] = [0, requests.length];
        this.#follow();
      }
      return pack(requests, from, to, this.#keys);
    }

    #follow() {
      const raw = this.#open();
      const state = raw.state();
      if (state === this.#state) return;
      const keys = raw.keys();
      this.#keys = new Map(keys.map((key, number) => [key, number]));
      this.#isMended = keys.some((key) => key.includes("\ufffd"));
      this.#state = state;
    }

    decide(request) {
      this.#open();
      const requests = [request];
      let packed = this.#pack(requests, 0, 1, false);
      // anew: a getter of the request could free it
      let bits = this.#open().decide(this.#state, packed[0], packed[1], packed[2]);
      if (bits === AGAIN) {
        packed = this.#pack(requests, 0, 1, true);
        bits = this.#open().decide(this.#state, packed[0], packed[1], packed[2]);
      }
      if (bits === 0) throw problemOf(requests, 0, false);
      const possible = possibleIn(bits);
      // what is decided hangs on nothing
      const unknownKeys = possible.length === 1 ? [] : this.#open().unknownKeys(...packed);
      return { decision: decisionOf(possible), possible, unknownKeys };
    }

    decideMany(requests) {
      const kept = keptOf(requests);
      if (kept !== undefined) return this.#open().decideKept(kept);
      this.#open();
      checkRequests(requests);
      this.#follow();
      const decided = new Uint8Array(requests.length);
      for (let from = 0; from < requests.length; from += TOGETHER) {
        const to = Math.min(from + TOGETHER, requests.length);
        decided.set(this.#decideSome(requests, from, to), from);
      }
      return decided;
    }

    #decideSome(requests, from, to) {
      for (const isAnew of [false, true]) {
        let packed;
        try {
          packed = this.#pack(requests, from, to, isAnew);
        } catch {
          this.#open();
          throw problemOf(requests, from, true);
        }
        const bits = this.#open().decideMany(this.#state, to - from, ...packed);
        if (bits.includes(0)) break;
        if (bits.length > 0) return bits;
      }
      throw problemOf(requests, from, true);
    }

    explain(request) {
      this.#open();
      const requests = [request];
      // says first what is wrong with its form
      pack(requests, 0, 1, new Map());
      const packed = packWhole(wellFormed(request));
      const explanation = this.#open().explain(...packed);
      if (explanation === undefined) throw problemOf(requests, 0, false);
      return explanation;
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  return { Authorization, touchedBy };
}

export { createAuthorization };

// Requests that are kept in the engine, to be decided again and again.
import { TOGETHER, checkRequests, pack, problemOf, wellFormed } from "./request.js";

/** The class `Requests` over one engine, and what gives the engine's requests of one, `undefined` for anything else. */
function createRequests(engine, needEngine) {
  let keptOf;

  class Requests {
    #raw;
    #length;

    constructor(requests) {
      needEngine();
      checkRequests(requests);
      const raw = new engine.Requests();
      try {
        const { length } = requests;
        for (let from = 0; from < length; from += TOGETHER) addSome(raw, requests, from, Math.min(from + TOGETHER, length));
        this.#length = length;
      } catch (error) {
        raw.free();
        throw error;
      }
      this.#raw = raw;
    }

    static {
      keptOf = (requests) => (requests instanceof Requests ? requests.#open() : undefined);
    }

    #open() {
      if (!this.#raw) throw new Error("these Requests were freed");
      return this.#raw;
    }

    get length() {
      return this.#length;
    }

    free() {
      this.#raw?.free();
      this.#raw = undefined;
    }
  }

  return { Requests, keptOf };
}

function addSome(raw, requests, from, to) {
  const add = (some, from, to) => {
    const keys = new Keys();
    const packed = pack(some, from, to, keys);
    return raw.add(keys.listed, to - from, ...packed);
  };
  try {
    // half a character at the end of a text can meet another half at the next one's beginning
    if (add(requests, from, to) || add(wellFormed(requests.slice(from, to)), 0, to - from)) return;
  } catch {
    // which request it is says `problemOf`
  }
  throw problemOf(requests, from, true);
}

/** The condition keys of some requests; each has a number as soon as it is asked for. */
class Keys {
  listed = [];
  #numbers = new Map();

  get(key) {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.listed.push(key) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

export { createRequests };

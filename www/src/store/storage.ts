/**
 * What the page remembers in this browser.
 *
 * Storage may be full, forbidden or absent; then the session goes on without it and says so once, until all is kept again.
 */
export class Storage {
  /** what could not be kept when it was written last */
  private readonly unkept = new Set<string>();

  /** `lost` is called when something can no longer be kept, with the reason; `kept`: when all is kept again. */
  constructor(private readonly lost: (reason: string) => void, private readonly kept: () => void) {}

  read<T>(key: string, fallback: T): T {
    try {
      const kept = localStorage.getItem(PREFIX + key);
      return kept === null ? fallback : (JSON.parse(kept) as T);
    } catch {
      // Unreadable is as good as absent; a failing write is what is told.
      return fallback;
    }
  }

  /** Whether the value is kept now. */
  write(key: string, value: unknown): boolean {
    const reason = this.tryWrite(key, value);
    if (reason === null) {
      this.settle(key);
      return true;
    }
    if (this.unkept.size === 0) this.lost(reason);
    this.unkept.add(key);
    return false;
  }

  /** Why the value is not kept, for a caller that tells it itself; `null`: it is. */
  tryWrite(key: string, value: unknown): string | null {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return null;
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  }

  remove(key: string): void {
    this.settle(key);
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // What cannot be reached cannot be removed, and is not read either.
    }
  }

  /** Nothing of the key is lost any more. */
  private settle(key: string): void {
    if (this.unkept.delete(key) && this.unkept.size === 0) this.kept();
  }

  /** Calls `changed` when another tab writes the key. */
  watch(key: string, changed: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === PREFIX + key) changed();
    });
  }
}

const PREFIX = "ramlight/";

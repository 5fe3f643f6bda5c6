/** One plain store: a state, patches to it, and whoever draws it, at most once a frame. */
export class Store<S extends object> {
  private listeners: ((state: S) => void)[] = [];
  private scheduled = false;

  constructor(private current: S) {}

  get state(): Readonly<S> {
    return this.current;
  }

  set(patch: Partial<S>): void {
    this.current = { ...this.current, ...patch };
    if (this.scheduled) return;
    this.scheduled = true;
    // A hidden tab gets no frames; it is drawn when it is seen again.
    requestAnimationFrame(() => {
      this.scheduled = false;
      for (const listener of this.listeners) listener(this.current);
    });
  }

  /** Calls `listener` at once and after every change. */
  watch(listener: (state: S) => void): void {
    this.listeners.push(listener);
    listener(this.current);
  }
}

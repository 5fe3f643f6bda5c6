/** Tells tabs of the page of one another: two that have the same policy open would overwrite each other's text. */
interface Message { tab: string; policy: string; says: "opened" | "has" | "left" }

export class Tabs {
  private readonly channel: BroadcastChannel | null;
  private readonly id = crypto.randomUUID();
  private policy = "";

  /** `met` is called when another tab has the same policy open, `alone` when one has left it; `met` again if there is yet another. */
  constructor(met: () => void, alone: () => void) {
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("ramlight") : null;
    this.channel?.addEventListener("message", (event: MessageEvent<Message>) => {
      const { tab, policy, says } = event.data;
      if (tab === this.id || policy !== this.policy) return;
      if (says === "left") {
        alone();
        this.say("opened");
        return;
      }
      met();
      if (says === "opened") this.say("has");
    });
    addEventListener("pagehide", () => this.say("left"));
    // A page that the browser kept is shown again.
    addEventListener("pageshow", (event) => { if (event.persisted) this.say("opened"); });
  }

  /** Says which policy is open here, and that the one before is not. */
  opened(policy: string): void {
    this.say("left");
    this.policy = policy;
    this.say("opened");
  }

  private say(says: Message["says"]): void {
    if (this.policy !== "") this.channel?.postMessage({ tab: this.id, policy: this.policy, says } satisfies Message);
  }
}

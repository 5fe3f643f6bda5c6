/** Tells tabs of the page of one another: two that have the same policy open would overwrite each other's text. */
export class Tabs {
  private readonly channel: BroadcastChannel | null;
  private readonly id = crypto.randomUUID();
  private policy = "";

  /** `met` is called when another tab has the same policy open. */
  constructor(met: () => void) {
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("ramlight") : null;
    this.channel?.addEventListener("message", (event: MessageEvent<{ tab: string; policy: string; asks: boolean }>) => {
      const { tab, policy, asks } = event.data;
      if (tab === this.id || policy !== this.policy) return;
      met();
      if (asks) this.say(false);
    });
  }

  /** Says which policy is open here. */
  opened(policy: string): void {
    this.policy = policy;
    this.say(true);
  }

  private say(asks: boolean): void {
    this.channel?.postMessage({ tab: this.id, policy: this.policy, asks });
  }
}

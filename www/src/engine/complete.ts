/** What could be typed at a place of the text. It has a policy of its own: what is typed next need not be answered first. */
import { Policy, type Bindings, type Catalog, type PolicyKind } from "ramlight";
import { LOCALE } from "../strings.ts";
import type { Completing, Offers } from "./protocol.ts";

export class Completer {
  private policy: Policy | null = null;

  /** Reads what the first answer of a catalogue needs: the names of its operations. */
  warm(kind: PolicyKind, catalog: Catalog): void {
    const text = '{"Statement":[{"Effect":"Allow","Action":"a"}]}';
    this.complete({ text, position: text.lastIndexOf("a") + 1, asked: false }, kind, catalog, {});
  }

  complete({ text, position, asked }: Completing, kind: PolicyKind, catalog: Catalog, bindings: Bindings): Offers | null {
    this.policy ??= new Policy("", { locale: LOCALE, kind });
    if (this.policy.kind() !== kind) this.policy.setKind(kind);
    this.policy.update(text);
    // What opens by itself stays within strings.
    if (!asked && !this.policy.placeAt(position)?.quoted) return null;
    const offers = this.policy.completions(catalog, position, { bindings });
    const place = this.policy.placeAt(position);
    const wants = /^(Not)?Action$/.test(place?.element ?? "") && !place?.text.includes(":") && !catalog.about().whole;
    return offers || wants ? { from: position, to: position, options: [], ...offers, wants } : null;
  }
}

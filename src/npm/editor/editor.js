// The entry `ramlight/editor`: <ram-policy-editor>, an editor of one policy that says what is to be said of it.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionStatus, hasNextSnippetField, nextSnippetField, pickedCompletion, selectedCompletion, snippet, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { closeLintPanel, lintGutter, lintKeymap, openLintPanel, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { activateHover, closeHoverTooltips, drawSelection, EditorView, hasHoverTooltips, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { init, Policy } from "./browser.js";
import { lookAt, tooltip } from "./card.js";
import css from "./editor.css";
import { marks } from "./marks.js";
import { codeMirrorResult } from "./offers.js";
import { WORDS } from "./words.js";

/** On a server, where there are no elements, the module can be imported all the same. */
const Element = globalThis.HTMLElement ?? class {};
const SEVERITIES = ["error", "security-warning", "general-warning", "suggestion"];
/** A check takes at most this share of the time: the next one waits so many times as long as the last one took. */
const REST = 4;

const language = [
  json(),
  syntaxHighlighting(HighlightStyle.define([
    { tag: tags.string, class: "json-string" },
    { tag: [tags.number, tags.bool, tags.null], class: "json-atom" },
    { tag: [tags.separator, tags.squareBracket, tags.brace], class: "json-mark" },
  ])),
];

let sheet;
/** The element's style; a sheet that is constructed needs no leave of a page's Content-Security-Policy. */
function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

export class RamPolicyEditor extends Element {
  static observedAttributes = ["kind", "label", "locale", "readonly"];
  static formAssociated = true;

  #internals = this.attachInternals?.();
  #settings = { words: new Compartment(), writable: new Compartment() };
  #text = "";
  #catalog;
  #findings = [];
  #policy;
  #view;
  #status;
  #timer;
  #took = 0;
  #ready = false;

  connectedCallback() {
    for (const property of ["value", "catalog"]) this.#upgrade(property);
    if (!this.#text) this.#text = this.textContent.trim();
    this.#view ?? this.#build();
    this.#load();
    this.#check();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#policy?.free();
    this.#policy = undefined;
  }

  attributeChangedCallback(name) {
    if (!this.#view) return;
    const { words, writable } = this.#settings;
    this.#view.dispatch({ effects: [words.reconfigure(this.#spoken()), writable.reconfigure(this.#writable())] });
    if (name === "kind" || name === "locale") {
      this.#policy?.free();
      this.#policy = undefined;
      this.#check();
    }
  }

  /** The policy's text. */
  get value() {
    return this.#view ? this.#view.state.doc.toString() : this.#text;
  }

  set value(text) {
    if (typeof text !== "string") throw new TypeError("the value must be a string");
    this.#text = text;
    if (!this.#view || text === this.value) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }

  /** Whose facts the findings rest on; the built-in catalogue without one. It stays the caller's to free. */
  get catalog() {
    return this.#catalog;
  }

  set catalog(catalog) {
    this.#catalog = catalog ?? undefined;
    this.#check();
  }

  get kind() {
    return this.getAttribute("kind") ?? "identity";
  }

  set kind(kind) {
    this.setAttribute("kind", kind);
  }

  get locale() {
    return this.getAttribute("locale") ?? "en";
  }

  set locale(locale) {
    this.setAttribute("locale", locale);
  }

  get readOnly() {
    return this.hasAttribute("readonly");
  }

  set readOnly(on) {
    this.toggleAttribute("readonly", Boolean(on));
  }

  get name() {
    return this.getAttribute("name") ?? "";
  }

  set name(name) {
    this.setAttribute("name", name);
  }

  /** What the last check found, in the order of the text. */
  get findings() {
    return this.#findings;
  }

  /** Puts the document into its canonical form, in one step of the history. Whether it could: its JSON may be broken. */
  format() {
    const formatted = this.#ready ? this.#read().format() : null;
    if (formatted === null) return false;
    if (formatted !== this.value) {
      this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: formatted }, userEvent: "input.format" });
    }
    return true;
  }

  /** Selects a finding's place and brings it into view. */
  reveal({ from, to }) {
    const { length } = this.#view.state.doc;
    const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
    this.#view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
    this.#view.focus();
  }

  focus() {
    this.#view?.focus();
  }

  formResetCallback() {
    this.value = this.textContent.trim();
  }

  formDisabledCallback(disabled) {
    this.readOnly = disabled;
  }

  /** A property that was set before the element was defined hides the one of the class. */
  #upgrade(property) {
    if (!Object.hasOwn(this, property)) return;
    const value = this[property];
    delete this[property];
    this[property] = value;
  }

  #words() {
    return WORDS[this.locale] ?? WORDS.en;
  }

  #spoken() {
    const words = this.#words();
    const label = this.getAttribute("label") ?? words.label;
    return [EditorState.phrases.of(words.phrases), EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" })];
  }

  #writable() {
    return [EditorState.readOnly.of(this.readOnly), EditorView.contentAttributes.of({ "aria-readonly": String(this.readOnly) })];
  }

  #build() {
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [style()];
    const place = root.appendChild(document.createElement("div"));
    place.className = "place";
    this.#status = this.#statusBar(root);
    const { words, writable } = this.#settings;
    // a list of what could be typed stands where a card would
    const isCompleting = ({ state }) => completionStatus(state) === "active";
    const cards = hoverTooltip((view, position) => (isCompleting(view) ? null : this.#card(position)), { hideOnChange: true, hideOn: isCompleting });
    const extensions = [
      lineNumbers(), foldGutter(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(),
      drawSelection(), history(), indentOnInput(), indentUnit.of("  "), bracketMatching(), closeBrackets(),
      search({ top: true }), highlightSelectionMatches(), language, EditorState.tabSize.of(2),
      words.of(this.#spoken()), writable.of(this.#writable()), this.#completion(), cards,
      keymap.of([
        { key: "F1", preventDefault: true, run: (view) => { activateHover(view, view.state.selection.main.head, 1, { tooltip: cards }); return true; } },
        { key: "Escape", run: (view) => hasHoverTooltips(view.state) && (view.dispatch({ effects: closeHoverTooltips }), true) },
      ]),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
      EditorView.updateListener.of((update) => update.docChanged && this.#changed()),
    ];
    const state = EditorState.create({ doc: this.#text, extensions });
    this.#view = new EditorView({ parent: place, root, state });
    this.#internals?.setFormValue(this.#text);
  }

  #completion() {
    const offers = autocompletion({
      override: [({ pos, explicit }) => this.#offers(pos, explicit)],
      activateOnCompletion: ({ more }) => more,
      activateOnTypingDelay: 0,
      icons: false,
      optionClass: ({ type }) => `kind-${type}`,
    });
    return [offers, Prec.highest(keymap.of([{ key: "Tab", run: (view) => this.#accept(view) || this.#nextField(view) }]))];
  }

  /** Takes the option that is chosen; where it fills in a field and nothing is to be typed on, it goes to the next. */
  #accept(view) {
    const chosen = selectedCompletion(view.state);
    if (!acceptCompletion(view)) return false;
    // an option with fields of its own selects the first of them
    if (chosen && !chosen.more && view.state.selection.main.empty && hasNextSnippetField(view.state)) this.#nextField(view);
    return true;
  }

  /** Goes to the next field of what was inserted; in an empty one it shows what could stand there. */
  #nextField(view) {
    if (!nextSnippetField(view)) return false;
    const { main } = view.state.selection;
    if (main.empty && this.#read().placeAt(main.head)?.quoted) startCompletion(view);
    return true;
  }

  /** What could be typed; by itself the list opens within strings alone. */
  #offers(position, isAsked) {
    if (!this.#ready || this.readOnly) return null;
    const policy = this.#read();
    if (!isAsked && !policy.placeAt(position)?.quoted) return null;
    const offers = policy.completions(this.#catalog, position);
    return offers && codeMirrorResult(offers, { hasNextSnippetField, pickedCompletion, snippet });
  }

  #statusBar(root) {
    const bar = root.appendChild(document.createElement("div"));
    bar.className = "status";
    bar.part = "status";
    const part = (tag, attributes) => {
      const element = bar.appendChild(document.createElement(tag));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    const count = part("button", { type: "button", "aria-live": "polite" });
    count.addEventListener("click", () => {
      const isOpen = root.querySelector(".cm-panel-lint") !== null;
      (isOpen ? closeLintPanel : openLintPanel)(this.#view);
    });
    return { count, length: part("span", { class: "size" }), problem: part("span", { class: "failed", role: "alert" }) };
  }

  #changed() {
    this.#internals?.setFormValue(this.value);
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, composed: true, detail: { value: this.value } }));
    this.#check();
  }

  async #load() {
    try {
      await init();
      this.#ready = true;
      this.#check();
    } catch (error) {
      this.#fail(error, this.#words().failed);
    }
  }

  /** Checks soon; of several calls only the last counts. */
  #check() {
    clearTimeout(this.#timer);
    if (this.#view && this.isConnected) this.#timer = setTimeout(() => this.#look(), this.#took * REST);
  }

  /** The text as a policy. */
  #read() {
    if (this.#policy) this.#policy.update(this.value);
    else this.#policy = new Policy(this.value, { locale: this.locale, kind: this.kind });
    return this.#policy;
  }

  /** What stands at a position; an unknown kind and a freed catalogue are told by the check. */
  #card(position) {
    try {
      const about = this.#ready ? lookAt(this.#read(), this.#catalog, position) : null;
      return about && tooltip(about);
    } catch {
      return null;
    }
  }

  #look() {
    if (!this.#ready) return;
    const start = performance.now();
    try {
      const policy = this.#read();
      this.#findings = policy.findings(this.#catalog);
      this.#show(this.#findings, policy.size());
    } catch (error) {
      // an unknown kind, say, or a catalogue that was freed
      this.#findings = [];
      return this.#fail(error, error.message);
    }
    this.#took = performance.now() - start;
    const detail = { findings: this.#findings, refused: this.#policy.refused() };
    this.dispatchEvent(new CustomEvent("findings", { bubbles: true, composed: true, detail }));
  }

  #fail(error, message) {
    this.#show([], undefined, message);
    this.dispatchEvent(new CustomEvent("error", { detail: { error } }));
  }

  #show(findings, size, failure) {
    const { state } = this.#view;
    const text = state.doc;
    const words = this.#words();
    const marked = marks(findings, text.length, words, (view) => !this.readOnly && view.state.doc.eq(text));
    this.#view.dispatch(setDiagnostics(state, marked));
    // each stays where it is, so that the focus does, and a screen reader says what is new
    const { count, length, problem } = this.#status;
    say(count, failure ? "" : counted(findings, words) || words.none);
    count.title = words.list;
    say(length, size ? words.size(size[size.unit], size.limit, words.units[size.unit]) : "");
    length.classList.toggle("over", size !== undefined && size[size.unit] > size.limit);
    say(problem, failure ?? "");
  }
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}

function counted(findings, words) {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count ? [`${count} ${words.counts[severity][count === 1 ? 0 : 1]}`] : [];
  });
  return parts.join(", ");
}

if (globalThis.customElements && !customElements.get("ram-policy-editor")) {
  customElements.define("ram-policy-editor", RamPolicyEditor);
}

/** CodeMirror's style element carries this; the page is a static file, so the nonce only names the one source of styles. */
export const STYLE_NONCE = "ramlight-editor";

/** Everything comes from the page's own origin, and nothing leaves it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'nonce-${STYLE_NONCE}'`,
  "worker-src 'self'",
  "connect-src 'self'",
  // Browsers ask for a tab's icon on every page, and report it as an error where it may not be loaded.
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text as it may stand within a page. */
export const pageText = (raw: string): string => raw.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px 16px;max-width:32rem;margin-inline:auto}h1{font-size:1.25rem;line-height:1.75rem;overflow-wrap:anywhere}
button{font:600 1.125rem/1 system-ui,sans-serif;width:100%;min-height:56px;border:0;border-radius:6px;background:#2f4bb8;color:#fff;cursor:pointer}button:focus-visible,a:focus-visible{outline:2px solid;outline-offset:2px}`;

/** A page for links in messages, that works in any mail program's browser: no script, no sign-in. `body` is markup. */
export const plainPage = ({ title, body, nonce }: { title: string; body: string; nonce: string }): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${pageText(title)}</title><style nonce="${pageText(nonce)}">${style}</style></head><body><main>${body}</main></body></html>`;

export const plainPageHeaders = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" } as const;

export interface AllowRule {
  /** "*" = any. */
  method: string;
  origin: string;
  /** The path begins with this; a prefix without "/" at its end also covers what lies below it, and nothing that merely begins with the same letters. */
  path: string;
}

const lineShape = /^(\*|[A-Za-z]+)\s+(https?:\/\/\S+)$/;

/** Reads an allow-list: one `METHOD https://host/path-prefix` a line, # for remarks. A line that cannot be read is a fault: half a list is none. */
export function readAllowList(text: string): { rules: AllowRule[]; faults: { line: number; text: string }[] } {
  const rules: AllowRule[] = [];
  const faults: { line: number; text: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const [, method, url] = lineShape.exec(line) ?? [];
    const target = url !== undefined && URL.canParse(url) ? new URL(url) : null;
    if (method === undefined || target === null || target.search !== "" || target.hash !== "" || target.username !== "" || target.password !== "" || target.hostname.includes("*")) faults.push({ line: index + 1, text: line.slice(0, 120) });
    else rules.push({ method: method.toUpperCase(), origin: target.origin, path: target.pathname });
  }
  return { rules, faults };
}

const covers = (prefix: string, path: string): boolean => path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);

/** Whether a call is allowed: by method, by the very origin (scheme, host, port), and by the path after dots in it are resolved. An encoded slash, backslash or dot is refused: servers disagree on what it means. */
export function isCallAllowed(rules: readonly AllowRule[], { method, url }: { method: string; url: string }): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  if (target.username !== "" || target.password !== "" || /%(2f|5c|2e|25|00)/i.test(target.pathname) || target.pathname.includes("//")) return false;
  return rules.some((rule) => (rule.method === "*" || rule.method === method.toUpperCase()) && rule.origin === target.origin && covers(rule.path, target.pathname));
}

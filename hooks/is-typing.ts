const TEXT_INPUTS = new Set(["text", "search", "email", "url", "tel", "password", "number", "date", "time", "datetime-local", "month", "week"]);

interface ElementLike {
  tagName: string;
  isContentEditable?: boolean;
  getAttribute(name: string): string | null;
}

/** True where letters are text: keys that mean something elsewhere are off there. */
export function isTypingTarget(target: ElementLike | null): boolean {
  if (target === null) return false;
  if (target.isContentEditable === true) return true;
  const tag = target.tagName.toLowerCase();
  if (tag === "textarea" || tag === "select") return true;
  if (tag === "input") return TEXT_INPUTS.has(target.getAttribute("type") ?? "text");
  const role = target.getAttribute("role");
  return role === "textbox" || role === "combobox" || role === "searchbox";
}

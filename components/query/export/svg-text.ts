const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that may stand inside an element or an attribute. Control characters, which no XML may hold, are left out. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "").replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");

/** Text that fits into a number of characters. */
export const shorten = (text: string, characters: number): string => (text.length <= characters ? text : `${text.slice(0, Math.max(1, characters - 1)).trimEnd()}…`);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const written = (attributes: Attributes): string => Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeMarkup(String(value))}"`])).join("");

export const shape = (name: "rect" | "line" | "path" | "circle", attributes: Attributes): string => `<${name}${written(attributes)}/>`;

export const words = (text: string, attributes: Attributes): string => `<text${written(attributes)}>${escapeMarkup(text)}</text>`;

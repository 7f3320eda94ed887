export const calloutKinds = ["note", "tip", "important", "warning", "caution"] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const mark = /^\s*\[!(note|tip|important|warning|caution)\][ \t]*/i;

/** The kind of a quotation that is a callout (its text begins with `[!WARNING]`) and the text behind the mark; null for any other. */
export function calloutOf(text: string): { kind: CalloutKind; rest: string } | null {
  const [whole, word] = mark.exec(text) ?? [];
  const kind = calloutKinds.find((one) => one === word?.toLowerCase());
  return whole === undefined || kind === undefined ? null : { kind, rest: text.slice(whole.length).replace(/^\n/, "") };
}

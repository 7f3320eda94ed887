/** What a macro or canned reply may name: `{{requester.first}}`. */
export const templateVariables = ["ticket.number", "ticket.subject", "requester.name", "requester.first", "customer.name", "service.name", "agent.name", "agent.first", "incident.number"] as const;
export type TemplateVariable = (typeof templateVariables)[number];
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string | null>>>;

const placeholder = /\{\{\s*([a-z.]+)\s*\}\}/gi;
const isVariable = (name: string): name is TemplateVariable => (templateVariables as readonly string[]).includes(name);

export interface FilledTemplate {
  text: string;
  /** Variables without a value, and names that are no variable; they stay in the text as written so that nobody sends a gap unseen. */
  missing: string[];
}

/** Puts values into a text. Values are put in as they are: nothing in them is read as a variable again. */
export function fillTemplate(template: string, values: TemplateValues): FilledTemplate {
  const missing = new Set<string>();
  const text = template.replaceAll(placeholder, (written, name: string) => {
    const value = isVariable(name.toLowerCase()) ? values[name.toLowerCase() as TemplateVariable] : undefined;
    if (value) return value;
    missing.add(name.toLowerCase());
    return written;
  });
  return { text, missing: [...missing] };
}

/** The first word of a name, as in a greeting. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? "";

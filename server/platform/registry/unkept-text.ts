import type { FieldFault } from "../errors";

const unkept = "\u0000";
const message = "Leave out the NUL character (U+0000): no text here can hold it";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/** Looks into lists and plain objects, however deep; bytes and instants hold no text. */
function holdsUnkept(input: unknown): boolean {
  const open = [input];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" && value.includes(unkept)) return true;
    if (Array.isArray(value)) for (const each of value) open.push(each);
    else if (isRecord(value)) for (const [key, each] of Object.entries(value)) open.push(key, each);
  }
  return false;
}

/** The fields whose text PostgreSQL would refuse. */
export const unkeptText = (input: unknown): FieldFault[] => (isRecord(input) ? Object.entries(input) : [["", input] as const]).filter((field) => holdsUnkept(field)).map(([path]) => ({ path: path.replaceAll(unkept, ""), message }));

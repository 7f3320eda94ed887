export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
export type Params = Record<string, string | string[] | undefined>;

/** One search parameter; undefined when absent or empty, the first when repeated. */
export function param(params: Params, name: string): string | undefined {
  const value = params[name];
  const one = Array.isArray(value) ? value[0] : value;
  return one === "" ? undefined : one;
}

/** A parameter that must be one of a schema's values; anything else counts as not given. */
export function choice<T>(params: Params, name: string, schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }): T | undefined {
  const parsed = schema.safeParse(param(params, name));
  return parsed.success ? parsed.data : undefined;
}

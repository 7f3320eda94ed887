import { runbookSorts, type RunbookSort } from "#contract/knowledge";
import type { PageParams } from "@/components/kit/with-params";

const textOf = (params: PageParams, name: string): string | undefined => {
  const value = params[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

export interface RunbooksParams {
  q?: string;
  section?: string;
  sort?: RunbookSort;
  cursor?: string;
}

/** What the list's address asks for; words that mean nothing here are as if they were not there. */
export function readRunbooksParams(params: PageParams): RunbooksParams {
  const q = textOf(params, "q")?.slice(0, 200);
  const section = textOf(params, "section")?.slice(0, 200);
  const sort = runbookSorts.find((value) => value === textOf(params, "sort"));
  const cursor = textOf(params, "cursor");
  return { ...(q === undefined ? {} : { q }), ...(section === undefined ? {} : { section }), ...(sort === undefined ? {} : { sort }), ...(cursor === undefined ? {} : { cursor }) };
}

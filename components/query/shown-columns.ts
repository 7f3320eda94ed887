import type { EvidenceTable } from "#contract/query";

/** The columns that a reader sees: not the address of a row's page, nor how many cases there were where that is the figure itself. */
export const shownColumns = ({ columns }: Pick<EvidenceTable, "columns">): EvidenceTable["columns"] =>
  columns.filter(({ key, label }) => key !== "href" && !(key === "n" && columns.some((other) => other.key !== "n" && other.label === label)));

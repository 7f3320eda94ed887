/** How a section is called; runbooks at the top of a library have none. */
export const sectionName = (section: string): string => (section === "" ? "No section" : section);

export interface SectionGroup<Row> {
  section: string;
  rows: Row[];
}

/** Rows that stand together, in the order in which they come. */
export function groupBySection<Row extends { section: string }>(rows: readonly Row[]): SectionGroup<Row>[] {
  const groups: SectionGroup<Row>[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.section === row.section) last.rows.push(row);
    else groups.push({ section: row.section, rows: [row] });
  }
  return groups;
}

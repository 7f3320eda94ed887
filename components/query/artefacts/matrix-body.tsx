import type { Artefact, EvidenceTable } from "#contract/query";
import { cn } from "@/lib/cn";
import { Spans } from "../spans";
import { ToneMark } from "./tone-mark";

type Body = Extract<Artefact["body"], { kind: "matrix" }>;

export interface MatrixArtefactProps {
  title: string;
  body: Body;
  tables: readonly EvidenceTable[];
}

const BACK = { neutral: "", good: "", watch: "bg-warn-bg", bad: "bg-crit-bg" } as const;

const cellAt = (body: Body, row: number, column: number) => body.cells.find((cell) => cell.row === row && cell.column === column);

function Items({ cell, tables }: { cell: Body["cells"][number] | undefined; tables: readonly EvidenceTable[] }) {
  if (cell === undefined || cell.items.length === 0) return <span className="text-fg-3">–</span>;
  return (
    <ul className="grid gap-1.5">
      {cell.items.map((item, index) => <li key={index} className="leading-5 wrap-anywhere"><Spans spans={item} tables={tables} /></li>)}
    </ul>
  );
}

/** A matrix as a table: on a wide screen a grid, on a narrow one the cells one below the other, the heaviest first as given. */
export function MatrixArtefact({ title, body, tables }: MatrixArtefactProps) {
  return (
    <div className="px-4 pb-4 text-sm">
      <table className="w-full border-separate border-spacing-1 max-sm:hidden">
        <caption className="pb-1 text-left text-xs text-fg-3">{body.yLabel} downwards, {body.xLabel.toLowerCase()} to the right</caption>
        <thead>
          <tr>
            <td />
            {body.columns.map((column) => <th key={column} scope="col" className="px-2 pb-1 text-left text-xs font-medium text-fg-3">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {body.rows.map((name, row) => (
            <tr key={name}>
              <th scope="row" className="w-px pr-2 text-left align-top text-xs font-medium whitespace-nowrap text-fg-3">{name}</th>
              {body.columns.map((column, index) => {
                const cell = cellAt(body, row, index);
                return (
                  <td key={column} className={cn("h-16 rounded-md border border-line p-2.5 align-top", cell !== undefined && cell.items.length > 0 && BACK[cell.tone])}>
                    <div className="flex gap-2">{cell !== undefined && cell.items.length > 0 ? <ToneMark tone={cell.tone} /> : null}<Items cell={cell} tables={tables} /></div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <dl aria-label={title} className="grid gap-3 sm:hidden">
        {body.rows.flatMap((name, row) => body.columns.flatMap((column, index) => {
          const cell = cellAt(body, row, index);
          return cell === undefined || cell.items.length === 0 ? [] : [
            <div key={`${name}-${column}`} className={cn("rounded-md border border-line p-3", BACK[cell.tone])}>
              <dt className="mb-1 flex items-center gap-2 text-xs font-medium text-fg-3"><ToneMark tone={cell.tone} />{name}, {column.toLowerCase()}</dt>
              <dd><Items cell={cell} tables={tables} /></dd>
            </div>,
          ];
        }))}
      </dl>
    </div>
  );
}

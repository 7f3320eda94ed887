import { auditDiff } from "#core/accounts";

export interface AuditChangeProps {
  before: unknown;
  after: unknown;
}

const namesShown = 3;

function Value({ text }: { text: string | null }) {
  return text === null ? <span className="text-fg-3">–</span> : <span className="wrap-anywhere">{text}</span>;
}

/** What a change did, field by field; folded to the names of the fields until it is opened. */
export function AuditChange({ before, after }: AuditChangeProps) {
  const differences = auditDiff(before, after);
  if (differences.length === 0) return <span className="text-fg-3">nothing recorded</span>;
  const names = differences.slice(0, namesShown).map((each) => each.path).join(", ");
  const more = differences.length > namesShown ? ` and ${differences.length - namesShown} more` : "";
  return (
    <details className="min-w-0 text-left">
      <summary className="cursor-pointer rounded-sm text-fg-2 hover:text-fg">
        {names}
        {more}
      </summary>
      <table className="my-2 w-full max-w-160 table-fixed text-xs">
        <thead className="text-fg-3">
          <tr>
            <th scope="col" className="w-2/6 py-1 pr-2 text-left font-medium">Field</th>
            <th scope="col" className="w-2/6 py-1 pr-2 text-left font-medium">Before</th>
            <th scope="col" className="w-2/6 py-1 text-left font-medium">After</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((each) => (
            <tr key={each.path} className="align-top">
              <th scope="row" className="h-auto! border-t border-line py-1 pr-2 text-left font-mono font-normal wrap-anywhere">{each.path}</th>
              <td className="h-auto! border-t border-line py-1 pr-2"><Value text={each.before} /></td>
              <td className="h-auto! border-t border-line py-1"><Value text={each.after} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

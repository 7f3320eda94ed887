import type { VersionDetail } from "#contract/knowledge";
import { cn } from "@/lib/cn";

const marks = { same: " ", added: "+", removed: "-" } as const;
const spoken = { same: "", added: "added: ", removed: "taken out: " } as const;

export interface DocDiffProps {
  hunks: VersionDetail["hunks"];
}

/** Changed lines with some around them. Marks and words say what colour says. */
export function DocDiff({ hunks }: DocDiffProps) {
  if (hunks.length === 0) return <p className="text-sm text-fg-3">The text is the same.</p>;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card font-mono text-xs leading-5">
      {hunks.map((hunk, index) => (
        <div key={index}>
          {hunk.skipped > 0 ? <p className="border-y border-line bg-muted px-3 py-0.5 text-fg-3 first:border-t-0">{hunk.skipped} unchanged lines</p> : null}
          {hunk.lines.map((line, at) => (
            <p key={at} className={cn("flex gap-2 px-3", line.kind === "added" && "bg-info-bg", line.kind === "removed" && "bg-crit-bg")}>
              <span aria-hidden className="select-none text-fg-3">{marks[line.kind]}</span>
              <span className="sr-only">{spoken[line.kind]}</span>
              <span className={cn("min-w-0 whitespace-pre-wrap wrap-anywhere", line.kind === "removed" && "line-through decoration-crit-line")}>{line.text === "" ? " " : line.text}</span>
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

import Link from "next/link";
import { Banner } from "@/components/kit/banner";
import { formatCount } from "@/lib/format";

/** What of the desk's promises is broken or about to be, above a list; nothing while all is well. */
export function LateNotice({ late, soon, canExplain }: { late: number; soon: number; canExplain: boolean }) {
  if (late + soon === 0) return null;
  const parts = [...(late === 0 ? [] : [`${formatCount(late, "ticket")} ${late === 1 ? "is" : "are"} late`]), ...(soon === 0 ? [] : [`${late === 0 ? formatCount(soon, "ticket") : String(soon)} ${soon === 1 ? "falls" : "fall"} due within 4 hours`])];
  return <Banner tone="warn" title={`${parts.join(", ")}.`}>{canExplain ? <Link href={late > 0 ? "/sla?show=late" : "/sla"} className="underline underline-offset-3">See which, and how likely each will be late</Link> : null}</Banner>;
}

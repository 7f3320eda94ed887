import type { SloStatusName } from "#contract/slo";
import { StatusBadge } from "@/components/kit/status-badge";

/** The kit's status, and a word for a definition that cannot be evaluated. */
export function SloStatus({ status }: { status: SloStatusName }) {
  return status === "misconfigured" ? <StatusBadge status="warn" label="Misconfigured" /> : <StatusBadge status={status} />;
}

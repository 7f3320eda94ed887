import type { RunPurpose, RunStatus } from "#contract/changes";
import { runState } from "@/components/changes/change-words";
import { StatusBadge } from "@/components/kit/status-badge";

export function RunState({ run }: { run: { status: RunStatus; purpose: RunPurpose } }) {
  return <StatusBadge {...runState(run)} />;
}

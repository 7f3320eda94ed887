import type { RunbookProof, RunbookRunStatus } from "#contract/runbooks";
import { StatusBadge } from "@/components/kit/status-badge";
import { proofMark, proofWords, runMark, runWords } from "@/components/runbooks/run-words";

export const RunState = ({ status }: { status: RunbookRunStatus }) => <StatusBadge status={runMark(status)} label={runWords[status]} />;

export const ProofState = ({ state }: { state: RunbookProof["state"] }) => <StatusBadge status={proofMark(state)} label={proofWords[state]} />;

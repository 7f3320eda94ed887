import type { WindowStatus } from "#contract/maintenance";
import type { Status } from "@/components/kit/status-map";

export const statusWords: Readonly<Record<WindowStatus, string>> = { draft: "draft", requested: "requested", approved: "approved", announced: "announced", in_progress: "in progress", verifying: "verifying", completed: "completed", cancelled: "cancelled", failed: "failed", rolled_back: "rolled back" };

/** What a button that leads to the state says. */
export const stepWords: Readonly<Record<WindowStatus, string>> = { draft: "Back to draft", requested: "Request approval", approved: "Approve", announced: "Announce", in_progress: "Begin", verifying: "Verify", completed: "Complete", cancelled: "Cancel window", failed: "Failed", rolled_back: "Rolled back" };

const marks: Readonly<Record<WindowStatus, Status>> = { draft: "draft", requested: "waiting", approved: "maintenance", announced: "maintenance", in_progress: "running", verifying: "running", completed: "ok", cancelled: "cancelled", failed: "failed", rolled_back: "warn" };
export const markOf = (status: WindowStatus): Status => marks[status];

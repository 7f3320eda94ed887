import "server-only";
import type { ErrorCode } from "../platform/errors";

/** What a caller is told beside the failure: after a lack of room or of a component, when to come back. */
export const failureHeaders = (code: ErrorCode): Record<string, string> => (code === "UNAVAILABLE" ? { "retry-after": "2" } : {});

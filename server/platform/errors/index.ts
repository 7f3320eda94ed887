export type ErrorCode =
  | "UNAUTHENTICATED"
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "CONFLICT"
  | "VALIDATION"
  | "LIMIT_EXCEEDED"
  | "TOO_LARGE"
  | "PRECONDITION_FAILED"
  | "UNAVAILABLE"
  | "INTERNAL";

export interface FieldFault {
  path: string;
  message: string;
}

/** The one error that services throw; each face turns it into its own form. `message` is shown to people. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly FieldFault[];

  constructor(code: ErrorCode, message: string, options: { faults?: FieldFault[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.faults = options.faults ?? [];
  }
}

export const httpStatusOf: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  VALIDATION: 400,
  LIMIT_EXCEEDED: 429,
  TOO_LARGE: 413,
  PRECONDITION_FAILED: 412,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** What a face may tell its caller: the cause of an unexpected failure stays in the log. */
export interface PublicError {
  code: ErrorCode;
  message: string;
  faults: readonly FieldFault[];
  requestId: string;
}

export function toPublicError(error: unknown, requestId: string): PublicError {
  if (error instanceof DomainError && error.code !== "INTERNAL") return { code: error.code, message: error.message, faults: error.faults, requestId };
  return { code: "INTERNAL", message: `Something went wrong on our side. Quote request ${requestId} when you report it.`, faults: [], requestId };
}

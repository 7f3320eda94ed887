import "server-only";
import type { CheckSeen } from "./contract";

/** A part of the portal, or a service that it leans on. */
export interface SelfComponent {
  slug: string;
  name: string;
  everyMs: number;
  /** Failures in a row before it counts as down. */
  retries: number;
  /** Throws when it does not work. */
  look: () => Promise<Pick<CheckSeen, "status" | "latencyMs" | "reason">>;
  close?: () => void;
}

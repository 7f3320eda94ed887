import { Badge, type BadgeProps } from "@/components/ui/badge";
import type { StateKind } from "#contract/tickets";

const tones: Record<StateKind, BadgeProps["tone"]> = { open: "accent", waiting: "warn", resolved: "neutral", closed: "outline" };

/** The source's own word for the state; the tone says what it means. */
export function StateBadge({ state, kind }: { state: string; kind: StateKind }) {
  return <Badge tone={tones[kind]}>{state}</Badge>;
}

import type { IncidentRow } from "#contract/incidents";
import { Badge } from "@/components/ui/badge";

const tones = { sev1: "critical", sev2: "warn", sev3: "neutral", sev4: "neutral" } as const;

export const SeverityBadge = ({ severity }: Pick<IncidentRow, "severity">) => <Badge tone={tones[severity]}>{severity.toUpperCase()}</Badge>;

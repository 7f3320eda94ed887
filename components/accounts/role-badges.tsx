import { roleLabel } from "@/components/accounts/role-text";
import { Badge } from "@/components/ui/badge";
import type { RoleName } from "#contract/accounts";

export interface RoleBadgesProps {
  roles: readonly RoleName[];
  customerName?: string | null;
}

export function RoleBadges({ roles, customerName = null }: RoleBadgesProps) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {roles.map((role) => (
        <Badge key={role} tone={role === "admin" ? "accent" : "neutral"}>
          {roleLabel(role)}
          {role === "requester" && customerName !== null ? ` of ${customerName}` : ""}
        </Badge>
      ))}
    </span>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { RolesField, type Access } from "@/components/accounts/roles-field";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";
import { rolesFault } from "#core/accounts";

export interface RolesFormProps {
  user: { id: string; name: string };
  initial: Access;
  customers: readonly { id: string; name: string }[];
}

const same = (a: Access, b: Access): boolean => a.customerId === b.customerId && [...a.roles].sort().join() === [...b.roles].sort().join();

export function RolesForm({ user, initial, customers }: RolesFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(trpc.accounts.changeRoles.mutationOptions());
  const [access, setAccess] = useState<Access>(initial);
  const fault = rolesFault(access.roles, access.customerId);
  const save = async () => {
    await change.mutateAsync({ id: user.id, ...access });
    toast.success("The roles are changed.");
    router.refresh();
  };
  return (
    <div className="grid gap-4">
      <RolesField value={access} onChange={setAccess} customers={customers} error={fault} isLegendHidden />
      <div>
        <ConfirmDialog trigger={<Button variant="primary" disabled={fault !== null || same(access, initial)}>Change roles</Button>} title={`Change the roles of ${user.name}?`} confirmLabel="Change roles" onConfirm={save}>
          They are signed out everywhere and continue with the new roles.
        </ConfirmDialog>
      </div>
    </div>
  );
}

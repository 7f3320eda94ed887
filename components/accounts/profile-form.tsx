"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { toast } from "sonner";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";
import { updateProfileInput } from "#contract/accounts";

interface Values {
  name: string;
  zone: string;
}

export interface ProfileFormProps extends Values {
  /** Every zone that can be chosen. */
  zones: readonly string[];
}

export function ProfileForm({ name, zone, zones }: ProfileFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const listId = useId();
  const update = useMutation(trpc.accounts.updateProfile.mutationOptions());
  const form = useZodForm<Values, Values>(updateProfileInput, { name, zone });
  const submit = async (values: Values) => {
    await update.mutateAsync(values);
    toast.success("Saved.");
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="name" label="Name">
        {(control) => <Input {...control} autoComplete="name" />}
      </Field>
      <Field name="zone" label="Time zone" hint="Times are shown in it, and “today” means today there.">
        {(control) => <Input {...control} list={listId} autoComplete="off" spellCheck={false} />}
      </Field>
      <datalist id={listId}>
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <FormError />
      <div>
        <SubmitButton size="md">Save</SubmitButton>
      </div>
    </Form>
  );
}

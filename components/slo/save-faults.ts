import type { FieldPath, UseFormReturn } from "react-hook-form";
import { faultField, type SloDraft } from "@/components/slo/slo-draft";
import type { ApiError } from "@/lib/trpc";

interface Fault {
  path: string;
  message: string;
}

const faultsOf = (cause: unknown): readonly Fault[] => (cause as Partial<ApiError>).data?.failure.faults ?? [];

/** Puts what the server refused on the fields at fault; false when none of it belongs to a field. A name that is taken is a fault of the name. */
export function showSaveFaults<Output>(form: Pick<UseFormReturn<SloDraft, unknown, Output>, "setError">, cause: unknown): boolean {
  const placed = faultsOf(cause).flatMap(({ path, message }) => {
    const field: FieldPath<SloDraft> | null = path === "slug" ? "name" : faultField(path);
    return field === null ? [] : [{ field, message: path === "slug" && cause instanceof Error ? cause.message : message }];
  });
  placed.forEach(({ field, message }, index) => form.setError(field, { message }, { shouldFocus: index === 0 }));
  return placed.length > 0;
}

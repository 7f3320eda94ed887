"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { z } from "zod";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name.").max(60) });
const hrefOf = (query: string): string => (query.startsWith("/") ? query : `/tickets?${query}`);

export interface SavedViewsProps {
  views: readonly { id: string; name: string; query: string }[];
  /** How a view looks as a link. */
  itemClass: string;
  /** In one line under the filters, instead of below each other in the rail. */
  isRow?: boolean;
}

/** One's own lists: the address of a list under a name. */
export function SavedViews({ views, itemClass, isRow = false }: SavedViewsProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const [path, search] = [usePathname(), useSearchParams().toString()];
  const save = useMutation(trpc.tickets.saveView.mutationOptions());
  const remove = useMutation(trpc.tickets.deleteView.mutationOptions({ onSuccess: () => router.refresh() }));
  const isCurrent = (query: string) => hrefOf(query) === `${path}${search === "" ? "" : `?${search}`}`;
  const submit = async ({ name }: z.output<typeof schema>) => {
    await save.mutateAsync({ name, query: `${path}${search === "" ? "" : `?${search}`}` });
    router.refresh();
  };
  return (
    <section className={isRow ? "flex flex-wrap items-center gap-1" : "grid gap-0.5"}>
      <h2 className={cn("text-xs text-fg-3", isRow ? "pr-1" : "px-2 pb-1")}>My views</h2>
      {views.map((view) => (
        <span key={view.id} className={cn("group flex min-w-0 items-center", isRow && "max-w-60 rounded-md border border-line-2")}>
          <Link href={hrefOf(view.query)} aria-current={isCurrent(view.query) ? "page" : undefined} className={`${itemClass} min-w-0 flex-1`}><span className="truncate">{view.name}</span></Link>
          <Button variant="ghost" size="sm" icon aria-label={`Remove the view ${view.name}`} disabled={remove.isPending} onClick={() => remove.mutate({ id: view.id })} className={isRow ? undefined : "opacity-0 group-hover:opacity-100 focus-visible:opacity-100"}><X aria-hidden /></Button>
        </span>
      ))}
      <FormSheet trigger={<Button variant="ghost" size="sm" className="justify-self-start"><Plus aria-hidden />Save this list</Button>} title="Save this list" description="Its filters and its order, under a name, for you alone." schema={schema} defaults={{ name: "" }} submitLabel="Save" onSubmit={submit}>
        <TextField name="name" label="Name" />
      </FormSheet>
    </section>
  );
}

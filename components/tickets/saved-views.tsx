"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { z } from "zod";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ name: z.string().trim().min(1, "Give it a name.").max(60) });
const hrefOf = (query: string): string => (query.startsWith("/") ? query : `/tickets?${query}`);

/** One's own lists: the address of a list under a name. */
export function SavedViews({ views, itemClass }: { views: readonly { id: string; name: string; query: string }[]; itemClass: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [path, search] = [usePathname(), useSearchParams().toString()];
  const save = useMutation(trpc.tickets.saveView.mutationOptions());
  const remove = useMutation(trpc.tickets.deleteView.mutationOptions({ onSuccess: () => router.refresh() }));
  const submit = async ({ name }: z.output<typeof schema>) => {
    await save.mutateAsync({ name, query: `${path}${search === "" ? "" : `?${search}`}` });
    router.refresh();
  };
  return (
    <section className="grid gap-0.5">
      <h2 className="px-2 pb-1 text-xs text-fg-3">My views</h2>
      {views.map((view) => (
        <span key={view.id} className="group flex items-center">
          <Link href={hrefOf(view.query)} className={`${itemClass} min-w-0 flex-1`}><span className="truncate">{view.name}</span></Link>
          <Button variant="ghost" size="sm" icon aria-label={`Remove the view ${view.name}`} disabled={remove.isPending} onClick={() => remove.mutate({ id: view.id })} className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100"><X aria-hidden /></Button>
        </span>
      ))}
      <FormSheet trigger={<Button variant="ghost" size="sm" className="justify-self-start"><Plus aria-hidden />Save this list</Button>} title="Save this list" description="Its filters and its order, under a name, for you alone." schema={schema} defaults={{ name: "" }} submitLabel="Save" onSubmit={submit}>
        <TextField name="name" label="Name" />
      </FormSheet>
    </section>
  );
}

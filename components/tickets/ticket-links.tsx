"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { z } from "zod";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useTRPC } from "@/lib/trpc";
import { linkKinds, type TicketThread } from "#contract/tickets";

const words: Record<(typeof linkKinds)[number], string> = { duplicate: "Duplicate of", related: "Related to", incident: "Incident", maintenance: "Maintenance", runbook: "Runbook", brief: "Brief" };
const schema = z.object({ kind: z.enum(linkKinds), target: z.string().trim().min(1, "Say which.").max(120) });

function AddLink({ number }: { number: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const link = useMutation(trpc.tickets.link.mutationOptions());
  const submit = async (values: z.output<typeof schema>) => {
    await link.mutateAsync({ number, ...values });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm" variant="ghost"><Plus aria-hidden />Link</Button>} title="Link this ticket" description="To what it repeats, to what caused it, or to what helps." schema={schema} defaults={{ kind: "related", target: "" }} submitLabel="Link" onSubmit={submit}>
      <ChoiceField name="kind" label="Kind" options={linkKinds.map((kind) => ({ value: kind, label: words[kind] }))} />
      <TextField name="target" label="Which" hint="Number of the ticket, INC-12, the runbook's name in its address, or the id of a window or thread." />
    </FormSheet>
  );
}

/** What else the ticket is about. */
export function TicketLinks({ number, links, canWrite }: { number: string; links: TicketThread["links"]; canWrite: boolean }) {
  const router = useRouter();
  const trpc = useTRPC();
  const unlink = useMutation(trpc.tickets.unlink.mutationOptions({ onSuccess: () => router.refresh(), onError: ({ message }) => toast.error(message) }));
  if (links.length === 0 && !canWrite) return null;
  return (
    <Card>
      <CardHeader title="Links" actions={canWrite ? <AddLink number={number} /> : null} />
      <CardBody>
        {links.length === 0 ? <p className="text-sm text-fg-3">Nothing is linked.</p> : (
          <ul className="grid gap-2 text-sm">
            {links.map((link) => (
              <li key={`${link.kind} ${link.target} ${String(link.isIncoming)}`} className="flex items-start gap-2">
                <span className="grid min-w-0 flex-1">
                  <span className="text-xs text-fg-3">{link.isIncoming && link.kind === "duplicate" ? "Duplicated by" : words[link.kind]} <span className="font-mono">{link.target}</span>{link.detail === "" ? "" : `, ${link.detail}`}</span>
                  {link.href === null ? <span className="truncate text-fg-3">{link.title}</span> : <Link href={link.href} className="truncate rounded-sm text-link hover:underline">{link.title}</Link>}
                </span>
                {canWrite && !link.isIncoming && link.href !== null ? <Button variant="ghost" size="sm" icon aria-label={`Take away the link to ${link.target}`} disabled={unlink.isPending} onClick={() => unlink.mutate({ number, kind: link.kind, target: link.target })}><X aria-hidden /></Button> : null}
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

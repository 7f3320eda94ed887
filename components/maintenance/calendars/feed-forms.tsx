"use client";

import { useMutation } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { feedKinds, type FeedRow } from "#contract/maintenance";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { CopyButton } from "@/components/kit/copy-button";
import { ChoiceField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

type References = readonly { slug: string; name: string }[];

const schema = z.object({ kind: z.enum(feedKinds), team: z.string().nullable(), service: z.string().nullable() })
  .refine(({ kind, team }) => kind !== "team" || team !== null, { message: "Choose a team.", path: ["team"] })
  .refine(({ kind, service }) => kind !== "service" || service !== null, { message: "Choose a service.", path: ["service"] });
const words = { user: "Everything that I may see", team: "What a team owns", service: "What concerns a service" };

function SubjectField({ teams, services }: { teams: References; services: References }) {
  const kind = useWatch<z.output<typeof schema>, "kind">({ name: "kind" });
  if (kind === "user") return null;
  return <ChoiceField name={kind} label={kind === "team" ? "Team" : "Service"} noneLabel="choose" options={(kind === "team" ? teams : services).map(({ slug, name }) => ({ value: slug, label: name }))} />;
}

/** The address of a feed, which is shown this once. */
function NewAddress({ url }: { url: string }) {
  return (
    <section aria-label="New calendar address" role="status" className="grid gap-2 rounded-lg border border-line bg-card p-4 text-sm">
      <p><b className="font-medium">Copy this address now.</b> It is shown only once. Give it to your calendar program as a calendar to subscribe to. Whoever has it can read the calendar.</p>
      <p className="flex items-center gap-2"><code className="min-w-0 rounded-md bg-muted px-2 py-1 font-mono text-xs break-all">{url}</code><CopyButton text={url} label="address" /></p>
    </section>
  );
}

/** Makes an address for a calendar program, and shows it. */
export function FeedMaker({ teams, services }: { teams: References; services: References }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.maintenance.createFeed.mutationOptions());
  const [url, setUrl] = useState<string | null>(null);
  const submit = async ({ kind, team, service }: z.output<typeof schema>) => {
    const made = await create.mutateAsync({ kind, ...(kind === "user" ? {} : { subject: (kind === "team" ? team : service) ?? "" }) });
    setUrl(made.url);
    router.refresh();
  };
  return (
    <div className="grid gap-3">
      <FormSheet trigger={<Button className="justify-self-start"><CalendarPlus aria-hidden />New address</Button>} title="New calendar address" description="Your calendar program reads planned work from it, as you may see it, and asks again every hour." schema={schema} defaults={{ kind: "user", team: null, service: null }} submitLabel="Make address" onSubmit={submit}>
        <ChoiceField name="kind" label="It holds" options={feedKinds.map((value) => ({ value, label: words[value] }))} />
        <SubjectField teams={teams} services={services} />
      </FormSheet>
      {url === null ? null : <NewAddress url={url} />}
    </div>
  );
}

export function RevokeFeedButton({ feed }: { feed: Pick<FeedRow, "id"> }) {
  const trpc = useTRPC();
  const act = useAct();
  const revoke = useMutation(trpc.maintenance.revokeFeed.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm">Revoke</Button>} title="Revoke this address?" confirmLabel="Revoke address" isDestructive onConfirm={() => act(() => revoke.mutateAsync({ id: feed.id }), "The address is revoked.")}>
      Calendar programs that use it read nothing any more. Make a new one if you need it.
    </ConfirmDialog>
  );
}

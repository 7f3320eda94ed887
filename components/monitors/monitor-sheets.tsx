"use client";

import { useMutation } from "@tanstack/react-query";
import { Network, Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { createMonitorInput, updateMonitorInput, type MonitorDetail } from "#contract/monitors";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { BeatDialog } from "@/components/monitors/beat-dialog";
import { draftOf, draftSchema, inputOf, newDraft, type MonitorSettings } from "@/components/monitors/monitor-draft";
import { MonitorFields } from "@/components/monitors/monitor-fields";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

type Services = readonly { slug: string; name: string }[];

export function CreateMonitorSheet({ services }: { services: Services }) {
  const router = useRouter();
  const create = useMutation(useTRPC().monitors.create.mutationOptions());
  const [issued, setIssued] = useState<{ path: string; slug: string } | null>(null);
  return (
    <>
      <FormSheet
        trigger={<Button variant="primary" size="sm"><Plus aria-hidden />New monitor</Button>}
        title="New monitor"
        description="What the portal checks by itself, from now on."
        schema={draftSchema}
        defaults={newDraft}
        submitLabel="Create monitor"
        onSubmit={async (draft) => {
          const { slug, beatPath } = await create.mutateAsync(createMonitorInput.parse(inputOf(draft)));
          toast.success(`${draft.name} is watched.`);
          if (beatPath === null) router.push(`/monitors/${slug}`);
          else setIssued({ path: beatPath, slug });
        }}
      >
        <MonitorFields services={services} />
      </FormSheet>
      {issued === null ? null : <BeatDialog path={issued.path} onClose={() => router.push(`/monitors/${issued.slug}`)} />}
    </>
  );
}

export function EditMonitorSheet({ monitor, settings, services }: { monitor: Pick<MonitorDetail, "slug" | "name" | "isP0">; settings: MonitorSettings; services: Services }) {
  const router = useRouter();
  const update = useMutation(useTRPC().monitors.update.mutationOptions());
  const { slug } = monitor;
  return (
    <FormSheet
      trigger={<Button size="sm"><Pencil aria-hidden />Edit</Button>}
      title={`Edit ${monitor.name}`}
      description="The next check already uses what you save."
      schema={draftSchema}
      defaults={draftOf(monitor, settings)}
      submitLabel="Save changes"
      onSubmit={async (draft) => {
        await update.mutateAsync(updateMonitorInput.parse({ slug, version: settings.version, ...inputOf(draft) }));
        toast.success(`${draft.name} was saved.`);
        router.refresh();
      }}
    >
      <MonitorFields services={services} slug={slug} keptSecrets={settings.secretHeaders} />
    </FormSheet>
  );
}

const networksDraft = z.object({ networks: z.string() });

/** For administrators: which machines that are not on the public internet may be checked. */
export function NetworksSheet({ networks }: { networks: readonly string[] }) {
  const router = useRouter();
  const allow = useMutation(useTRPC().monitors.allowNetworks.mutationOptions());
  return (
    <FormSheet
      trigger={<Button size="sm"><Network aria-hidden />Private networks</Button>}
      title="Private networks"
      description="Monitors reach the public internet only, and what you name here."
      schema={networksDraft}
      defaults={{ networks: networks.join("\n") }}
      submitLabel="Save networks"
      onSubmit={async (draft) => {
        await allow.mutateAsync({ networks: draft.networks.split(/[\s,]+/).filter((network) => network !== "") });
        toast.success("The networks were saved.");
        router.refresh();
      }}
    >
      <Field name="networks" label="Networks" isOptional hint="One a line: 10.1.0.0/16, 192.168.7.9. Whoever may write monitors can then reach every machine in them from here, this portal's own included.">
        {(control) => <Textarea rows={6} className="font-mono text-xs" {...control} />}
      </Field>
    </FormSheet>
  );
}

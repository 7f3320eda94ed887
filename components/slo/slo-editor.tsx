"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { SloDefinition } from "#contract/slo";
import { Banner } from "@/components/kit/banner";
import { Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { draftOf, emptyDraft, sloDraftSchema } from "@/components/slo/slo-draft";
import { showSaveFaults } from "@/components/slo/save-faults";
import { SloFields, type SloChoices } from "@/components/slo/slo-fields";
import { SloPreview } from "@/components/slo/slo-preview";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface SloEditorProps {
  choices: SloChoices;
  zone: string;
  /** The SLO that is edited; left out, a new one is made. */
  edited?: { slug: string; version: number; definition: SloDefinition };
}

/** Saves the definition and gives the slug of the SLO. A version that is not the stored one is refused by the operation, which says so. */
function useSave(edited: SloEditorProps["edited"]): (definition: SloDefinition) => Promise<string> {
  const trpc = useTRPC();
  const create = useMutation(trpc.slo.create.mutationOptions());
  const update = useMutation(trpc.slo.update.mutationOptions());
  return async (definition) => {
    const { slug } = edited === undefined ? await create.mutateAsync(definition) : await update.mutateAsync({ ...definition, slug: edited.slug, version: edited.version });
    return slug;
  };
}

/** The page follows what others do, so a change of theirs is known before one saves over it. */
function Overtaken() {
  return (
    <Banner tone="warn" isLive title="Somebody else has changed this SLO since you opened it." action={<Button size="sm" onClick={() => window.location.reload()}>Reload</Button>}>
      Reload to see the change, then make yours again.
    </Banner>
  );
}

/** Fields at the left, and what they would give on real history at the right. */
export function SloEditor({ choices, zone, edited: newest }: SloEditorProps) {
  const router = useRouter();
  // What the fields were filled from: the version that is saved over, whatever has come since.
  const [edited] = useState(newest);
  const save = useSave(edited);
  const form = useZodForm(sloDraftSchema(edited && { ruleAlerting: edited.definition.ruleAlerting }), edited === undefined ? emptyDraft(zone) : draftOf(edited.definition, zone));
  const back = edited === undefined ? "/slos" : `/slos/${edited.slug}`;
  return (
    <Form
      form={form}
      className="max-w-none grid-cols-[minmax(0,1fr)] items-start lg:grid-cols-[minmax(0,1fr)_22rem]"
      onSubmit={async (definition) => {
        const slug = await save(definition).catch((cause: unknown) => {
          if (showSaveFaults(form, cause)) return null;
          throw cause;
        });
        if (slug === null) return;
        toast.success(edited === undefined ? "The SLO was created." : "The SLO was saved.");
        router.push(`/slos/${slug}`);
        router.refresh();
      }}
    >
      <div className="grid max-w-224 grid-cols-[minmax(0,1fr)] gap-4">
        <SloFields choices={choices} />
        {newest?.version === edited?.version ? <FormError /> : <Overtaken />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button asChild variant="ghost" size="lg">
            <Link href={back}>Cancel</Link>
          </Button>
          <SubmitButton>{edited === undefined ? "Create SLO" : "Save changes"}</SubmitButton>
        </div>
      </div>
      <div className="lg:sticky lg:top-16">
        <SloPreview slug={edited?.slug} zone={zone} />
      </div>
    </Form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { CalendarOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { excludeInput } from "#contract/slo";
import { Banner } from "@/components/kit/banner";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { excludeDraftSchema } from "@/components/slo/exclude-draft";
import { localToIso } from "@/components/slo/zoned-time";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet, SheetClose, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

export interface ExcludeSheetProps {
  slug: string;
  reader: { now: string; zone: string };
}

/** Says before it is done whether the exclusion will count. */
function WillItCount({ reader }: { reader: ExcludeSheetProps["reader"] }) {
  const from = useWatch<{ from: string }, "from">({ name: "from" });
  const iso = localToIso(from, reader.zone);
  if (iso === null) return null;
  if (iso > reader.now) return <Banner tone="info" isLive>It will count: it is approved before it begins.</Banner>;
  return <Banner tone="warn" isLive>It will not count: it has begun already. It stays on record and its time is charged.</Banner>;
}

function Body({ slug, reader, onDone }: ExcludeSheetProps & { onDone: () => void }) {
  const router = useRouter();
  const trpc = useTRPC();
  const exclude = useMutation(trpc.slo.exclude.mutationOptions());
  const form = useZodForm(excludeDraftSchema(slug, reader.zone, excludeInput), { from: "", to: "", reason: "" });
  return (
    <Form
      form={form}
      className="flex min-h-0 flex-1 flex-col gap-0"
      onSubmit={async (values) => {
        const { isCounted } = await exclude.mutateAsync(values);
        toast.success(isCounted ? "The exclusion was added." : "The exclusion was added; it does not count, because it had begun.");
        onDone();
        router.refresh();
      }}
    >
      <div className="grid flex-1 content-start gap-4 overflow-y-auto p-4">
        <Field name="from" label={`From (${reader.zone})`}>{(control) => <Input type="datetime-local" size="lg" {...control} />}</Field>
        <Field name="to" label={`To (${reader.zone})`}>{(control) => <Input type="datetime-local" size="lg" {...control} />}</Field>
        <Field name="reason" label="Reason">{(control) => <Textarea rows={3} placeholder="Move of the database to the new cluster" {...control} />}</Field>
        <WillItCount reader={reader} />
      </div>
      <div className="grid gap-3 border-t border-line p-4">
        <FormError />
        <div className="flex flex-wrap justify-end gap-2">
          <SheetClose asChild><Button variant="ghost" size="lg">Cancel</Button></SheetClose>
          <SubmitButton>Exclude time</SubmitButton>
        </div>
      </div>
    </Form>
  );
}

/** Takes planned work out of an SLO. */
export function ExcludeSheet(props: ExcludeSheetProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button size="sm">
          <CalendarOff aria-hidden />
          Exclude time
        </Button>
      </SheetTrigger>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Exclude planned work</SheetTitle>
          <SheetDescription>Its time leaves the good and the bad alike. Raw figures keep it.</SheetDescription>
        </SheetHeader>
        <Body {...props} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}

"use client";

import { useState, type ReactNode } from "react";
import type { DefaultValues, FieldValues } from "react-hook-form";
import type { z } from "zod";
import { Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Sheet, SheetClose, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";

export interface FormSheetProps<Input extends FieldValues, Output extends FieldValues> {
  trigger: ReactNode;
  title: string;
  description: string;
  schema: z.ZodType<Output, Input>;
  defaults: DefaultValues<Input>;
  submitLabel: string;
  isOpenAtFirst?: boolean;
  /** Each time the panel opens: what an earlier opening left is forgotten. */
  onOpen?: () => void;
  /**
   * The panel closes when this is done; a rejection keeps it open and shows the message. An open panel keeps the one that it was opened with: the page behind it follows the
   * record live, and the version, the defaults and everything else that is saved over have to be those that were shown.
   */
  onSubmit: (values: Output) => Promise<void>;
  children: ReactNode;
}

type BodyProps<Input extends FieldValues, Output extends FieldValues> = Pick<FormSheetProps<Input, Output>, "schema" | "defaults" | "submitLabel" | "onSubmit" | "children"> & { onDone: () => void };

/** Mounted with the open panel, so that every opening starts afresh. */
function Body<Input extends FieldValues, Output extends FieldValues>({ schema, defaults, submitLabel, onSubmit, onDone, children }: BodyProps<Input, Output>) {
  const form = useZodForm(schema, defaults);
  const [opened] = useState({ onSubmit });
  const submit = async (values: Output) => {
    await opened.onSubmit(values);
    onDone();
  };
  return (
    <Form form={form} onSubmit={submit} className="flex min-h-0 flex-1 flex-col gap-0">
      <div className="grid flex-1 content-start gap-4 overflow-y-auto p-4">{children}</div>
      <div className="grid gap-3 border-t border-line p-4">
        <FormError />
        <div className="flex flex-wrap justify-end gap-2">
          <SheetClose asChild><Button variant="ghost" size="lg">Cancel</Button></SheetClose>
          <SubmitButton>{submitLabel}</SubmitButton>
        </div>
      </div>
    </Form>
  );
}

/** A form in a panel at the edge. */
export function FormSheet<Input extends FieldValues, Output extends FieldValues>({ trigger, title, description, isOpenAtFirst = false, onOpen, ...body }: FormSheetProps<Input, Output>) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const change = (isOpening: boolean) => {
    if (isOpening) onOpen?.();
    setOpen(isOpening);
  };
  return (
    <Sheet open={isOpen} onOpenChange={change}>
      <SheetTrigger asChild>{trigger}</SheetTrigger>
      <SheetContent className="w-120">
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          <SheetDescription>{description}</SheetDescription>
        </SheetHeader>
        <Body {...body} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId, type ReactNode } from "react";
import { Controller, FormProvider, useForm, useFormContext, type DefaultValues, type FieldValues, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Banner } from "@/components/kit/banner";
import { StatusMark } from "@/components/kit/status-mark";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/cn";

/** A form over one zod schema: the same one that the operation checks. Errors show when a field is left, then at every change. */
export function useZodForm<Input extends FieldValues, Output extends FieldValues>(schema: z.ZodType<Output, Input>, defaults: DefaultValues<Input>): UseFormReturn<Input, unknown, Output> {
  return useForm<Input, unknown, Output>({ resolver: zodResolver(schema), defaultValues: defaults, mode: "onTouched" });
}

export interface FormProps<Input extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Input, unknown, Output>;
  /** A rejected promise shows its message above the buttons. */
  onSubmit: (values: Output) => Promise<void> | void;
  children: ReactNode;
  className?: string;
}

export function Form<Input extends FieldValues, Output extends FieldValues>({ form, onSubmit, children, className }: FormProps<Input, Output>) {
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(values);
    } catch (cause) {
      form.setError("root", { message: cause instanceof Error ? cause.message : "That did not work. Try again." });
    }
  });
  return (
    <FormProvider {...form}>
      {/* Sent before the page's script has come, a form without a method would put what was typed, passwords too, into the address. */}
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className={cn("grid max-w-224 gap-4", className)}>
        {children}
      </form>
    </FormProvider>
  );
}

/** What went wrong with the form as a whole. */
export function FormError() {
  const { formState } = useFormContext();
  const message = formState.errors.root?.message;
  if (message === undefined) return null;
  return (
    <Banner tone="critical" isLive>
      {message}
    </Banner>
  );
}

export function SubmitButton({ children, ...props }: ButtonProps) {
  const { formState } = useFormContext();
  return (
    <Button type="submit" variant="primary" size="lg" disabled={formState.isSubmitting} {...props}>
      {children}
    </Button>
  );
}

/** What a control takes over from its field: name, value, and the ids of hint and error. */
export interface FieldControl {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

export interface FieldShellProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  isOptional?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error, tied together by ids; usable without a form library. */
export function FieldShell({ label, hint, error, isOptional = false, className, children }: FieldShellProps) {
  const id = useId();
  const described = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`].filter((part) => part !== null).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {isOptional ? <span className="ml-1 font-normal text-fg-3">optional</span> : null}
      </Label>
      {children({ id, "aria-invalid": error === undefined ? undefined : true, "aria-describedby": described === "" ? undefined : described })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-xs text-fg-3">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

function FieldError({ id, message }: { id: string; message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p id={id} role="alert" className="flex items-center gap-1 text-xs text-crit-text">
      <StatusMark tone="critical" className="size-3.5" />
      {message}
    </p>
  );
}

export interface FieldProps extends Omit<FieldShellProps, "error" | "children"> {
  name: string;
  /** Native controls (Input, Textarea): spread everything. */
  children: (control: FieldControl & ReturnType<UseFormReturn["register"]>) => ReactNode;
}

function messageOf(form: UseFormReturn, name: string): string | undefined {
  return form.getFieldState(name, form.formState).error?.message;
}

export function Field({ name, children, ...shell }: FieldProps) {
  const form = useFormContext();
  return (
    <FieldShell {...shell} error={messageOf(form, name)}>
      {(control) => children({ ...control, ...form.register(name) })}
    </FieldShell>
  );
}

export interface ControlledFieldProps extends Omit<FieldShellProps, "error" | "children"> {
  name: string;
  /** Controls with a value and a change (Select, Switch, Checkbox, FileDrop). */
  children: (control: FieldControl & { value: unknown; onChange: (value: unknown) => void; onBlur: () => void }) => ReactNode;
}

export function ControlledField({ name, children, ...shell }: ControlledFieldProps) {
  const form = useFormContext();
  return (
    <FieldShell {...shell} error={messageOf(form, name)}>
      {(control) => <Controller name={name} control={form.control} render={({ field }) => <>{children({ ...control, value: field.value, onChange: field.onChange, onBlur: field.onBlur })}</>} />}
    </FieldShell>
  );
}

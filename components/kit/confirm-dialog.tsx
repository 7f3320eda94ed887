"use client";

import { AlertDialog } from "radix-ui";
import { useState, useTransition, type ReactNode } from "react";
import { Banner } from "@/components/kit/banner";
import { Button } from "@/components/ui/button";
import { overlayClass } from "@/components/ui/dialog";
import { floatingClass } from "@/components/ui/floating";
import { cn } from "@/lib/cn";

export interface ConfirmDialogProps {
  /** The button that opens it. Leave out when `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A question that names the thing: "Revoke the token 'ci'?" */
  title: string;
  /** The consequence, before the choice. */
  children: ReactNode;
  /** The verb of the choice: "Revoke token", never "OK". */
  confirmLabel: string;
  isDestructive?: boolean;
  /** A rejected promise keeps the dialog open and shows its message. */
  onConfirm: () => Promise<void> | void;
}

export function ConfirmDialog({ trigger, open, onOpenChange, title, children, confirmLabel, isDestructive = false, onConfirm }: ConfirmDialogProps) {
  const [isOpenInside, setOpenInside] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isOpen = open ?? isOpenInside;
  const setOpen = (next: boolean) => {
    setError(null);
    setOpenInside(next);
    onOpenChange?.(next);
  };
  const confirm = () => {
    startTransition(async () => {
      try {
        await onConfirm();
        setOpen(false);
      } catch (cause) {
        setError(cause instanceof Error ? cause.message : "That did not work. Try again.");
      }
    });
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setOpen}>
      {trigger === undefined ? null : <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClass} />
        <AlertDialog.Content
          className={cn(floatingClass, "fixed top-1/2 left-1/2 z-50 grid w-[calc(100%-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 rounded-xl px-6 pt-5 pb-4 outline-none")}
        >
          <div className="grid gap-1">
            <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="text-sm leading-5 text-fg-2">{children}</div>
            </AlertDialog.Description>
          </div>
          {error === null ? null : (
            <Banner tone="critical" isLive>
              {error}
            </Banner>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button variant="ghost">Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={isDestructive ? "destructive" : "primary"} disabled={isPending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

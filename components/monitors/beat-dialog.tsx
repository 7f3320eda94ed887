"use client";

import { CopyButton } from "@/components/kit/copy-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

/** The address of a heartbeat, shown this once. */
export function BeatDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const url = `${window.location.origin}${path}`;
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Address of the heartbeat</DialogTitle>
          <DialogDescription>Call it with GET or POST each time your job has worked. It is not shown again.</DialogDescription>
        </DialogHeader>
        <div className="flex items-center gap-2">
          <Input readOnly aria-label="Address of the heartbeat" value={url} className="font-mono text-xs" onFocus={(event) => event.currentTarget.select()} />
          <CopyButton text={url} label="address" hasText />
        </div>
        <div className="flex justify-end"><Button variant="primary" onClick={onClose}>Done</Button></div>
      </DialogContent>
    </Dialog>
  );
}

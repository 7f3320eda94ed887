import { Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

export interface WorkingStateProps {
  label: string;
  onStop: () => void;
}

/** The shape of a brief while it is computed: as tall as the window, so that the answer takes its place and nothing jumps. */
export function WorkingState({ label, onStop }: WorkingStateProps) {
  return (
    <div className="grid min-h-dvh content-start gap-6" aria-busy="true">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-full" />
        <Skeleton className="h-7 w-3/5" />
      </div>
      <div className="flex h-8 items-center gap-3">
        <p className="text-sm text-fg-3">{label}</p>
        <Button size="sm" onClick={onStop}>
          <Square aria-hidden />
          Stop
        </Button>
      </div>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

import { CirclePause, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";

export interface StoppedStateProps {
  byReader: boolean;
  onAsk: () => void;
}

/** No answer came, and nothing was lost: the question stands and can be asked again. */
export function StoppedState({ byReader, onAsk }: StoppedStateProps) {
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-line bg-card p-4 text-sm">
      <p className="flex items-center gap-2 text-base font-semibold">
        <CirclePause aria-hidden className="size-4 text-fg-3" />
        {byReader ? "You stopped this question" : "This question was interrupted"}
      </p>
      <p className="max-w-prose text-fg-2">{byReader ? "No answer was computed." : "The page was left or the portal restarted before the answer was there. The question is kept."}</p>
      <Button size="sm" variant="primary" onClick={onAsk}>
        <RotateCcw aria-hidden />
        Ask again
      </Button>
    </div>
  );
}

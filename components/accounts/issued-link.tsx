import { CopyButton } from "@/components/kit/copy-button";
import { Input } from "@/components/ui/input";
import { formatDateTime } from "@/lib/format";

export interface IssuedLinkProps {
  url: string;
  expiresAt: string;
  zone: string;
  /** It is also on its way by mail. */
  isMailed: boolean;
  /** What the link is: "Invitation link". */
  label: string;
}

/** A one-time link to hand over by any channel. It is shown here and nowhere else, and mailed where there is a mail server. */
export function IssuedLink({ url, expiresAt, zone, isMailed, label }: IssuedLinkProps) {
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <Input readOnly aria-label={label} value={url} className="font-mono text-xs" onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={url} label="link" hasText />
      </div>
      <p className="text-xs text-fg-3">
        It works once, until {formatDateTime(expiresAt, zone)} ({zone}), and is not shown again. {isMailed ? "It is also on its way by mail." : "No mail was sent: there is no mail server."}
      </p>
    </div>
  );
}

import { cn } from "@/lib/cn";

/** First letters of the first and last word; "?" for an empty name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s._-]+/).filter((word) => word !== "");
  const first = words[0]?.charAt(0) ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : (words[0]?.charAt(1) ?? "");
  return `${first}${last}`.toUpperCase();
}

export interface AvatarProps {
  /** Null draws the dashed ring of "nobody". */
  name: string | null;
  size?: "sm" | "md";
  className?: string;
}

/** Decoration beside a name that is written out. Its letters are drawn by CSS, so that they are neither read out nor copied. */
export function Avatar({ name, size = "sm", className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-initials={name === null ? "?" : initialsOf(name)}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-full leading-none font-semibold tracking-normal before:content-[attr(data-initials)]",
        size === "sm" ? "size-5 text-[9px]" : "size-6 text-[10px]",
        name === null ? "border border-dashed border-input text-fg-3" : "bg-select text-fg-2",
        className,
      )}
    />
  );
}

export interface PersonProps {
  name: string | null;
  /** Said when there is nobody. */
  none?: string;
  className?: string;
}

export function Person({ name, none = "nobody", className }: PersonProps) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap", name === null ? "text-fg-3" : "text-fg-2", className)}>
      <Avatar name={name} />
      {name ?? none}
    </span>
  );
}

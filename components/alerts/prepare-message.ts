import type { Status } from "@/components/kit/status-map";
import { formatDateTime } from "@/lib/format";

export interface ShownMessage {
  /** What the word in brackets before a title says; without one it is a word to the reader alone. */
  mark: { status: Status; label: string };
  title: string;
  body: string;
}

const marks: Readonly<Record<string, { status: Status; label: string }>> = { page: { status: "critical", label: "Page" }, ticket: { status: "warn", label: "Ticket" }, ended: { status: "ok", label: "Ended" }, action: { status: "warn", label: "Action" }, document: { status: "info", label: "Review" } };
const personal: ShownMessage["mark"] = { status: "info", label: "For you" };

/** A message ends with the address that its title leads to. */
const withoutAddress = (body: string): string => body.replace(/\s*:?\s*https?:\/\/\S+\s*$/, "");

const instants = /\b(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC\b/g;

/** A message as the portal shows it: messages are written once for every channel, in UTC and without colours; here the reader's zone is known. */
export function prepareMessage({ title, body }: { title: string; body: string }, zone: string): ShownMessage {
  const [prefix = "", word = ""] = /^\[(\w+)\] /.exec(title) ?? [];
  const mark = marks[word];
  return { mark: mark ?? personal, title: mark === undefined ? title : title.slice(prefix.length), body: withoutAddress(body).replace(instants, (_, day: string, time: string) => formatDateTime(`${day}T${time}:00Z`, zone)) };
}

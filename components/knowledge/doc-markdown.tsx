import type { Components } from "react-markdown";
import rehypeHighlight from "rehype-highlight";
import { Children, cloneElement, isValidElement, type ReactElement, type ReactNode } from "react";
import { calloutOf, type CalloutKind } from "#core/knowledge";
import { Banner } from "@/components/kit/banner";
import { Markdown } from "@/components/kit/markdown";

const callouts: Readonly<Record<CalloutKind, { tone: "note" | "info" | "warn" | "critical"; title: string }>> = {
  note: { tone: "note", title: "Note" }, tip: { tone: "info", title: "Tip" }, important: { tone: "info", title: "Important" }, warning: { tone: "warn", title: "Warning" }, caution: { tone: "critical", title: "Caution" },
};

type WithChildren = ReactElement<{ children?: ReactNode }>;
const isParent = (node: ReactNode): node is WithChildren => isValidElement(node);

/** The first words of a quotation cut off by a callout's mark; null for any other quotation. */
function readCallout(children: ReactNode): { kind: CalloutKind; body: ReactNode[] } | null {
  const blocks = Children.toArray(children).filter((node) => node !== "\n");
  const [first, ...rest] = blocks;
  if (!isParent(first)) return null;
  const [text, ...others] = Children.toArray(first.props.children);
  const found = typeof text === "string" ? calloutOf(text) : null;
  return found === null ? null : { kind: found.kind, body: [cloneElement(first, { key: "first" }, found.rest, ...others), ...rest] };
}

function Quotation({ children }: { children?: ReactNode }) {
  const callout = readCallout(children);
  if (callout === null) return <blockquote className="border-l-2 border-line-2 pl-4 text-fg-3">{children}</blockquote>;
  const { tone, title } = callouts[callout.kind];
  return (
    <Banner tone={tone}>
      <div className="grid gap-1.5">
        <p className="font-semibold text-fg">{title}</p>
        {callout.body}
      </div>
    </Banner>
  );
}

/** Pictures that the portal itself serves are shown; any other is its words, because fetching it would tell another host who reads this. */
function Picture({ src, alt }: { src?: unknown; alt?: string | undefined }) {
  if (typeof src === "string" && /^\/docs\/[\w-]+\.(?:png|webp)$/.test(src)) {
    return <img src={src} alt={alt ?? ""} loading="lazy" width={1180} height={720} className="h-auto w-full max-w-224 rounded-lg border border-line" />;
  }
  return <span className="text-fg-3">{alt === undefined || alt === "" ? "(picture)" : `(picture: ${alt})`}</span>;
}

/** What a fence of a runbook asks for, as its caption says it. */
const stepFences: Readonly<Record<string, string>> = { decision: "Decision", ask: "Question to the engine", question: "Question to the engine", wait: "Wait", approval: "Approval", http: "HTTP call" };

function Fence({ children }: { children?: ReactNode }) {
  const [code] = Children.toArray(children);
  const language = isValidElement<{ className?: string }>(code) ? (/language-(\w+)/.exec(code.props.className ?? "")?.[1] ?? "") : "";
  const caption = stepFences[language];
  const block = <pre tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-muted p-3 font-mono text-xs leading-5 [&_code]:bg-transparent [&_code]:p-0">{children}</pre>;
  return caption === undefined ? block : <figure className="grid grid-cols-[minmax(0,1fr)] gap-1"><figcaption className="text-xs font-medium text-fg-3">{caption}</figcaption>{block}</figure>;
}

const elements: Components = {
  pre: ({ children }) => <Fence>{children}</Fence>,
  blockquote: ({ children }) => <Quotation>{children}</Quotation>,
  img: ({ src, alt }) => <Picture src={src} alt={alt} />,
};
/** Only these are coloured when a fence names them; nothing is guessed. */
const rehypePlugins = [[rehypeHighlight, { detect: false, plainText: ["text", "txt", "mermaid", "decision", "ask", "question", "wait", "approval"] }] as [typeof rehypeHighlight, object]];
const codeColours =
  "[&_.hljs-comment]:text-fg-3 [&_.hljs-keyword]:text-link [&_.hljs-built\\_in]:text-link [&_.hljs-literal]:text-link [&_.hljs-string]:text-[var(--c2)] [&_.hljs-number]:text-[var(--c4)] [&_.hljs-attr]:text-[var(--c4)] [&_.hljs-title]:font-medium";

export interface DocMarkdownProps {
  children: string;
}

/** The text of a document: Markdown with callouts, coloured code and the portal's own pictures. Raw HTML is shown as text. */
export function DocMarkdown({ children }: DocMarkdownProps) {
  return <Markdown shift={0} elements={elements} rehypePlugins={rehypePlugins} className={codeColours}>{children}</Markdown>;
}

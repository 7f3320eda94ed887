import Link from "next/link";
import { Children, isValidElement, type ReactNode } from "react";
import ReactMarkdown, { type Components, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { ScrollX } from "@/components/kit/scroll-x";
import { slugOf } from "@/components/kit/slug-of";
import { cn } from "@/lib/cn";

export interface MarkdownProps {
  children: string;
  /** Added to every heading level, so that a text's "#" does not compete with the page's title. Default 1. */
  shift?: 0 | 1 | 2;
  className?: string;
  /** Elements that a kind of text draws in its own way. */
  elements?: Components;
  rehypePlugins?: Options["rehypePlugins"];
}

function textOf(node: ReactNode): string {
  return Children.toArray(node)
    .map((child) => {
      if (typeof child === "string" || typeof child === "number") return String(child);
      return isValidElement<{ children?: ReactNode }>(child) ? textOf(child.props.children) : "";
    })
    .join("");
}

const headingClass: Record<number, string> = { 1: "mt-8 text-xl", 2: "mt-8 text-lg", 3: "mt-6 text-base", 4: "mt-4 text-sm", 5: "mt-4 text-sm", 6: "mt-4 text-sm" };
const tags = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

function headings(shift: number): Components {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    tags.map((tag, index) => {
      const level = Math.min(6, index + 1 + shift);
      const Tag = tags[level - 1] ?? "h6";
      const heading = ({ children }: { children?: ReactNode }) => (
        <Tag id={slugOf(textOf(children), seen)} className={cn("font-semibold first:mt-0", headingClass[level])}>
          {children}
        </Tag>
      );
      return [tag, heading];
    }),
  );
}

const parts: Components = {
  a: ({ href = "", children }) =>
    href.startsWith("/") || href.startsWith("#") ? (
      <Link href={href} className="text-link underline underline-offset-3">
        {children}
      </Link>
    ) : (
      <a href={href} rel="noreferrer noopener" target="_blank" className="text-link underline underline-offset-3">
        {children}
      </a>
    ),
  // A remote picture would tell another host who reads this page, and the CSP refuses it: its text stands in.
  img: ({ alt }) => <span className="text-fg-3">{alt === undefined || alt === "" ? "(picture)" : `(picture: ${alt})`}</span>,
  pre: ({ children }) => <pre tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-muted p-3 font-mono text-xs leading-5 [&_code]:bg-transparent [&_code]:p-0">{children}</pre>,
  code: ({ children }) => <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-xs">{children}</code>,
  ul: ({ children }) => <ul className="grid list-disc gap-1 pl-5 [&_input]:mr-2">{children}</ul>,
  ol: ({ children }) => <ol className="grid list-decimal gap-1 pl-5">{children}</ol>,
  blockquote: ({ children }) => <blockquote className="border-l-2 border-line-2 pl-4 text-fg-3">{children}</blockquote>,
  hr: () => <hr className="border-line" />,
  table: ({ children }) => (
    <ScrollX label="Table" className="rounded-lg border border-line bg-card">
      <table className="w-full text-sm">{children}</table>
    </ScrollX>
  ),
  th: ({ children, style }) => <th scope="col" style={style} className="h-8 border-b border-line px-3 text-left text-xs font-medium text-fg-3">{children}</th>,
  td: ({ children, style }) => <td style={style} className="border-b border-line px-3 py-2 [tr:last-child>&]:border-b-0">{children}</td>,
};

/** Markdown as prose. Raw HTML is shown as text, links to scripts are dropped, pictures become their text. */
export function Markdown({ children, shift = 1, className, elements, rehypePlugins }: MarkdownProps) {
  return (
    <div className={cn("grid max-w-224 grid-cols-[minmax(0,1fr)] gap-3 text-base leading-6 text-fg-2 wrap-anywhere [&_strong]:font-semibold [&_strong]:text-fg [&_:is(h1,h2,h3,h4,h5,h6)]:text-fg", className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={rehypePlugins} components={{ ...headings(shift), ...parts, ...elements }}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

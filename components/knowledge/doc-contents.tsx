import { contentsLinks } from "@/components/knowledge/contents-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";

export interface DocContentsProps {
  contents: readonly { level: number; text: string }[];
}

/** Headings of the first two levels as links to their places. */
export function DocContents({ contents }: DocContentsProps) {
  const links = contentsLinks(contents).filter((link) => link.depth <= 1);
  if (links.length < 2) return null;
  return (
    <nav aria-label="Contents">
      <Card>
        <CardHeader title="Contents" />
        <CardBody>
          <ol className="grid max-h-[50dvh] gap-1.5 overflow-y-auto text-sm">
            {links.map((link) => (
              <li key={link.id} className={cn(link.depth === 1 && "pl-3")}><a href={`#${link.id}`} className="rounded-sm text-link wrap-anywhere hover:underline">{link.text}</a></li>
            ))}
          </ol>
        </CardBody>
      </Card>
    </nav>
  );
}

import type { Brief } from "#contract/query";
import { chartInput } from "../chart-input";
import { briefHtml, briefMarkdown, type Picture } from "./brief-text";
import { drawChart, type DrawnChart } from "./draw-chart";

const sharpness = 2;

/** The drawing as PNG, because mail programs show no SVG. */
async function toPng({ svg, width, height, text }: DrawnChart): Promise<Picture> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser cannot draw the chart.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { src: canvas.toDataURL("image/png"), text, width, height };
}

const picturesOf = (brief: Brief, zone: string): Promise<Picture[]> =>
  Promise.all(brief.charts.flatMap((chart) => {
    const input = chartInput(brief, chart, zone);
    return input === null ? [] : [toPng(drawChart(input))];
  }));

/** Puts the brief into the clipboard as rich text with pictures, and as Markdown for programs that take plain text only. */
export async function copyBrief(brief: Brief, zone: string): Promise<void> {
  // The clipboard has to be asked for at once: a browser forgets the press of the button while pictures are drawn.
  const html = picturesOf(brief, zone).then((pictures) => new Blob([briefHtml(brief, zone, pictures)], { type: "text/html" }));
  const plain = new Blob([briefMarkdown(brief, zone)], { type: "text/plain" });
  await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]);
}

const nameOf = (question: string): string => question.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "brief";

/** Saves the brief as a Markdown file. */
export function saveMarkdown(brief: Brief, zone: string): void {
  const address = URL.createObjectURL(new Blob([briefMarkdown(brief, zone)], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${nameOf(brief.question)}.md`;
  link.click();
  URL.revokeObjectURL(address);
}

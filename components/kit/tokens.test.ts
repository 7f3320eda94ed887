import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

function tokensOf(theme: "light" | "dark"): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{\\n  color-scheme([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** OKLCH to linear sRGB (Björn Ottosson, "A perceptual color space for image processing"), clipped to the screen's range. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s), clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)];
}

function fromHex(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function parse(text: string): Rgb {
  if (text.startsWith("#")) return fromHex(text);
  const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = (/^oklch\(([^)/]+)\)$/.exec(text)?.[1] ?? "").split(" ").map(Number);
  return fromOklch(lightness, chroma, hue);
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const [high = 0, low = 0] = [one, other].map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function toOklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

/** Full colour blindness on linear RGB (Machado, Oliveira, Fernandes 2009, severity 1). */
const VISION: Record<string, readonly [Rgb, Rgb, Rgb]> = {
  full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function seenBy(colour: Rgb, vision: string): Rgb {
  const dot = (row: Rgb) => Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]));
  const [r, g, b] = VISION[vision] ?? VISION["full"]!;
  return toOklab([dot(r), dot(g), dot(b)]);
}

/** Smallest OKLab distance (x 100) between any two colours, as one kind of vision sees them. */
function closest(colours: readonly Rgb[], vision: string): number {
  const seen = colours.map((colour) => seenBy(colour, vision));
  const pairs = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])));
  return Math.min(...pairs);
}

const TEXT_PAIRS = [
  ["fg", "bg", 15], ["fg", "card", 15], ["fg-2", "card", 10], ["fg-3", "card", 6], ["fg-3", "muted", 5.5], ["fg-3", "frame", 5.5], ["fg-3", "select", 5], ["fg-3", "accent", 5.4], ["fg-3", "hover", 5],
  ["fg-3", "warn-bg", 5], ["fg-3", "crit-bg", 5], ["fg-3", "info-bg", 5], ["fg-2", "warn-bg", 7], ["fg-2", "crit-bg", 7], ["fg-2", "info-bg", 7],
  ["on-primary", "primary", 6.5], ["on-primary", "primary-hover", 6.5], ["on-destructive", "destructive", 6], ["link", "card", 7], ["link", "accent", 6], ["warn-text", "warn-bg", 5.5], ["crit-text", "crit-bg", 5.5], ["bg", "fg", 15], ["axis", "card", 5.5],
] as const;

const PART_PAIRS = [
  ["input", "card"], ["ring", "bg"], ["ring", "card"], ["ok", "card"], ["warn", "card"], ["crit", "card"], ["info", "card"], ["none", "card"], ["fill", "card"], ["fill", "track"], ["warn", "warn-bg"], ["crit", "crit-bg"], ["info", "info-bg"],
  ["c1", "card"], ["c2", "card"], ["c3", "card"], ["c4", "card"], ["c5", "card"], ["c6", "card"],
] as const;

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string) => parse(tokens.get(name) ?? "missing");

  it.each(TEXT_PAIRS)("writes %s on %s with a contrast of at least %d", (text, surface, least) => expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(least));
  it.each(PART_PAIRS)("draws %s on %s with a contrast of at least 3", (part, surface) => expect(contrast(colour(part), colour(surface))).toBeGreaterThanOrEqual(3));
  it("draws the glyph inside each status mark so that it can be seen", () => {
    const ratios = ["ok", "warn", "crit"].map((mark) => contrast(colour("on-mark"), colour(mark)));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
  });
  it.each(Object.keys(VISION))("keeps the status colours apart for %s vision", (vision) => {
    expect(closest(["ok", "warn", "crit", "info", "none"].map(colour), vision)).toBeGreaterThanOrEqual(5.5);
  });
  it.each(Object.keys(VISION))("keeps the chart series apart for %s vision", (vision) => {
    expect(closest(["c1", "c2", "c3", "c4", "c5", "c6"].map(colour), vision)).toBeGreaterThanOrEqual(9);
  });
});

describe("both themes", () => {
  it("define the same tokens", () => expect([...tokensOf("dark").keys()].sort()).toEqual([...tokensOf("light").keys()].sort()));
  it("draw dark series bright enough to be read as thin lines", () => {
    const tokens = tokensOf("dark");
    const ratios = ["c1", "c2", "c3", "c4", "c5", "c6"].map((name) => contrast(parse(tokens.get(name) ?? ""), parse(tokens.get("card") ?? "")));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });
});

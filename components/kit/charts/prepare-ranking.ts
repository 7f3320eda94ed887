import { formatValue, isValue, type ValueKind } from "@/lib/format";

export interface RankedItem {
  id: string;
  label: string;
  value: number | null;
  /** The rows behind the value. */
  href?: string;
  /** A quiet word after the label: "of 412". */
  detail?: string;
}

export interface RankingInput {
  items: readonly RankedItem[];
  kind: ValueKind;
  /** How many are drawn before the rest; default 6. */
  limit?: number;
  /** Whether values may be added up; only then the rest is one bar. */
  isAdditive?: boolean;
  /** "asc" puts the smallest first (worst availability). */
  order?: "desc" | "asc";
}

export interface RankedBar {
  id: string;
  label: string;
  href: string | undefined;
  detail: string | undefined;
  text: string;
  /** Length of the bar, 0..1 of the longest; null when there is no data. */
  ratio: number | null;
  isOthers: boolean;
}

export interface PreparedRanking {
  bars: RankedBar[];
  /** Items that are neither drawn nor summed. */
  hiddenCount: number;
  table: RankedBar[];
  summary: string;
}

function compare(order: "desc" | "asc"): (a: RankedItem, b: RankedItem) => number {
  return (a, b) => {
    if (!isValue(a.value) || !isValue(b.value)) return Number(isValue(b.value)) - Number(isValue(a.value));
    return order === "desc" ? b.value - a.value : a.value - b.value;
  };
}

/** Sorted bars with the rest as "n others"; items without data come last and have no bar. */
export function prepareRanking({ items, kind, limit = 6, isAdditive = true, order = "desc" }: RankingInput): PreparedRanking {
  const sorted = [...items].sort(compare(order));
  const hasRest = sorted.length > limit + (isAdditive ? 1 : 0);
  const shown = hasRest ? sorted.slice(0, limit) : sorted;
  const rest = hasRest ? sorted.slice(limit) : [];
  const restValues = rest.map((item) => item.value).filter(isValue);
  const restSum = restValues.length === 0 ? null : restValues.reduce((sum, value) => sum + value, 0);
  const others: RankedItem[] = isAdditive && rest.length > 0 ? [{ id: "others", label: `${rest.length} others`, value: restSum }] : [];
  const drawn = [...shown, ...others];
  const longest = Math.max(0, ...drawn.map((item) => (isValue(item.value) ? item.value : 0)));
  const bar = (item: RankedItem, isOthers: boolean): RankedBar => ({
    id: item.id, label: item.label, href: item.href, detail: item.detail, isOthers,
    text: formatValue(item.value, kind),
    ratio: isValue(item.value) ? (longest === 0 ? 0 : Math.max(0, item.value) / longest) : null,
  });
  return {
    bars: [...shown.map((item) => bar(item, false)), ...others.map((item) => bar(item, true))],
    hiddenCount: isAdditive ? 0 : rest.length,
    table: sorted.map((item) => bar(item, false)),
    summary: drawn.map((item) => `${item.label} ${formatValue(item.value, kind)}`).join(", ") || "no data",
  };
}

/**
 * Moves labels apart so that none overlaps: each keeps its order and stays as near to its wish as the others allow.
 * Positions are centres in pixels, between `top` and `bottom`; when they cannot all fit they share the space evenly.
 */
export function spreadLabels(wishes: readonly number[], box: { top: number; bottom: number; height: number }): number[] {
  const order = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish);
  const room = box.bottom - box.top;
  const gap = Math.min(box.height, order.length > 1 ? room / (order.length - 1) : box.height);
  const placed = order.map(({ wish }) => Math.min(box.bottom, Math.max(box.top, wish)));
  for (let at = 1; at < placed.length; at += 1) placed[at] = Math.max(placed[at] ?? 0, (placed[at - 1] ?? 0) + gap);
  let limit = box.bottom;
  for (let at = placed.length - 1; at >= 0; at -= 1) {
    placed[at] = Math.min(placed[at] ?? 0, limit);
    limit = (placed[at] ?? 0) - gap;
  }
  const result = new Array<number>(wishes.length).fill(0);
  order.forEach(({ index }, at) => {
    result[index] = placed[at] ?? 0;
  });
  return result;
}

/**
 * Normalised discounted cumulative gain of a ranking (Järvelin and Kekäläinen 2002, gains 2^grade - 1): 1 is the ideal order, 0 finds
 * nothing. `grades` holds how relevant each labelled item is (0 to 3); what is not labelled is not relevant. Null without any label.
 */
export function ndcgAt(ranking: readonly string[], grades: Readonly<Record<string, number>>, depth = 10): number | null {
  const gain = (grade: number, index: number): number => (2 ** grade - 1) / Math.log2(index + 2);
  const sum = (list: readonly number[]): number => list.slice(0, depth).reduce((total, grade, index) => total + gain(grade, index), 0);
  const ideal = sum(Object.values(grades).sort((a, b) => b - a));
  return ideal === 0 ? null : sum(ranking.map((id) => grades[id] ?? 0)) / ideal;
}

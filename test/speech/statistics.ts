export const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
export const mean = (values: readonly number[]) => sum(values) / values.length;

/** Pearson's correlation. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  const product = sum(one.map((value, at) => (value - a) * (other[at]! - b)));
  return product / Math.sqrt(sum(one.map((value) => (value - a) ** 2)) * sum(other.map((value) => (value - b) ** 2)));
}

import classes from "./Home.module.css";

const width = 56;
const height = 18;

/** A number's way through the past days up to now. The day on which an organization began shows none. */
export function Trend({ values, words }: { values: readonly number[]; words: string }) {
  if (values.length < 3) return null;
  return (
    <svg className={classes["trend"]} role="img" viewBox={`0 -1 ${width} ${height + 2}`}>
      <title>{words}</title>
      <polyline points={pointsOf(values)} />
    </svg>
  );
}

export function pointsOf(values: readonly number[]): string {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  const step = width / (values.length - 1);
  const heightOf = (value: number) => (range === 0 ? height / 2 : height - ((value - lowest) / range) * height);
  return values.map((value, index) => `${(index * step).toFixed(1)},${heightOf(value).toFixed(1)}`).join(" ");
}

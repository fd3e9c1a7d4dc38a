/** A form rule: a domain in letters of any script, such as `example.co.jp` or `例え.jp`. The server has the last word. */
export function isDomain(problem: string) {
  return (value: string): string | null => (pattern.test(value.trim()) ? null : problem);
}

const pattern =
  /^(?=.{3,253}$)([\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;

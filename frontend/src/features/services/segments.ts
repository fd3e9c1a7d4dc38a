import type { UserType } from "@/features/account/types";

/** The order of the bar: what needs a look stands at its end, always in the same place. */
const order: readonly UserType[] = ["employee", "external", "system", "on_leave", "unknown", "retired"];

export function segmentsOf(counts: Partial<Record<UserType, number>>): readonly { type: UserType; count: number }[] {
  return order.map((type) => ({ type, count: counts[type] ?? 0 })).filter(({ count }) => count > 0);
}

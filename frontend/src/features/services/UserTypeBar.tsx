import { userTypes, type UserType } from "@/features/account/types";
import { useFormat, useTexts } from "@/texts";
import { segmentsOf } from "./segments";
import classes from "./services.module.css";

interface UserTypeBarProps {
  counts: Partial<Record<UserType, number>>;
}

/** How many accounts belong to which type of user: one bar, with the numbers in its name and on hovering. */
export function UserTypeBar({ counts }: UserTypeBarProps) {
  const { account, services } = useTexts();
  const format = useFormat();
  const segments = segmentsOf(counts);
  const describe = ({ type, count }: { type: UserType; count: number }) =>
    services.typeCount(account.userTypes[type], format.number(count));
  if (segments.length === 0) return null;
  return (
    <span role="img" className={classes.bar} aria-label={segments.map(describe).join(", ")}>
      {segments.map((segment) => (
        <span
          key={segment.type}
          className={classes.segment}
          data-type={segment.type}
          style={{ flexGrow: segment.count }}
          title={describe(segment)}
        />
      ))}
    </span>
  );
}

/** What the colours of the bars mean. */
export function UserTypeLegend({ counts }: { counts?: Partial<Record<UserType, number>> }) {
  const { account, services } = useTexts();
  const format = useFormat();
  const shown = counts === undefined ? userTypes : segmentsOf(counts).map(({ type }) => type);
  return (
    <ul className={classes.legend} aria-label={services.legend}>
      {shown.map((type) => (
        <li key={type}>
          <span className={classes.swatch} data-type={type} aria-hidden />
          {account.userTypes[type]}
          {counts !== undefined && <strong className="numeric">{format.number(counts[type] ?? 0)}</strong>}
        </li>
      ))}
    </ul>
  );
}

import { Link } from "@tanstack/react-router";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useFormat, useTexts, type Texts } from "@/texts";
import type { Alert, AlertLevel, AlertType } from "./types";
import classes from "@/components/Cell.module.css";

const tones: Readonly<Record<AlertLevel, StatusTone>> = { warning: "critical", caution: "warning" };

/** The type of an alert, with its level as icon. */
export function TypeMark({ type, level }: { type: AlertType; level: AlertLevel }) {
  const { types } = useTexts().alert;
  return <StatusBadge tone={tones[level]} label={types[type]} />;
}

/** What an alert is about: an account, or a whole workspace. */
export function targetName({ account, workspace }: Alert, texts: Texts["account"]): string {
  if (account) return account.displayName ?? account.email ?? account.userName ?? texts.unnamed;
  return workspace.name;
}

/** `name` is the service's in the reader's language. */
export function ServiceCell({ alert: { service, workspace }, name }: { alert: Alert; name: string }) {
  return (
    <span className={classes.withIcon}>
      <ServiceMark uniqueName={service.uniqueName} name={name} size={20} />
      <span className={classes.ellipsis}>
        {name} · {workspace.name}
      </span>
    </span>
  );
}

export function PersonCell({ person }: Pick<Alert, "person">) {
  const { common } = useTexts();
  if (!person) return common.none;
  return (
    <Link to="/directory/$identityId" params={{ identityId: person.id }} search={{}} className={classes.link}>
      {person.displayName}
    </Link>
  );
}

/** Who muted it, until when and why. */
export function MuteWords({ mute }: Pick<Alert, "mute">) {
  const { mute: words } = useTexts().alert;
  const format = useFormat();
  if (!mute) return null;
  const until = mute.until ? words.until(format.date(new Date(mute.until))) : words.forGood;
  return [until, words.by(mute.by), mute.reason].filter(Boolean).join(" · ");
}

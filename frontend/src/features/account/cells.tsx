import { Tooltip } from "@mantine/core";
import { IconShieldHalf } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import type { Account, AccountStatus, UserType } from "./types";
import classes from "@/components/Cell.module.css";

const tellingTypes: Partial<Record<UserType, StatusTone>> = {
  retired: "critical",
  on_leave: "waiting",
  unknown: "warning",
};

/** Only a user type that asks for attention carries an icon. */
export function UserTypeMark({ type }: { type: UserType }) {
  const { userTypes } = useTexts().account;
  const tone = tellingTypes[type];
  return tone === undefined ? userTypes[type] : <StatusBadge tone={tone} label={userTypes[type]} />;
}

const statusTones: Record<AccountStatus, StatusTone> = { active: "good", suspended: "neutral", invited: "waiting" };

export function AccountStatusMark({ account }: { account: Account }) {
  const { statuses, gone } = useTexts().account;
  if (account.isDeleted) return <StatusBadge tone="neutral" label={gone} />;
  return <StatusBadge tone={statusTones[account.status]} label={statuses[account.status]} />;
}

export function TwoFactorMark({ isOn }: { isOn: boolean | null }) {
  const { account, common } = useTexts();
  if (isOn === null) return common.none;
  const { on, off } = account.twoFactor;
  return <StatusBadge tone={isOn ? "good" : "warning"} label={isOn ? on : off} />;
}

/** The service's own names of the roles, with a shield for an administrator. */
export function Roles({ account }: { account: Account }) {
  const { account: texts, common } = useTexts();
  const names = account.roles.join(", ");
  if (account.role !== "admin") return names === "" ? common.none : names;
  const { admin } = texts.roleClasses;
  return (
    <span className={classes["withIcon"]}>
      <Tooltip label={admin}>
        <IconShieldHalf size={15} role="img" aria-label={admin} />
      </Tooltip>
      {names === "" ? admin : names}
    </span>
  );
}

/** `name` is the service's in the reader's language. */
export function ServiceCell({ account, name }: { account: Account; name: string }) {
  return (
    <span className={classes["withIcon"]}>
      <ServiceMark uniqueName={account.serviceUniqueName} name={name} size={20} />
      <span className={classes["ellipsis"]}>{name}</span>
    </span>
  );
}

export function OwnerLink({ account }: { account: Account }) {
  const { common } = useTexts();
  if (account.person === null) return common.none;
  return (
    <Link to="/directory/$identityId" params={{ identityId: account.person.id }} className={classes["link"]}>
      {account.person.displayName}
    </Link>
  );
}

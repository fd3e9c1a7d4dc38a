import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { RelativeTime } from "@/components/RelativeTime";
import { ServiceMark } from "@/components/ServiceMark";
import { Facts } from "@/features/directory/Facts";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { AccountStatusMark, Roles, TwoFactorMark, UserTypeMark } from "../cells";
import { coverageQuery, untold } from "../coverage";
import type { Account } from "../types";
import { Section } from "./Section";
import classes from "@/components/Cell.module.css";

/** What the service says of the account. */
export function AccountFacts({ account }: { account: Account }) {
  const { account: texts, common } = useTexts();
  const { columns, drawer } = texts;
  const service = useServiceName()(account);
  const orNone = (text: string | null) => text ?? common.none;

  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Link to="/services/$serviceId" params={{ serviceId: String(account.serviceId) }} className={classes["link"]}>
          <span className={classes["withIcon"]}>
            <ServiceMark uniqueName={account.serviceUniqueName} name={service} />
            {service} · {account.workspaceName}
          </span>
        </Link>
        <UserTypeMark type={account.userType} />
      </Group>
      <Section title={drawer.says(service)}>
        <Facts
          facts={[
            { label: columns.displayName, value: orNone(account.displayName) },
            { label: columns.email, value: orNone(account.email) },
            { label: columns.userName, value: orNone(account.userName) },
            { label: columns.status, value: <AccountStatusMark account={account} /> },
            { label: columns.roles, value: <Roles account={account} /> },
            { label: columns.licenses, value: account.licenses.join(", ") || common.none },
            { label: columns.twoFa, value: <TwoFactorMark isOn={account.twoFa} /> },
            { label: columns.lastActivity, value: <LastActivity account={account} /> },
            { label: columns.createdAt, value: <RelativeTime at={account.createdAt} /> },
            {
              label: drawer.externalId,
              value: (
                <Text span ff="monospace" size="xs">
                  {account.id}
                </Text>
              ),
            },
          ]}
        />
        <Untold account={account} />
      </Section>
    </>
  );
}

/** When the account was last used, and who says so. */
function LastActivity({ account }: { account: Account }) {
  const { drawer } = useTexts().account;
  const service = useServiceName()(account);
  const { lastActivity, lastActivitySource } = account;
  return (
    <>
      <RelativeTime at={lastActivity} />
      {lastActivitySource === "service" && (
        <Text span size="xs" c="dimmed">
          {" "}
          {drawer.toldBy(service)}
        </Text>
      )}
    </>
  );
}

/** What this service does not tell, in one quiet line. */
function Untold({ account }: { account: Account }) {
  const { drawer } = useTexts().account;
  const { data: coverage } = useQuery(coverageQuery(useOrganizationId(), account.serviceUniqueName));
  const service = useServiceName()(account);
  const fields = untold(coverage);
  if (fields.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {drawer.untold(service, fields.map((field) => drawer.fieldNames[field]).join(drawer.between))}
    </Text>
  );
}

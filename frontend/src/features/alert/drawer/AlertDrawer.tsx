import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";
import { useOrganizationId } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { Section } from "@/features/account/drawer/Section";
import { Facts } from "@/features/directory/Facts";
import { StatusMark } from "@/features/directory/StatusMark";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { PersonCell, ServiceCell, TypeMark } from "../cells";
import { alertQuery } from "../queries";
import type { Alert } from "../types";
import { AlertActions } from "./AlertActions";
import { MutePanel } from "./MutePanel";

interface AlertDrawerProps {
  alertId: number;
  /** The alert as the list has it, shown until the newest is there. */
  row: Alert | undefined;
}

/** One alert: since when, what would resolve it, and the ways to do that from here. */
export function AlertDrawer({ alertId, row }: AlertDrawerProps) {
  const { alert: texts } = useTexts();
  const alert = useQuery({ ...alertQuery(useOrganizationId(), alertId), placeholderData: row });
  if (row === undefined && isGone(alert.error))
    return <EmptyState title={texts.resolved.title} hint={texts.resolved.hint} />;
  const shown = alert.data ?? row;
  if (shown !== undefined) return <Content alert={shown} />;
  if (alert.isError) return <ErrorState error={alert.error} onRetry={() => void alert.refetch()} />;
  return <Skeleton height={220} />;
}

function Content({ alert }: { alert: Alert }) {
  const { alert: texts, account: accountTexts, common, directory } = useTexts();
  const serviceName = useServiceName();
  const { columns, drawer } = texts;
  const { account, person } = alert;
  return (
    <Stack gap="md" pb="lg">
      <TypeMark type={alert.type} level={alert.level} />
      <Text size="sm">{alert.detail ?? texts.meanings[alert.type]}</Text>
      <Facts
        facts={[
          { label: columns.since, value: <RelativeTime at={alert.since} /> },
          { label: columns.service, value: <ServiceCell alert={alert} name={serviceName(alert.service)} /> },
          ...(account
            ? [
                { label: accountTexts.columns.email, value: account.email ?? common.none },
                { label: accountTexts.columns.lastActivity, value: <RelativeTime at={account.lastActivity} /> },
              ]
            : []),
          ...(person
            ? [
                { label: columns.person, value: <PersonCell person={person} /> },
                { label: directory.fields.employeeStatus, value: <StatusMark status={person.status} /> },
              ]
            : []),
        ]}
      />
      <Section title={drawer.resolvedBy}>
        <Text size="sm">{alert.resolvedBy}</Text>
        <AlertActions alert={alert} />
      </Section>
      <MutePanel alert={alert} />
    </Stack>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

import { Group, Skeleton, Switch, Table } from "@mantine/core";
import { IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import classes from "../board/Board.module.css";
import { OffboardingHeader } from "../OffboardingHeader";
import { automationsQuery, useAutomationChanges } from "./queries";
import type { Automation } from "./types";
import { useTriggerWords } from "./useTriggerWords";

export function AutomationsPage() {
  const { automation } = useTexts();
  const { data, error, refetch } = useQuery(automationsQuery(useOrganizationId()));
  return (
    <Page kind="text">
      <OffboardingHeader lead={automation.lead} actions={<AddButtons />} />
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={240} />
      ) : data.length === 0 ? (
        <EmptyState title={automation.empty.title} hint={automation.empty.hint} action={<AddButtons />} />
      ) : (
        <AutomationTable automations={data} />
      )}
    </Page>
  );
}

function AddButtons() {
  const { automation } = useTexts();
  const mayChange = useCan("accounts:write");
  if (!mayChange) return null;
  return (
    <Group gap="xs">
      <LinkButton
        to="/offboarding/automations/new"
        search={{ kind: "joiner" }}
        variant="default"
        leftSection={<IconUserPlus size={16} aria-hidden />}
      >
        {automation.addJoiner}
      </LinkButton>
      <LinkButton
        to="/offboarding/automations/new"
        search={{ kind: "leaver" }}
        variant="default"
        leftSection={<IconUserMinus size={16} aria-hidden />}
      >
        {automation.addLeaver}
      </LinkButton>
    </Group>
  );
}

function AutomationTable({ automations }: { automations: readonly Automation[] }) {
  const { automation } = useTexts();
  const { columns } = automation;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.kind}</Table.Th>
            <Table.Th>{columns.trigger}</Table.Th>
            <Table.Th>{columns.enabled}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {automations.map((each) => (
            <AutomationRow key={each.id} automation={each} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AutomationRow({ automation }: { automation: Automation }) {
  const { automation: texts } = useTexts();
  const mayChange = useCan("accounts:write");
  const triggerWords = useTriggerWords();
  const { done, refused } = useNotify();
  const { change } = useAutomationChanges();
  const { id, name, kind, trigger, enabled } = automation;
  const setEnabled = (isEnabled: boolean) =>
    change.mutate(
      { id, enabled: isEnabled },
      { onSuccess: () => done(isEnabled ? texts.enabled(name) : texts.disabled(name)), onError: refused },
    );
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          to="/offboarding/automations/$automationId"
          params={{ automationId: String(id) }}
          className={classes.link}
        >
          {name}
        </Link>
      </Table.Td>
      <Table.Td>{texts.kinds[kind]}</Table.Td>
      <Table.Td>{triggerWords(trigger)}</Table.Td>
      <Table.Td>
        <Switch
          aria-label={`${texts.columns.enabled}: ${name}`}
          checked={enabled}
          disabled={!mayChange || change.isPending}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

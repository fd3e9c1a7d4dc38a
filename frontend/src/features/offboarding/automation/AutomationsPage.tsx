import { Button, Group, Skeleton, Switch, Table } from "@mantine/core";
import { IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import classes from "../board/Board.module.css";
import { OffboardingHeader } from "../OffboardingHeader";
import { newAutomation } from "./draft";
import { automationsQuery, useAutomationChanges } from "./queries";
import type { Automation, AutomationKind } from "./types";
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

/** A new automation is kept switched off until somebody has looked at it. */
function AddButtons() {
  const { automation } = useTexts();
  const mayChange = useCan("accounts:write");
  const navigate = useNavigate();
  const { refused } = useNotify();
  const { add } = useAutomationChanges();
  if (!mayChange) return null;
  const begin = (kind: AutomationKind) =>
    add.mutate(newAutomation(kind, automation.newNames[kind]), {
      onSuccess: ({ id }) =>
        void navigate({ to: "/offboarding/automations/$automationId", params: { automationId: id } }),
      onError: refused,
    });
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconUserPlus size={16} aria-hidden />}
        onClick={() => begin("joiner")}
        disabled={add.isPending}
      >
        {automation.addJoiner}
      </Button>
      <Button
        variant="default"
        leftSection={<IconUserMinus size={16} aria-hidden />}
        onClick={() => begin("leaver")}
        disabled={add.isPending}
      >
        {automation.addLeaver}
      </Button>
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
        <Link to="/offboarding/automations/$automationId" params={{ automationId: id }} className={classes.link}>
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

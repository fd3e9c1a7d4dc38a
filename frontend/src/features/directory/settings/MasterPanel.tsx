import { Group, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Organization } from "@/api/types";
import { useCan, useOrganizationId } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { Panel } from "@/components/Panel";
import { RelativeTime } from "@/components/RelativeTime";
import { ServiceMark } from "@/components/ServiceMark";
import { useNotify } from "@/components/useNotify";
import { useRefreshOwnership } from "@/features/account/queries";
import type { Workspace } from "@/features/integration/types";
import { organizationQuery, useChangeOrganization } from "@/features/organization/queries";
import { useTexts } from "@/texts";
import { masterCandidatesQuery } from "./queries";
import { TakenOver } from "./TakenOver";

/** Which workspace tells who works here. */
export function MasterPanel() {
  const { master } = useTexts().directory.settings;
  const organizationId = useOrganizationId();
  const organization = useQuery(organizationQuery(organizationId));
  const candidates = useQuery(masterCandidatesQuery(organizationId));
  const failed = [organization, candidates].find(({ isError }) => isError);

  return (
    <Panel title={master.title} lead={master.lead}>
      {failed !== undefined ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : organization.data === undefined || candidates.data === undefined ? (
        <Skeleton height={120} />
      ) : (
        <MasterChoice organization={organization.data} candidates={candidates.data} />
      )}
    </Panel>
  );
}

interface MasterChoiceProps {
  organization: Organization;
  candidates: readonly Workspace[];
}

const nobody = "none";

function MasterChoice({ organization, candidates }: MasterChoiceProps) {
  const { master } = useTexts().directory.settings;
  const mayChange = useCan("organization:write");
  const chosen = organization.settings.employeeMasterWorkspaceId ?? null;
  const [wanted, setWanted] = useState<Workspace | null>(null);
  const [isConfirming, confirming] = useDisclosure(false);

  const ask = (value: string) => {
    setWanted(candidates.find(({ id }) => String(id) === value) ?? null);
    confirming.open();
  };

  return (
    <Stack gap="md">
      {candidates.length === 0 && <NoCandidates />}
      <Radio.Group
        aria-label={master.choose}
        value={chosen === null ? nobody : String(chosen)}
        onChange={mayChange ? ask : undefined}
      >
        <Stack gap="xs">
          {candidates.map((workspace) => (
            <Radio
              key={workspace.id}
              value={String(workspace.id)}
              disabled={!mayChange}
              label={<Candidate workspace={workspace} />}
            />
          ))}
          <Radio value={nobody} disabled={!mayChange} label={master.none} />
        </Stack>
      </Radio.Group>
      <TakenOver hasMaster={chosen !== null} />
      <MasterConfirm organization={organization} wanted={wanted} opened={isConfirming} onClose={confirming.close} />
    </Stack>
  );
}

function Candidate({ workspace }: { workspace: Workspace }) {
  const { master } = useTexts().directory.settings;
  return (
    <Group gap="xs">
      <ServiceMark uniqueName={workspace.serviceUniqueName} name={workspace.serviceName} size={20} />
      {workspace.serviceName} · {workspace.workspaceName}
      <Text size="xs" c="dimmed">
        {master.lastSync}: <RelativeTime at={workspace.lastSynchronizationAt} />
      </Text>
    </Group>
  );
}

function NoCandidates() {
  const { master } = useTexts().directory.settings;
  return (
    <Group justify="space-between" gap="sm">
      <div style={{ flex: "1 1 260px" }}>
        <Text size="sm">{master.noCandidates}</Text>
        <Text size="sm" c="dimmed">
          {master.candidates}
        </Text>
      </div>
      <LinkButton to="/integrations/catalogue" variant="default">
        {master.integrate}
      </LinkButton>
    </Group>
  );
}

interface MasterConfirmProps {
  organization: Organization;
  /** Null to do without a master. */
  wanted: Workspace | null;
  opened: boolean;
  onClose: () => void;
}

function MasterConfirm({ organization, wanted, opened, onClose }: MasterConfirmProps) {
  const { master } = useTexts().directory.settings;
  const { done } = useNotify();
  const refresh = useRefreshOwnership();
  const change = useChangeOrganization();
  const name = wanted === null ? "" : `${wanted.serviceName} · ${wanted.workspaceName}`;

  const confirm = async () => {
    const settings = { ...organization.settings, employeeMasterWorkspaceId: wanted?.id ?? null };
    await change.mutateAsync({ settings });
    await refresh();
    done(wanted === null ? master.removed : master.chosen(name));
  };

  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={wanted === null ? master.removeTitle : master.chooseTitle(name)}
      consequences={wanted === null ? master.removeConsequences : master.consequences(wanted.serviceName)}
      action={wanted === null ? master.removeConfirm : master.confirm}
      onConfirm={confirm}
    />
  );
}

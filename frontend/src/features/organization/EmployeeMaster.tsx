import { Group } from "@mantine/core";
import type { Organization } from "@/api/types";
import { LinkButton } from "@/components/LinkButton";
import { Panel } from "@/components/Panel";
import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";

/** Points to the directory, where the employee master is chosen and looked after. */
export function EmployeeMaster({ organization }: { organization: Organization }) {
  const { master } = useTexts().organization;
  const isChosen = typeof organization.settings.employeeMasterWorkspaceId === "number";
  return (
    <Panel title={master.title} lead={master.lead}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: "1 1 260px" }}>
          <StatusBadge tone={isChosen ? "good" : "warning"} label={isChosen ? master.chosen : master.missing} />
        </div>
        <LinkButton to="/directory" variant="default">
          {isChosen ? master.open : master.toDirectory}
        </LinkButton>
      </Group>
    </Panel>
  );
}

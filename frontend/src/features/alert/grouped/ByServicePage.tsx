import { Button, Group, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "@/app/session";
import { ServiceMark } from "@/components/ServiceMark";
import { useFormat, useTexts } from "@/texts";
import { MuteServiceDialog } from "../mute/MuteServiceDialog";
import { summaryQuery } from "../queries";
import type { AlertSummary } from "../types";
import classes from "@/components/Cell.module.css";
import { GroupedPage } from "./GroupedPage";

export function ByServicePage() {
  const { alert } = useTexts();
  const groups = useQuery({ ...summaryQuery(useOrganizationId()), select: heardByService });
  return (
    <GroupedPage
      lead={alert.byServiceLead}
      groups={groups}
      columns={[{ header: alert.columns.service }, { header: alert.columns.count, isNumber: true }]}
      row={(group) => <ServiceRow key={group.service.id} {...group} />}
    />
  );
}

/** The services with alerts that are not muted, the most first. */
function heardByService({ byService }: AlertSummary) {
  return byService
    .map(({ service, count, muted }) => ({ service, count: count - muted }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}

function ServiceRow({ service, count }: ReturnType<typeof heardByService>[number]) {
  const { mute: words } = useTexts().alert;
  const format = useFormat();
  const mayChange = useCan("alerts:write");
  const [isMuting, muting] = useDisclosure(false);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <ServiceMark uniqueName={service.uniqueName} name={service.name} size={22} />
          <Link
            to="/services/$serviceId/alerts"
            params={{ serviceId: String(service.id) }}
            search={{}}
            className={classes.link}
          >
            {service.name}
          </Link>
        </Group>
      </Table.Td>
      <Table.Td ta="end" className="numeric">
        {format.number(count)}
      </Table.Td>
      <Table.Td ta="end">
        {mayChange && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${words.muteService}: ${service.name}`}
            onClick={muting.open}
          >
            {words.muteService}
          </Button>
        )}
        <MuteServiceDialog service={service} opened={isMuting} onClose={muting.close} />
      </Table.Td>
    </Table.Tr>
  );
}

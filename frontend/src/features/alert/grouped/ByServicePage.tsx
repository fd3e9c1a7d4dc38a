import { Button, Group, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/app/session";
import { ServiceMark } from "@/components/ServiceMark";
import { useFormat, useTexts } from "@/texts";
import { MuteServiceDialog } from "../mute/MuteServiceDialog";
import type { AlertSummary } from "../types";
import classes from "../Alert.module.css";
import { GroupedPage } from "./GroupedPage";

export function ByServicePage() {
  const { alert } = useTexts();
  return (
    <GroupedPage
      lead={alert.byServiceLead}
      groups={({ byService }) => byService}
      columns={[alert.columns.service, alert.columns.count]}
      row={(group) => <ServiceRow key={group.service.id} {...group} />}
    />
  );
}

function ServiceRow({ service, count }: AlertSummary["byService"][number]) {
  const { mute: words } = useTexts().alert;
  const format = useFormat();
  const mayChange = useCan("accounts:write");
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

import { Group, Table } from "@mantine/core";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge } from "@/components/StatusBadge";
import { useFormat, useTexts } from "@/texts";
import { CapabilityMarks } from "./CapabilityMarks";
import classes from "./Catalogue.module.css";
import { IntegrateButton } from "./IntegrateButton";
import { ToBeRecordedMark } from "./ToBeRecordedMark";
import type { CatalogueService } from "./types";
import { OwnMark } from "./OwnMark";
import { Checked } from "./VerificationMark";
import { isByHandOnly } from "./ways";
import { categoryLabel, useBilingual } from "./words";

interface ServiceTableProps {
  services: readonly CatalogueService[];
  onOpen: (service: CatalogueService) => void;
  onIntegrate: (service: CatalogueService) => void;
}

export function ServiceTable({ services, onOpen, onIntegrate }: ServiceTableProps) {
  const { catalogue } = useTexts();
  const said = useBilingual();
  const format = useFormat();
  const { columns } = catalogue;

  return (
    <Table.ScrollContainer minWidth={1180}>
      <Table highlightOnHover verticalSpacing={6} aria-label={catalogue.title} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.category}</Table.Th>
            <Table.Th>{columns.capabilities}</Table.Th>
            <Table.Th>{columns.ways}</Table.Th>
            <Table.Th>{columns.verification}</Table.Th>
            <Table.Th>{columns.plan}</Table.Th>
            <Table.Th ta="end">{columns.requests}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map((service) => (
            <Table.Tr key={service.id}>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <ServiceMark uniqueName={service.slug} name={said(service.name)} />
                  <button type="button" className={classes.name} onClick={() => onOpen(service)}>
                    {said(service.name)}
                  </button>
                  <OwnMark service={service} />
                  <ToBeRecordedMark service={service} />
                  {service.integrated && <StatusBadge tone="good" label={catalogue.integrated} />}
                </Group>
              </Table.Td>
              <Table.Td className={classes.oneLine}>{categoryLabel(catalogue, service.category)}</Table.Td>
              <Table.Td>
                <CapabilityMarks service={service} />
              </Table.Td>
              <Table.Td className={classes.small}>
                {[...new Set(service.ways.map(({ kind }) => catalogue.ways[kind]))].join(" · ")}
              </Table.Td>
              <Table.Td>
                <Checked service={service} />
              </Table.Td>
              <Table.Td className={classes.small}>{service.plan && said(service.plan)}</Table.Td>
              <Table.Td ta="end" className="numeric">
                {!isByHandOnly(service) && format.number(service.requestsPer1000Accounts.full)}
              </Table.Td>
              <Table.Td ta="end">
                <IntegrateButton service={service} onClick={() => onIntegrate(service)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

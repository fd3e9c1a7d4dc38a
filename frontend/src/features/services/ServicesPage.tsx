import { Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "@/app/session";
import { DataList } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { CustomAppButton } from "@/features/integration/custom/CustomAppButton";
import { useTexts } from "@/texts";
import { fetchServices, servicesKey } from "./queries";
import { UserTypeLegend } from "./UserTypeBar";
import { useServiceList } from "./useServiceList";

export function ServicesPage() {
  const { integration, services } = useTexts();
  const organizationId = useOrganizationId();
  const navigate = useNavigate();
  const definition = useServiceList();
  const mayConnect = useCan("workspaces:connect");
  const actions = (
    <Group gap="xs">
      <CustomAppButton />
      {mayConnect && (
        <LinkButton to="/integrations/catalogue" leftSection={<IconPlus size={16} aria-hidden />}>
          {integration.integrate}
        </LinkButton>
      )}
    </Group>
  );

  return (
    <Page kind="list">
      <PageHeader title={services.title} lead={services.lead} actions={actions} />
      <DataList
        definition={definition}
        queryKey={servicesKey(organizationId, "list")}
        fetchPage={(request) => fetchServices(organizationId, request)}
        empty={<EmptyState title={services.emptyTitle} hint={services.empty} action={actions} />}
        onOpen={({ id }) =>
          void navigate({ to: "/services/$serviceId", params: { serviceId: String(id) }, search: {} })
        }
      />
      <div style={{ paddingTop: 8 }}>
        <UserTypeLegend />
      </div>
    </Page>
  );
}

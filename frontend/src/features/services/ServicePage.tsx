import { Anchor, Group, Skeleton, Text } from "@mantine/core";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useSession, can } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { SectionLinks } from "@/components/SectionLinks";
import { ServiceMark } from "@/components/ServiceMark";
import { AddAccountButton, AddFromFileButton } from "@/features/operation/provision/AddAccountButton";
import { useCatalogue } from "@/features/catalogue/queries";
import { useTexts } from "@/texts";
import { useIntegratedService } from "./queries";
import type { IntegratedService } from "./types";
import { UserTypeLegend } from "./UserTypeBar";

/** One integrated service: its accounts, workspaces and log. */
export function ServicePage() {
  const { services } = useTexts();
  const { serviceId } = useParams({ strict: false });
  const { data: service, error, refetch } = useIntegratedService(Number(serviceId));

  return (
    <Page kind="list">
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : service === undefined ? (
        <Skeleton height={60} />
      ) : service === null ? (
        <>
          <PageHeader title={services.notIntegrated} lead={services.notIntegratedHint} />
          <Group>
            <LinkButton to="/integrations/catalogue">{services.toCatalogue}</LinkButton>
          </Group>
        </>
      ) : (
        <Service service={service} />
      )}
    </Page>
  );
}

function Service({ service }: { service: IntegratedService }) {
  const { catalogue, services } = useTexts();
  const session = useSession();
  const { sections } = services;
  const params = { serviceId: String(service.id) };
  const { data: known } = useCatalogue();
  const canCreate = known?.find(({ slug }) => slug === service.uniqueName)?.capabilities.create === true;
  const choice = { id: service.id, name: service.name, workspaceIds: service.workspaces.map(({ id }) => id) };
  const actions = (
    <Group gap="xs">
      {canCreate && (
        <>
          <AddAccountButton service={choice} variant="filled" />
          <AddFromFileButton service={choice} />
        </>
      )}
      {can(session, "workspaces:connect") && (
        <LinkButton to="/integrations/catalogue" search={{ connect: service.uniqueName }} variant="default">
          {catalogue.addWorkspace}
        </LinkButton>
      )}
    </Group>
  );

  return (
    <>
      <Text size="sm" mb={4}>
        <Anchor renderRoot={(props) => <Link to="/services" {...props} />}>{services.allServices}</Anchor>
      </Text>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ServiceMark uniqueName={service.uniqueName} name={service.name} size={32} />
        <div style={{ flex: 1 }}>
          <PageHeader title={service.name} actions={actions} />
        </div>
      </Group>
      <div style={{ paddingBottom: 8 }}>
        <UserTypeLegend counts={service.accountsByType} />
      </div>
      <SectionLinks
        label={sections.label}
        sections={[
          ...(can(session, "accounts:read")
            ? [{ label: sections.accounts, to: "/services/$serviceId", params } as const]
            : []),
          ...(can(session, "alerts:read")
            ? [{ label: sections.alerts, to: "/services/$serviceId/alerts", params } as const]
            : []),
          { label: sections.workspaces, to: "/services/$serviceId/workspaces", params },
          ...(can(session, "integration-logs:read")
            ? [{ label: sections.log, to: "/services/$serviceId/log", params } as const]
            : []),
        ]}
      />
      <Outlet />
    </>
  );
}

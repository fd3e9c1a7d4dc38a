import { Button, Drawer, Group, SegmentedControl, Skeleton, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { FilterBar } from "@/components/DataList/FilterBar";
import { SearchField } from "@/components/DataList/SearchField";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { CustomAppButton } from "@/features/integration/custom/CustomAppButton";
import { IntegrationHeader } from "@/features/integration/IntegrationHeader";
import { useFormat, useTexts } from "@/texts";
import { useCatalogue } from "./queries";
import classes from "./Catalogue.module.css";
import { findServices } from "./filters";
import { RequestButton } from "./request/RequestButton";
import { ServiceCard } from "./ServiceCard";
import { ServiceDetails } from "./ServiceDetails";
import { ServiceTable } from "./ServiceTable";
import type { CatalogueService } from "./types";
import { useCatalogueFilters } from "./useCatalogueFilters";
import { useCatalogueState, type CatalogueLayout } from "./useCatalogueState";
import { isByHandOnly } from "./ways";
import { useBilingual } from "./words";

const ConnectDialog = lazy(() => import("@/features/integration/connect/ConnectDialog"));

export function CataloguePage() {
  const { catalogue } = useTexts();
  const said = useBilingual();
  const { state, change } = useCatalogueState();
  const services = useCatalogue();
  const bySlug = (slug: string | null) => services.data?.find((service) => service.slug === slug);
  const opened = bySlug(state.open);
  const connecting = bySlug(state.connect);

  return (
    <Page kind="list">
      <IntegrationHeader
        lead={catalogue.lead}
        actions={
          <Group gap="xs">
            <RequestButton name={state.query} />
            <CustomAppButton icon={<IconPlus size={16} aria-hidden />} />
          </Group>
        }
      />
      <Toolbar services={services.data} />
      <div style={{ flex: 1, minHeight: 0, overflowY: "auto" }}>
        {services.isError ? (
          <ErrorState error={services.error} onRetry={() => void services.refetch()} />
        ) : (
          <Services services={services.data} />
        )}
      </div>
      <Drawer
        opened={opened !== undefined && connecting === undefined}
        onClose={() => change({ open: null })}
        title={opened !== undefined && said(opened.name)}
      >
        {opened !== undefined && (
          <ServiceDetails service={opened} onIntegrate={() => change({ connect: opened.slug })} />
        )}
      </Drawer>
      {connecting !== undefined && (
        <Suspense>
          <ConnectDialog service={connecting} onClose={() => change({ connect: null, open: null })} />
        </Suspense>
      )}
    </Page>
  );
}

function Toolbar({ services }: { services: readonly CatalogueService[] | undefined }) {
  const { catalogue } = useTexts();
  const format = useFormat();
  const { state, change } = useCatalogueState();
  const filters = useCatalogueFilters();
  const found = services === undefined ? undefined : findServices(services, state.query, state.filters);

  return (
    <div className={classes.toolbar}>
      <SearchField
        value={state.query}
        placeholder={catalogue.searchPlaceholder}
        onChange={(query) => change({ query })}
      />
      <FilterBar filters={filters} values={state.filters} onChange={(chosen) => change({ filters: chosen })} />
      <Group gap="sm" ml="auto" wrap="nowrap">
        <Text size="sm" c="dimmed" className="numeric" aria-live="polite">
          {found !== undefined &&
            services !== undefined &&
            catalogue.count(format.number(found.length), format.number(services.length))}
        </Text>
        <SegmentedControl<CatalogueLayout>
          size="xs"
          aria-label={catalogue.layout}
          value={state.layout}
          onChange={(layout) => change({ layout })}
          data={[
            { value: "cards", label: catalogue.asCards },
            { value: "table", label: catalogue.asTable },
          ]}
        />
      </Group>
    </div>
  );
}

function Services({ services }: { services: readonly CatalogueService[] | undefined }) {
  const { catalogue, list } = useTexts();
  const { state, change } = useCatalogueState();
  if (services === undefined) return <PendingCards />;

  const found = findServices(services, state.query, state.filters);
  if (found.length === 0) {
    const showAll = (
      <Group gap="xs" justify="center">
        <Button variant="default" onClick={() => change({ query: "", filters: {} })}>
          {list.clearFilters}
        </Button>
        <RequestButton name={state.query} />
      </Group>
    );
    return <EmptyState title={catalogue.emptyTitle} hint={catalogue.empty} action={showAll} />;
  }
  const open = (service: CatalogueService) => change({ open: service.slug });
  const integrate = (service: CatalogueService) => change({ connect: service.slug });

  if (state.layout === "table") return <ServiceTable services={found} onOpen={open} onIntegrate={integrate} />;
  const cards = (shown: readonly CatalogueService[]) => (
    <ul className={classes.cards}>
      {shown.map((service) => (
        <li key={service.id}>
          <ServiceCard
            service={service}
            isOpen={service.slug === state.open}
            onOpen={() => open(service)}
            onIntegrate={() => integrate(service)}
          />
        </li>
      ))}
    </ul>
  );
  const byHand = found.filter(isByHandOnly);
  return (
    <>
      {cards(found.filter((service) => !isByHandOnly(service)))}
      {byHand.length > 0 && (
        <>
          <Title order={2} className={classes.group}>
            {catalogue.byHandGroup}
          </Title>
          {cards(byHand)}
        </>
      )}
    </>
  );
}

const pendingCards = 12;

function PendingCards() {
  return (
    <div className={classes.cards} aria-hidden>
      {Array.from({ length: pendingCards }, (_, index) => (
        <Skeleton key={index} height={150} radius="sm" />
      ))}
    </div>
  );
}

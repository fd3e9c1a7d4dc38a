import { ActionIcon, Group, Tooltip } from "@mantine/core";
import { IconFileImport, IconSettings, IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useCan, useOrganizationId } from "@/app/session";
import { DataList } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { directoryKey, exportAddresses, fetchPeople } from "../queries";
import { managementTypes, type ManagementType } from "../types";
import { BulkActions } from "./BulkActions";
import { KindTabs } from "./KindTabs";
import { usePeopleList } from "./usePeopleList";

export function DirectoryPage() {
  const { directory: texts } = useTexts();
  const organizationId = useOrganizationId();
  const navigate = useNavigate();
  const mayChange = useCan("directory:write");
  const kind = useKind();
  const definition = usePeopleList();

  return (
    <Page kind="list">
      <PageHeader title={texts.title} lead={texts.lead} actions={mayChange && <DirectoryActions />} />
      <KindTabs
        kind={kind}
        onChange={(next) =>
          void navigate({
            to: ".",
            search: (current: SearchParams) => ({ ...current, kind: next ?? undefined }),
            replace: true,
          })
        }
      >
        <DataList
          key={kind}
          definition={definition}
          queryKey={directoryKey(organizationId, "list", kind)}
          fetchPage={(request) => fetchPeople(organizationId, kind, request)}
          empty={
            kind === null ? <EmptyDirectory /> : <EmptyState title={texts.empty.ofKind} hint={texts.empty.ofKindHint} />
          }
          onOpen={({ id }) => void navigate({ to: "/directory/$identityId", params: { identityId: id }, search: {} })}
          bulkActions={mayChange ? (people, clear) => <BulkActions people={people} onDone={clear} /> : undefined}
          exportLinks={(request, columns) => exportAddresses(organizationId, kind, request, columns)}
        />
      </KindTabs>
    </Page>
  );
}

/** The chosen tab, as the URL tells it. */
function useKind(): ManagementType | null {
  const search: SearchParams = useSearch({ strict: false });
  const [wanted] = valuesOf(search["kind"]);
  return managementTypes.find((kind) => kind === wanted) ?? null;
}

function DirectoryActions() {
  const { actions } = useTexts().directory;
  return (
    <Group gap="xs">
      <LinkButton to="/directory/add" leftSection={<IconUserPlus size={16} aria-hidden />}>
        {actions.add}
      </LinkButton>
      <LinkButton to="/directory/import" variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
        {actions.import}
      </LinkButton>
      <Tooltip label={actions.settings}>
        <ActionIcon component={Link} to="/directory/settings" size="lg" aria-label={actions.settings}>
          <IconSettings size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function EmptyDirectory() {
  const { empty, settings } = useTexts().directory;
  const mayChange = useCan("directory:write");
  const action = mayChange && (
    <Group gap="xs" justify="center">
      <LinkButton to="/directory/settings" variant="default">
        {settings.master.title}
      </LinkButton>
      <DirectoryActions />
    </Group>
  );
  return <EmptyState title={empty.title} hint={empty.hint} action={action} />;
}

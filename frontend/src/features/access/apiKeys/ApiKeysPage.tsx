import { Button, Code, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPuzzle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { ApiKey } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DataList, type ListDefinition } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { RelativeTime } from "@/components/RelativeTime";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { CreateApiKeyDialog } from "./CreateApiKeyDialog";
import { PairExtensionDialog } from "./PairExtensionDialog";
import { apiKeysKey, fetchApiKeys, useApiKeyChanges } from "./queries";

export function ApiKeysPage() {
  const { common, access } = useTexts();
  const { apiKeys } = access;
  const organizationId = useOrganizationId();
  const [isCreating, creation] = useDisclosure(false);
  const [isPairing, pairing] = useDisclosure(false);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const { remove } = useApiKeyChanges();
  const { done } = useNotify();
  const definition = useApiKeyList(setDoomed);
  const createButton = (
    <Button leftSection={<IconKey size={16} aria-hidden />} onClick={creation.open}>
      {apiKeys.create}
    </Button>
  );

  return (
    <Page kind="list">
      <PageHeader
        title={apiKeys.title}
        lead={apiKeys.lead}
        actions={
          <>
            <Button variant="default" leftSection={<IconPuzzle size={16} aria-hidden />} onClick={pairing.open}>
              {access.extension.title}
            </Button>
            {createButton}
          </>
        }
      />
      <Text mb="sm">
        {apiKeys.organizationId} <Code>{organizationId}</Code>
      </Text>
      <DataList
        definition={definition}
        queryKey={apiKeysKey(organizationId)}
        fetchPage={(request) => fetchApiKeys(organizationId, request)}
        empty={<EmptyState title={apiKeys.emptyTitle} hint={apiKeys.empty} action={createButton} />}
      />
      <PairExtensionDialog opened={isPairing} onClose={pairing.close} />
      <CreateApiKeyDialog opened={isCreating} onClose={creation.close} />
      <ConfirmDialog
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={apiKeys.deleteTitle(doomed?.name ?? "")}
        consequences={apiKeys.deleteEffects}
        action={common.delete}
        onConfirm={async () => {
          if (doomed === null) return;
          await remove.mutateAsync(doomed);
          done(apiKeys.deleted(doomed.name));
        }}
      />
    </Page>
  );
}

function useApiKeyList(onDelete: (apiKey: ApiKey) => void): ListDefinition<ApiKey> {
  const { common, access } = useTexts();
  const { apiKeys } = access;
  return useMemo(
    () => ({
      id: "api-keys",
      label: apiKeys.label,
      searchable: false,
      rowId: ({ id }) => String(id),
      rowLabel: ({ name }) => name,
      columns: [
        { key: "name", header: apiKeys.columns.name, width: 160, cell: ({ name }) => name },
        {
          key: "prefix",
          header: apiKeys.columns.prefix,
          width: 110,
          grow: 0.6,
          cell: ({ prefix }) => <Code>{prefix}…</Code>,
        },
        {
          key: "scope",
          header: apiKeys.columns.scope,
          width: 140,
          grow: 0.6,
          cell: ({ scope }) => apiKeys.scopes[scope],
        },
        { key: "createdBy", header: apiKeys.columns.createdBy, width: 140, cell: ({ createdBy }) => createdBy },
        {
          key: "createdAt",
          header: apiKeys.columns.createdAt,
          width: 120,
          grow: 0.8,
          cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
        },
        {
          key: "lastUsed",
          header: apiKeys.columns.lastUsed,
          width: 120,
          grow: 0.8,
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? common.never : <RelativeTime at={lastUsedAt} />),
        },
        {
          key: "delete",
          header: common.delete,
          width: 110,
          grow: 0,
          cell: (apiKey) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${common.delete}: ${apiKey.name}`}
              onClick={() => onDelete(apiKey)}
            >
              {common.delete}
            </Button>
          ),
        },
      ],
    }),
    [common, apiKeys, onDelete],
  );
}

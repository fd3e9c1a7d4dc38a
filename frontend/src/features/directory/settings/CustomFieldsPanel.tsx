import { ActionIcon, Button, Group, Skeleton, Table, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorState } from "@/components/ErrorState";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { customFieldsQuery } from "../queries";
import type { CustomField } from "../types";
import { AddFieldDialog } from "./AddFieldDialog";
import { useCustomFieldChanges } from "./queries";
import { RenameFieldDialog } from "./RenameFieldDialog";

/** The organization's further fields of a person. */
export function CustomFieldsPanel() {
  const { custom } = useTexts().directory.settings;
  const fields = useQuery(customFieldsQuery(useOrganizationId()));
  const [isAdding, adding] = useDisclosure(false);

  return (
    <Panel
      title={custom.title}
      lead={custom.lead}
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={adding.open}>
          {custom.add}
        </Button>
      }
    >
      {fields.isPending ? (
        <Skeleton height={80} />
      ) : fields.isError ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
      ) : fields.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {custom.empty}
        </Text>
      ) : (
        <FieldTable fields={fields.data} />
      )}
      <AddFieldDialog opened={isAdding} onClose={adding.close} />
    </Panel>
  );
}

function FieldTable({ fields }: { fields: readonly CustomField[] }) {
  const { custom } = useTexts().directory.settings;
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{custom.name}</Table.Th>
            <Table.Th>{custom.kind}</Table.Th>
            <Table.Th>{custom.code}</Table.Th>
            <Table.Td w={90} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <FieldRow key={field.id} field={field} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FieldRow({ field }: { field: CustomField }) {
  const { common, directory } = useTexts();
  const { custom } = directory.settings;
  const { done } = useNotify();
  const { remove } = useCustomFieldChanges();
  const [isDeleting, deleting] = useDisclosure(false);
  const [renamed, setRenamed] = useState<CustomField | null>(null);
  const choices = field.configuration?.values ?? [];

  return (
    <Table.Tr>
      <Table.Td>{field.attributeName}</Table.Td>
      <Table.Td>
        {custom.kinds[field.kind]}
        {choices.length > 0 && (
          <Tooltip label={choices.map(({ value }) => value).join(" / ")}>
            <Text span size="xs" c="dimmed" ml={6}>
              {custom.choices(choices.length)}
            </Text>
          </Tooltip>
        )}
      </Table.Td>
      <Table.Td ff="monospace">{field.attributeCode}</Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Tooltip label={custom.rename}>
            <ActionIcon aria-label={custom.editTitle(field.attributeName)} onClick={() => setRenamed(field)}>
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={common.delete}>
            <ActionIcon aria-label={custom.deleteTitle(field.attributeName)} onClick={deleting.open}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
        <RenameFieldDialog field={renamed} onClose={() => setRenamed(null)} />
        <ConfirmDialog
          opened={isDeleting}
          onClose={deleting.close}
          title={custom.deleteTitle(field.attributeName)}
          consequences={custom.deleteEffects}
          action={common.delete}
          nameToType={field.attributeName}
          onConfirm={async () => {
            await remove.mutateAsync(field.id);
            done(custom.deleted(field.attributeName));
          }}
        />
      </Table.Td>
    </Table.Tr>
  );
}

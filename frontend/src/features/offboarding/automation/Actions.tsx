import { ActionIcon, Alert, Button, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconInfoCircle, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { MetaNotes, NotSupported } from "@/features/operation/provision/AddAccountDialog";
import { FieldInput } from "@/features/operation/provision/FieldInput";
import { provisioningQuery } from "@/features/operation/provision/queries";
import { WorkspaceChoice } from "@/features/operation/provision/WorkspaceChoice";
import { useLanguage, useTexts } from "@/texts";
import { NotifyFields } from "./NotifyFields";
import type { AutomationAction, AutomationKind, CreateAction } from "./types";

interface ActionsProps {
  kind: AutomationKind;
  actions: readonly AutomationAction[];
  onChange: (actions: AutomationAction[]) => void;
}

/** What an automation does: offboard by the policies, make accounts, tell a channel. */
export function Actions({ kind, actions, onChange }: ActionsProps) {
  const { automation } = useTexts();
  const replaced = (index: number, changed: AutomationAction) =>
    onChange(actions.map((each, place) => (place === index ? changed : each)));
  const without = (index: number) => onChange(actions.filter((_, place) => place !== index));
  return (
    <Stack gap="sm">
      {kind === "leaver" && <Policies />}
      {actions.some((action) => action.kind !== "offboard") && (
        <Alert role="note" color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
          {automation.templateHint}
        </Alert>
      )}
      {actions.map((action, index) =>
        action.kind === "create" ? (
          <CreateFields
            key={index}
            action={action}
            onChange={(changed) => replaced(index, changed)}
            onRemove={() => without(index)}
          />
        ) : action.kind === "notify" ? (
          <NotifyFields
            key={index}
            action={action}
            onChange={(changed) => replaced(index, changed)}
            onRemove={() => without(index)}
          />
        ) : null,
      )}
      <Group gap="xs">
        {kind === "joiner" && (
          <AddButton
            label={automation.addAccount}
            onClick={() => onChange([...actions, { kind: "create", workspaceId: 0, data: {} }])}
          />
        )}
        <AddButton
          label={automation.addNotice}
          onClick={() => onChange([...actions, { kind: "notify", channelId: 0, message: "" }])}
        />
      </Group>
    </Stack>
  );
}

function Policies() {
  const { automation, offboarding } = useTexts();
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{automation.offboards}</Text>
      <LinkButton to="/settings/offboarding" size="compact-sm" variant="default">
        {offboarding.policies.title}
      </LinkButton>
    </Stack>
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}

interface CreateFieldsProps {
  action: CreateAction;
  onChange: (action: CreateAction) => void;
  onRemove: () => void;
}

/** One account to make: where, and the values that the directory does not fill. */
function CreateFields({ action, onChange, onRemove }: CreateFieldsProps) {
  const { automation, common } = useTexts();
  const { language } = useLanguage();
  const { workspaceId, data = {} } = action;
  const meta = useQuery({
    ...provisioningQuery(useOrganizationId(), workspaceId, language),
    enabled: workspaceId !== 0,
  });
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Group align="flex-end" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <WorkspaceChoice
              value={workspaceId === 0 ? null : workspaceId}
              onChange={(chosen) => onChange({ kind: "create", workspaceId: chosen ?? 0, data: {} })}
            />
          </div>
          <ActionIcon size="lg" aria-label={`${common.remove}: ${automation.addAccount}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        {workspaceId !== 0 && meta.data === undefined && !meta.isError && <Skeleton height={120} />}
        {meta.data?.supported === false && <NotSupported meta={meta.data} />}
        {meta.data?.supported === true && (
          <>
            <MetaNotes meta={meta.data} />
            {meta.data.fields.map((field) => (
              <FieldInput
                key={field.name}
                field={{
                  ...field,
                  required: field.required && !field.prefill,
                  example: field.prefill ? automation.fromDirectory(field.prefill) : field.example,
                }}
                workspaceId={workspaceId}
                value={data[field.name] ?? ""}
                onChange={(value) =>
                  onChange({
                    ...action,
                    data: { ...data, [field.name]: typeof value === "string" ? value : value.join(",") },
                  })
                }
              />
            ))}
          </>
        )}
      </Stack>
    </Paper>
  );
}

import { ActionIcon, Button, Group, NumberInput, Select, Skeleton, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { servicesQuery } from "@/features/services/queries";
import { useTexts } from "@/texts";
import { alertSettingsQuery, useSaveAlertSettings, type AlertSettings } from "./queries";

/** When an account counts as unused: for all services, and for single ones. */
export function Inactivity() {
  const { inactivity } = useTexts().organization;
  const { data, error, refetch } = useQuery(alertSettingsQuery(useOrganizationId()));
  return (
    <Panel title={inactivity.title} lead={inactivity.lead}>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={90} />
      ) : (
        <InactivityForm key={JSON.stringify(data)} saved={data} />
      )}
    </Panel>
  );
}

function InactivityForm({ saved }: { saved: AlertSettings }) {
  const { common, organization } = useTexts();
  const { inactivity } = organization;
  const { done } = useNotify();
  const save = useSaveAlertSettings();
  const { data: services = [] } = useQuery(servicesQuery(useOrganizationId()));
  const [settings, setSettings] = useState(saved);
  const nameOf = (serviceId: number) => services.find(({ id }) => id === serviceId)?.name ?? String(serviceId);
  const others = services.filter(({ id }) => !settings.services.some(({ serviceId }) => serviceId === id));
  const setOwn = (own: AlertSettings["services"]) => setSettings({ ...settings, services: own });

  return (
    <Stack gap="sm">
      <FormError error={save.error} />
      <Days
        label={inactivity.days}
        value={settings.inactivityDays}
        onChange={(inactivityDays) => setSettings({ ...settings, inactivityDays })}
      />
      {settings.services.map(({ serviceId, inactivityDays }) => (
        <Group key={serviceId} align="flex-end" gap="xs">
          <Days
            label={nameOf(serviceId)}
            value={inactivityDays}
            onChange={(days) =>
              setOwn(
                settings.services.map((each) =>
                  each.serviceId === serviceId ? { serviceId, inactivityDays: days } : each,
                ),
              )
            }
          />
          <ActionIcon
            size="lg"
            aria-label={`${common.remove}: ${nameOf(serviceId)}`}
            onClick={() => setOwn(settings.services.filter((each) => each.serviceId !== serviceId))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group justify="space-between" align="flex-end">
        <Select
          label={inactivity.add}
          searchable
          data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={null}
          onChange={(id) => {
            if (id === null) return;
            setOwn([...settings.services, { serviceId: Number(id), inactivityDays: settings.inactivityDays }]);
          }}
        />
        <Button
          loading={save.isPending}
          disabled={settings === saved}
          onClick={() => save.mutate(settings, { onSuccess: () => done(common.saved) })}
        >
          {common.save}
        </Button>
      </Group>
      <Text c="dimmed">{inactivity.hint}</Text>
    </Stack>
  );
}

function Days({ label, value, onChange }: { label: string; value: number; onChange: (days: number) => void }) {
  const { inactivity } = useTexts().organization;
  return (
    <NumberInput
      label={label}
      suffix={inactivity.suffix}
      min={1}
      max={3650}
      allowDecimal={false}
      maw={220}
      value={value}
      onChange={(days) => onChange(Number(days) || value)}
    />
  );
}

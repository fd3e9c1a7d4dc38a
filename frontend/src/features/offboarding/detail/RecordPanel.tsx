import { Button, Group, Text } from "@mantine/core";
import { IconFileText, IconFileTypePdf } from "@tabler/icons-react";
import { useOrganizationId } from "@/app/session";
import { Panel } from "@/components/Panel";
import { useTexts } from "@/texts";
import { recordAddresses } from "../queries";

/** The closing record, to be kept and checked by anybody later. */
export function RecordPanel({ id }: { id: number }) {
  const { record } = useTexts().offboarding;
  const { json, pdf } = recordAddresses(useOrganizationId(), id);
  return (
    <Panel title={record.title} lead={record.lead}>
      <Group gap="xs">
        <Button component="a" href={pdf} download leftSection={<IconFileTypePdf size={16} aria-hidden />}>
          {record.pdf}
        </Button>
        <Button
          component="a"
          href={json}
          download
          variant="default"
          leftSection={<IconFileText size={16} aria-hidden />}
        >
          {record.json}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        {record.verify} <code>daicho verify-record</code>
      </Text>
    </Panel>
  );
}

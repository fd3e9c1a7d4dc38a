import { Group, Text } from "@mantine/core";
import { LinkButton } from "@/components/LinkButton";
import { useTexts } from "@/texts";
import { Part } from "./Part";

/** Leads to the connector of the organization's own that was recorded for a service. */
export function RecordedFacts({ slug }: { slug: string }) {
  const { catalogue } = useTexts();
  return (
    <Part title={catalogue.recorded}>
      <Text size="sm">{catalogue.recording.recordedLead(slug)}</Text>
      <Group mt={6}>
        <LinkButton to="/integrations/catalogue" search={{ open: slug }} size="compact-sm" variant="default">
          {catalogue.recording.showRecorded}
        </LinkButton>
      </Group>
    </Part>
  );
}

import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPuzzle } from "@tabler/icons-react";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";
import type { CatalogueService } from "../types";
import { Part } from "./Part";
import { RecordDialog } from "./RecordDialog";

interface RecordOfferProps {
  service: CatalogueService;
  onKeepByHand: () => void;
}

/** The two ways to the accounts of a service that nothing reads yet: recorded once, or kept by hand. */
export function RecordOffer({ service, onKeepByHand }: RecordOfferProps) {
  const { catalogue } = useTexts();
  const { recording } = catalogue;
  const mayRecord = useCan("connectors:write");
  const mayConnect = useCan("workspaces:connect");
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <Part title={catalogue.toBeRecorded}>
      <Text size="sm">{recording.lead}</Text>
      <Group gap="xs" mt="xs">
        {mayRecord && (
          <Button size="xs" leftSection={<IconPuzzle size={15} aria-hidden />} onClick={dialog.open}>
            {recording.record}
          </Button>
        )}
        {mayConnect && (
          <Button size="xs" variant="default" onClick={onKeepByHand}>
            {recording.keepByHand}
          </Button>
        )}
      </Group>
      <RecordDialog service={service} opened={isOpen} onClose={dialog.close} />
    </Part>
  );
}

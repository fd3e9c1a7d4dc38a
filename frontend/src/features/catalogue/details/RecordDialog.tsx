import { Anchor, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCan } from "@/app/session";
import { PairExtensionDialog } from "@/features/access/apiKeys/PairExtensionDialog";
import { useTexts } from "@/texts";
import type { CatalogueService } from "../types";
import { useBilingual } from "../words";

interface RecordDialogProps {
  service: CatalogueService;
  opened: boolean;
  onClose: () => void;
}

/** How a service is recorded, from the installation of the extension to its first sync. */
export function RecordDialog({ service, opened, onClose }: RecordDialogProps) {
  const { catalogue, common } = useTexts();
  const { recording } = catalogue;
  const said = useBilingual();
  const mayPair = useCan("api-keys:write");
  const [isPairing, pairing] = useDisclosure(false);
  const name = said(service.name);
  const page = service.robot?.loginUrl ?? service.homepage;
  return (
    <>
      <Modal opened={opened && !isPairing} onClose={onClose} title={recording.title(name)} centered>
        <Stack>
          <List type="ordered" size="sm" spacing="sm">
            <List.Item>
              <Text size="sm">{recording.install}</Text>
            </List.Item>
            <List.Item>
              <Text size="sm">{recording.pair}</Text>
              {mayPair && (
                <Button size="compact-sm" variant="light" mt={4} onClick={pairing.open}>
                  {recording.pairNow}
                </Button>
              )}
            </List.Item>
            <List.Item>
              <Text size="sm">
                {service.robot?.loginUrl ? recording.openSignIn : recording.openService}{" "}
                <Anchor size="sm" href={page} target="_blank" rel="noreferrer" style={{ overflowWrap: "anywhere" }}>
                  {page}
                </Anchor>
              </Text>
            </List.Item>
            <List.Item>
              <Text size="sm">{recording.start(name)}</Text>
            </List.Item>
            <List.Item>
              <Text size="sm">{recording.integrate}</Text>
            </List.Item>
          </List>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.close}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <PairExtensionDialog opened={isPairing} onClose={pairing.close} />
    </>
  );
}

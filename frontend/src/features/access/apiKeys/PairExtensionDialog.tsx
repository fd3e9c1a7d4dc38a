import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { FormError } from "@/components/FormError";
import { ShownOnce } from "@/components/ShownOnce";
import { useTexts } from "@/texts";
import { usePairing } from "./queries";

interface PairExtensionDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** A one-time code for the browser extension. */
export function PairExtensionDialog({ opened, onClose }: PairExtensionDialogProps) {
  const { extension } = useTexts().access;
  return (
    // A click beside the dialog must not lose a code that is shown only once.
    <Modal opened={opened} onClose={onClose} title={extension.title} closeOnClickOutside={false} centered>
      <PairExtension onClose={onClose} />
    </Modal>
  );
}

function PairExtension({ onClose }: { onClose: () => void }) {
  const { common, access } = useTexts();
  const { extension } = access;
  const offer = usePairing();
  return (
    <Stack>
      <Text>{extension.lead}</Text>
      <FormError error={offer.error} />
      {offer.data !== undefined && (
        <>
          <ShownOnce label={extension.server} value={location.origin} />
          <ShownOnce label={extension.code} value={offer.data.code} />
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.close}
        </Button>
        {offer.data === undefined && (
          <Button loading={offer.isPending} onClick={() => offer.mutate()}>
            {extension.submit}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { FileDrop } from "@/components/FileDrop";
import { FileErrors } from "@/components/FileErrors";
import { FormError } from "@/components/FormError";
import { useLanguage, useTexts } from "@/texts";
import { NewAccountsPreview } from "./NewAccountsPreview";
import { Outcomes } from "./Outcomes";
import { templateAddress, useFilePreview, useProvisioning } from "./queries";
import type { ServiceChoice } from "./types";
import { WorkspaceChoice } from "./WorkspaceChoice";

interface AddFromFileDialogProps {
  service: ServiceChoice;
  onClose: () => void;
}

/** Makes many accounts from a spreadsheet: the service's template, a look at every line, then one run. */
export default function AddFromFileDialog({ service, onClose }: AddFromFileDialogProps) {
  const { provision } = useTexts();
  const [requestIds, setRequestIds] = useState<readonly string[] | null>(null);
  return (
    <Modal opened onClose={onClose} title={provision.addFromFile(service.name)} size="xl" closeOnClickOutside={false}>
      {requestIds === null ? (
        <Form service={service} onClose={onClose} onStarted={setRequestIds} />
      ) : (
        <Outcomes ids={requestIds} onClose={onClose} onAgain={() => setRequestIds(null)} />
      )}
    </Modal>
  );
}

interface FormProps extends AddFromFileDialogProps {
  onStarted: (requestIds: readonly string[]) => void;
}

function Form({ service, onClose, onStarted }: FormProps) {
  const only = service.workspaceIds.length === 1 ? service.workspaceIds[0] : undefined;
  const [workspaceId, setWorkspaceId] = useState<number | null>(only ?? null);
  return (
    <Stack>
      {only === undefined && <WorkspaceChoice serviceId={service.id} value={workspaceId} onChange={setWorkspaceId} />}
      {workspaceId !== null && (
        <Upload key={workspaceId} workspaceId={workspaceId} onClose={onClose} onStarted={onStarted} />
      )}
    </Stack>
  );
}

interface UploadProps {
  workspaceId: number;
  onClose: () => void;
  onStarted: (requestIds: readonly string[]) => void;
}

function Upload({ workspaceId, onClose, onStarted }: UploadProps) {
  const { common, file: words, provision } = useTexts();
  const { language } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const preview = useFilePreview(workspaceId);
  const { addFromFile } = useProvisioning();
  const accounts = preview.data?.summary.accounts ?? 0;
  const isWrong = (preview.data?.errors.length ?? 0) > 0;

  const look = (chosen: File) => {
    setFile(chosen);
    addFromFile.reset();
    preview.mutate(chosen);
  };

  return (
    <>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text size="sm" c="dimmed" flex="1 1 260px">
          {provision.fileHint}
        </Text>
        <Button
          component="a"
          href={templateAddress(useOrganizationId(), workspaceId, language)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {words.template}
        </Button>
      </Group>
      <FileDrop file={file} isReading={preview.isPending} onChoose={look} />
      <FormError error={preview.error ?? addFromFile.error} />
      {preview.data !== undefined && (
        <>
          {isWrong && <FileErrors errors={preview.data.errors} />}
          <NewAccountsPreview preview={preview.data} />
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        {file !== null && accounts > 0 && (
          <Button
            disabled={isWrong}
            loading={addFromFile.isPending}
            onClick={() =>
              addFromFile.mutate({ workspaceId, file }, { onSuccess: ({ requestIds }) => onStarted(requestIds) })
            }
          >
            {provision.submitMany(accounts)}
          </Button>
        )}
      </Group>
    </>
  );
}

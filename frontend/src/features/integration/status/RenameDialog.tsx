import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useWorkspaceChanges } from "../queries";
import type { Workspace } from "../types";

export function RenameDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { common, integration } = useTexts();
  const { done } = useNotify();
  const { change } = useWorkspaceChanges();
  const { id: workspaceId, workspaceName: before } = workspace;
  const form = useForm({
    initialValues: { workspaceName: before },
    validate: { workspaceName: isNotEmpty(integration.workspaceNameMissing) },
  });

  const undo = () => change.mutate({ workspaceId, workspaceName: before });
  const submit = ({ workspaceName }: typeof form.values) =>
    change.mutate(
      { workspaceId, workspaceName: workspaceName.trim() },
      {
        onSuccess: () => {
          done(integration.status.renamed(workspaceName.trim()), undo);
          onClose();
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <Modal opened onClose={onClose} title={integration.status.renameTitle(before)} centered>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <FormError error={change.error} />
          <TextInput
            label={integration.workspaceName}
            required
            data-autofocus
            {...form.getInputProps("workspaceName")}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

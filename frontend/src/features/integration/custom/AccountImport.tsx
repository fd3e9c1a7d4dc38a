import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { FileErrors } from "@/components/FileErrors";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useFormat, useTexts } from "@/texts";
import { ImportPreview } from "./ImportPreview";
import { useImportAccounts, type ImportProblem } from "./queries";

/** A CSV is looked at first; what it would change is shown, and nothing is half imported. */
export function AccountImport({ workspaceId }: { workspaceId: number }) {
  const { custom } = useTexts().integration;
  const format = useFormat();
  const { done } = useNotify();
  const [file, setFile] = useState<File | null>(null);
  const preview = useImportAccounts(workspaceId);
  const apply = useImportAccounts(workspaceId);

  const choose = (chosen: File | null) => {
    setFile(chosen);
    apply.reset();
    if (chosen !== null) preview.mutate({ file: chosen, dryRun: true });
  };
  const importAll = (chosen: File) =>
    apply.mutate(
      { file: chosen, dryRun: false },
      {
        onSuccess: () => {
          done(custom.imported);
          setFile(null);
          preview.reset();
        },
      },
    );

  const problems = problemsOf(apply.error) ?? problemsOf(preview.error) ?? preview.data?.errors ?? [];
  const changes = preview.data === undefined ? 0 : preview.data.summary.added + preview.data.summary.changed;
  const failure = apply.error ?? preview.error;

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {custom.csvHint}
      </Text>
      <Group gap="sm">
        <FileButton accept=".csv,text/csv" onChange={choose}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileTypeCsv size={16} aria-hidden />}>
              {file === null ? custom.chooseFile : custom.otherFile}
            </Button>
          )}
        </FileButton>
        {file !== null && <Text size="sm">{file.name}</Text>}
        {preview.isPending && (
          <Text size="sm" c="dimmed" role="status">
            {custom.checking}
          </Text>
        )}
      </Group>
      {problems.length > 0 ? <FileErrors errors={problems} /> : <FormError error={failure} />}
      {preview.data !== undefined && problems.length === 0 && <ImportPreview outcome={preview.data} />}
      {file !== null && preview.data !== undefined && problems.length === 0 && changes > 0 && (
        <Group>
          <Button loading={apply.isPending} onClick={() => importAll(file)}>
            {custom.import(format.number(changes))}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function problemsOf(error: unknown): readonly ImportProblem[] | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { errors } = error.details;
  return Array.isArray(errors) && errors.length > 0 ? (errors as ImportProblem[]) : undefined;
}

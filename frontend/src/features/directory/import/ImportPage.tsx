import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { FileDrop } from "@/components/FileDrop";
import { FormError } from "@/components/FormError";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { BackToDirectory } from "../BackToDirectory";
import { ImportDone } from "./ImportDone";
import { ImportPreview } from "./ImportPreview";
import { encodings, templateAddress, useImport, type Encoding } from "./queries";

/** File, preview, apply: nothing is changed before somebody has seen what would be. */
export function ImportPage() {
  const { import: words } = useTexts().directory;
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<Encoding>("auto");
  const preview = useImport();
  const application = useImport();

  const look = (chosen: File, as: Encoding) => {
    setFile(chosen);
    setEncoding(as);
    application.reset();
    preview.mutate({ file: chosen, encoding: as, dryRun: true });
  };

  return (
    <Page kind="text">
      <BackToDirectory />
      <PageHeader title={words.title} lead={words.lead} actions={<TemplateButton />} />
      {application.data?.applied === true ? (
        <ImportDone result={application.data} />
      ) : (
        <Stack>
          <FileDrop file={file} isReading={preview.isPending} onChoose={(chosen) => look(chosen, encoding)} />
          <Group align="flex-end">
            <Select<Encoding>
              label={words.encoding}
              allowDeselect={false}
              w={180}
              value={encoding}
              onChange={(as) => (file === null ? setEncoding(as ?? "auto") : look(file, as ?? "auto"))}
              data={encodings.map((value) => ({ value, label: words.encodings[value] }))}
            />
            <Text size="sm" c="dimmed" flex={1} miw={240}>
              {words.matchHint}
            </Text>
          </Group>
          <FormError error={preview.error ?? application.error} />
          {file !== null && preview.data !== undefined && (
            <ImportPreview
              key={`${file.name} ${encoding}`}
              fileName={file.name}
              result={preview.data}
              isApplying={application.isPending}
              onApply={() => application.mutate({ file, encoding, dryRun: false })}
            />
          )}
        </Stack>
      )}
    </Page>
  );
}

function TemplateButton() {
  const { file: words } = useTexts();
  return (
    <Button
      component="a"
      href={templateAddress(useOrganizationId())}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {words.template}
    </Button>
  );
}

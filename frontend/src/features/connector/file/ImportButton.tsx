import { Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTexts } from "@/texts";
import { imported, type ConnectorFile } from "./file";
import { ImportDialog } from "./ImportDialog";

/** Takes over a connector that somebody else has written or recorded. */
export function ImportButton() {
  const { connector } = useTexts();
  const [file, setFile] = useState<ConnectorFile | null>(null);
  const read = async (chosen: File | null) => {
    if (chosen !== null) setFile(imported(chosen.name, await chosen.text()));
  };
  return (
    <>
      <FileButton accept=".yaml,.yml" onChange={(chosen) => void read(chosen)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
            {connector.file.import}
          </Button>
        )}
      </FileButton>
      {file !== null && <ImportDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}

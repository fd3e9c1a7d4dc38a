import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import type { OwnConnector } from "../types";
import { exported, fileNameOf } from "./file";

/** The saved version as a file to be shared. */
export function ExportButton({ connector: own }: { connector: OwnConnector }) {
  const { connector } = useTexts();
  return (
    <Button
      component="a"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      href={`data:application/yaml;charset=utf-8,${encodeURIComponent(exported(own))}`}
      download={fileNameOf(own)}
    >
      {connector.file.export}
    </Button>
  );
}

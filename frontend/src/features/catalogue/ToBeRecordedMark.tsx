import { Badge } from "@mantine/core";
import { useTexts } from "@/texts";
import type { CatalogueService } from "./types";

/** Marks a service that nothing reads yet, and whose pages are known well enough to begin recording a recipe. */
export function ToBeRecordedMark({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  if (!service.toBeRecorded) return null;
  return (
    <Badge size="sm" radius="sm" variant="light">
      {catalogue.toBeRecorded}
    </Badge>
  );
}

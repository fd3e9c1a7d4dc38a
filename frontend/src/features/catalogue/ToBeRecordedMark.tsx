import { Badge } from "@mantine/core";
import { useTexts } from "@/texts";
import type { CatalogueService } from "./types";

/** Marks a service that waits to be recorded because its pages are known well enough, or that the organization recorded. */
export function ToBeRecordedMark({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  if (!service.toBeRecorded && service.recordedAs === null) return null;
  return (
    <Badge size="sm" radius="sm" variant="light">
      {service.toBeRecorded ? catalogue.toBeRecorded : catalogue.recorded}
    </Badge>
  );
}

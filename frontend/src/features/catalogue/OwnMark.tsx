import { Badge } from "@mantine/core";
import { useTexts } from "@/texts";
import type { CatalogueService } from "./types";

/** Marks a service that the organization added by a manifest of its own. */
export function OwnMark({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  if (!service.own) return null;
  return (
    <Badge size="sm" radius="sm" variant="default">
      {catalogue.own}
    </Badge>
  );
}

import { Group, Text } from "@mantine/core";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { CapabilityMarks } from "./CapabilityMarks";
import classes from "./Catalogue.module.css";
import { IntegrateButton } from "./IntegrateButton";
import { OwnMark } from "./OwnMark";
import { ToBeRecordedMark } from "./ToBeRecordedMark";
import type { CatalogueService } from "./types";
import { Checked } from "./VerificationMark";
import { categoryLabel, useBilingual } from "./words";

interface ServiceCardProps {
  service: CatalogueService;
  isOpen: boolean;
  onOpen: () => void;
  onIntegrate: () => void;
}

export function ServiceCard({ service, isOpen, onOpen, onIntegrate }: ServiceCardProps) {
  const { catalogue } = useTexts();
  const said = useBilingual();
  const name = said(service.name);
  const ways = [...new Set(service.ways.map(({ kind }) => catalogue.ways[kind]))].join(" · ");

  return (
    <article className={classes.card} data-open={isOpen || undefined}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ServiceMark uniqueName={service.slug} name={name} size={32} />
        <div className={classes.title}>
          <button type="button" className={classes.name} aria-label={catalogue.details(name)} onClick={onOpen}>
            {name}
          </button>
          <Text size="xs" c="dimmed">
            {categoryLabel(catalogue, service.category)} · {ways}
          </Text>
          <OwnMark service={service} />
          <ToBeRecordedMark service={service} />
        </div>
        {service.integrated && (
          <span className={classes.small}>
            <StatusBadge tone="good" label={catalogue.integrated} />
          </span>
        )}
      </Group>
      <CapabilityMarks service={service} />
      <div className={classes.foot}>
        <span className={`${classes.above} ${classes.small}`}>
          <Checked service={service} />
        </span>
        <IntegrateButton service={service} onClick={onIntegrate} className={classes.above} />
      </div>
    </article>
  );
}

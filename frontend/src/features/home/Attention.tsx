import { Text } from "@mantine/core";
import { EmptyState } from "@/components/EmptyState";
import { LinkButton } from "@/components/LinkButton";
import { Panel } from "@/components/Panel";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useServiceNameOf } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { destinationOf, worstFirst, type AttentionItem } from "./attentionItems";
import classes from "./Home.module.css";

const tones: Record<AttentionItem["level"], StatusTone> = {
  critical: "critical",
  warning: "warning",
  info: "neutral",
};

export function Attention({ items }: { items: readonly AttentionItem[] }) {
  const { home } = useTexts();
  return (
    <Panel title={home.needsAttention}>
      {items.length === 0 ? (
        <EmptyState title={home.allWell} hint={home.allWellHint} />
      ) : (
        <ul className={classes["lines"]}>
          {worstFirst(items).map((item) => (
            <AttentionLine key={`${item.kind}-${item.workspaceId ?? item.serviceName ?? ""}`} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function AttentionLine({ item }: { item: AttentionItem }) {
  const { home } = useTexts();
  const serviceName = useServiceNameOf()(item.workspaceId) ?? item.serviceName;
  const words = home.kinds[item.kind];
  const title = words.title({ ...item, serviceName });
  return (
    <li>
      <span className={classes["level"]}>
        <StatusBadge tone={tones[item.level]} label={home.levels[item.level]} />
      </span>
      <div className={classes["what"]}>
        <Text fw={600}>{title}</Text>
        <Text c="dimmed">{words.detail(item)}</Text>
      </div>
      <LinkButton
        {...destinationOf(item)}
        size="compact-sm"
        variant={item.level === "critical" ? "filled" : "default"}
        aria-label={`${words.action}: ${title}`}
      >
        {words.action}
      </LinkButton>
    </li>
  );
}

import { ActionIcon, Indicator, Popover, Skeleton, Stack, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { RelativeTime } from "@/components/RelativeTime";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { targetName, TypeMark } from "../cells";
import { newestQuery, summaryQuery } from "../queries";
import type { Alert } from "../types";
import classes from "../Alert.module.css";

/** How many alerts there are, and the newest of them. */
export function Bell() {
  const { bell } = useTexts().alert;
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { data: summary } = useQuery(summaryQuery(useOrganizationId()));
  const count = summary?.byType.reduce((sum, each) => sum + each.count - each.muted, 0) ?? 0;

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={360}>
      <Indicator disabled={count === 0} label={shortened(count)} size={16} offset={4} color="red.9">
        <Popover.Target>
          <ActionIcon aria-label={bell.open(format.number(count))} onClick={() => setOpen(!isOpen)}>
            <IconBell size={18} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={bell.title}>
        <Newest onLeave={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

const shown = 5;

function Newest({ onLeave }: { onLeave: () => void }) {
  const { bell } = useTexts().alert;
  const { data: alerts } = useQuery(newestQuery(useOrganizationId(), shown));
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {bell.title}
      </Text>
      {alerts === undefined && <Skeleton height={120} />}
      {alerts?.length === 0 && (
        <Text size="sm" c="dimmed">
          {bell.empty}
        </Text>
      )}
      <ul className={classes.bellLines}>
        {alerts?.map((alert) => (
          <Line key={alert.id} alert={alert} onLeave={onLeave} />
        ))}
      </ul>
      <LinkButton to="/alerts" search={{}} variant="default" size="compact-sm" onClick={onLeave}>
        {bell.all}
      </LinkButton>
    </Stack>
  );
}

function Line({ alert, onLeave }: { alert: Alert; onLeave: () => void }) {
  const { account } = useTexts();
  const serviceName = useServiceName();
  return (
    <li>
      <Link to="/alerts" search={{ open: String(alert.id) }} className={classes.bellLine} onClick={onLeave}>
        <span style={{ minWidth: 0 }}>
          <TypeMark type={alert.type} level={alert.level} />
          <Text size="sm" truncate>
            {targetName(alert, account)} · {serviceName(alert.service)}
          </Text>
        </span>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }} component="span">
          <RelativeTime at={alert.since} />
        </Text>
      </Link>
    </li>
  );
}

/** What fits into the mark at the bell. */
function shortened(count: number): string {
  return count > 99 ? "99+" : String(count);
}

import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "@/app/session";
import { useFormat, useTexts } from "@/texts";
import classes from "../board/Board.module.css";
import { queueQuery } from "./queries";

/** What the automations will do for a person, and when; nothing when nothing waits. */
export function PersonQueue({ peopleId }: { peopleId: number }) {
  const { automation } = useTexts();
  const format = useFormat();
  const maySee = useCan("accounts:read");
  const { data: queue = [] } = useQuery({ ...queueQuery(useOrganizationId(), peopleId), enabled: maySee });
  if (queue.length === 0) return null;
  return (
    <section style={{ marginTop: 20 }}>
      <Title order={2} size="sm" mb={6}>
        {automation.queue}
      </Title>
      <Stack gap={6}>
        {queue.map(({ automationId, name, runOn }) => (
          <Text key={`${automationId}-${runOn}`} size="sm">
            <Link
              to="/offboarding/automations/$automationId"
              params={{ automationId: String(automationId) }}
              className={classes.link}
            >
              {name}
            </Link>{" "}
            · {format.day(runOn)}
          </Text>
        ))}
      </Stack>
    </section>
  );
}

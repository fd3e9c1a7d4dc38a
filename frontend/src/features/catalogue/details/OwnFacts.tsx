import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { connectorQuery } from "@/features/connector/queries";
import { useFormat, useTexts } from "@/texts";
import { Part } from "./Part";

/** Who wrote a connector of the organization's own, and where it is changed and tried. */
export function OwnFacts({ slug }: { slug: string }) {
  const { catalogue, connector } = useTexts();
  const { own } = catalogue.drawer;
  const format = useFormat();
  const mayChange = useCan("workspaces:connect");
  const { data } = useQuery({ ...connectorQuery(useOrganizationId(), slug), enabled: mayChange });
  const latest = data?.versions.find(({ version }) => version === data.version);
  return (
    <Part title={own.title}>
      <Text size="sm">{own.lead}</Text>
      {data && latest && (
        <Text size="sm" c="dimmed">
          {[connector.versionOf(data.version), latest.createdBy, format.dateTime(new Date(latest.createdAt))].join(
            " · ",
          )}
        </Text>
      )}
      {mayChange && (
        <Group mt={6}>
          <LinkButton to="/settings/connectors/$slug" params={{ slug }} size="compact-sm" variant="default">
            {own.open}
          </LinkButton>
        </Group>
      )}
    </Part>
  );
}

import { Group, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { client, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useCan, useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { useFormat, useTexts } from "@/texts";

const shownAccounts = 5;

function useFirstAccounts(workspaceId: number, enabled: boolean) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: queryKey("account", organizationId, "first", workspaceId),
    queryFn: ({ signal }) =>
      readPage(
        client.GET("/api/v1/organizations/{organizationId}/accounts", {
          params: { path: { organizationId }, query: { workspaceIds: [workspaceId], limit: shownAccounts } },
          signal,
        }),
      ),
    enabled,
  });
}

/** The first few accounts of a workspace, to see that the right thing was integrated. */
export function FirstLook({ workspaceId }: { workspaceId: number }) {
  const { account, integration } = useTexts();
  const { sync } = integration;
  const format = useFormat();
  const mayRead = useCan("accounts:read");
  const { data, error, refetch } = useFirstAccounts(workspaceId, mayRead);
  if (!mayRead) return null;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={140} />;
  const others = (data.totalCount ?? data.items.length) - data.items.length;

  return (
    <Stack gap="xs">
      <Title order={3} size="sm">
        {sync.firstLook}
      </Title>
      {data.items.length === 0 ? (
        <Text size="sm">{sync.noAccounts}</Text>
      ) : (
        <Table.ScrollContainer minWidth={380}>
          <Table fz="sm" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{account.columns.displayName}</Table.Th>
                <Table.Th>{account.columns.email}</Table.Th>
                <Table.Th>{account.columns.userType}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((each) => (
                <Table.Tr key={each.id}>
                  <Table.Td>{each.displayName ?? each.userName}</Table.Td>
                  <Table.Td>{each.email}</Table.Td>
                  <Table.Td>{account.userTypes[each.userType]}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group gap="sm">
        <LinkButton to="/accounts" search={{ workspaceIds: String(workspaceId) }} variant="default">
          {sync.showAccounts}
        </LinkButton>
        {others > 0 && (
          <Text size="sm" c="dimmed">
            {sync.andMore(format.number(others))}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

import { Skeleton, Table } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import classes from "./connector.module.css";
import { ImportButton } from "./file/ImportButton";
import { connectorsQuery } from "./queries";

/** The connectors that the organization wrote itself. */
export function ConnectorsPage() {
  const { connector } = useTexts();
  const { data, error, refetch } = useQuery(connectorsQuery(useOrganizationId()));
  const add = (
    <LinkButton to="/settings/connectors/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {connector.add}
    </LinkButton>
  );
  return (
    <Page kind="text">
      <PageHeader
        title={connector.title}
        lead={connector.lead}
        actions={
          <>
            <ImportButton />
            {add}
          </>
        }
      />
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={200} maw={860} />
      ) : data.length === 0 ? (
        <EmptyState title={connector.empty.title} hint={connector.empty.hint} action={add} />
      ) : (
        <Table maw={860} verticalSpacing={8} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{connector.slug}</Table.Th>
              <Table.Th ta="end">{connector.version}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ slug, version }) => (
              <Table.Tr key={slug}>
                <Table.Td>
                  <Link to="/settings/connectors/$slug" params={{ slug }} className={classes.link}>
                    {slug}
                  </Link>
                </Table.Td>
                <Table.Td ta="end" className="numeric">
                  {version}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Page>
  );
}

import { SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { Panel } from "@/components/Panel";
import { useTexts } from "@/texts";
import { namesQuery, type NameList } from "../queries";

/** The companies, departments and locations that people have. */
export function NamesPanel() {
  const { lists } = useTexts().directory.settings;
  return (
    <Panel title={lists.title} lead={lists.lead}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Names title={lists.companies} list="companies" />
        <Names title={lists.departments} list="departments" />
        <Names title={lists.locations} list="locations" />
      </SimpleGrid>
    </Panel>
  );
}

function Names({ title, list }: { title: string; list: NameList }) {
  const { lists } = useTexts().directory.settings;
  const { data: names = [] } = useQuery(namesQuery(useOrganizationId(), list));
  return (
    <div>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          {lists.none}
        </Text>
      ) : (
        names.map((name) => (
          <Text key={name} size="sm">
            {name}
          </Text>
        ))
      )}
    </div>
  );
}

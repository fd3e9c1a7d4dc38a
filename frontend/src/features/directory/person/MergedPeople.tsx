import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useCan } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { usePersonChanges } from "../queries";
import type { Identity, MergedPerson } from "../types";

export function MergedPeople({ person }: { person: Identity }) {
  const { directory: texts } = useTexts();
  const { done, refused } = useNotify();
  const { merge, unmerge } = usePersonChanges();
  const mayChange = useCan("directory:write");
  if (person.mergedPeople.length === 0) return null;

  const release = (merged: MergedPerson) =>
    unmerge.mutate([merged.id], {
      onSuccess: () =>
        done(texts.person.unmerged(merged.displayName), () =>
          merge.mutate([{ fromPeopleId: merged.id, toPeopleId: person.peopleId }], { onError: refused }),
        ),
      onError: refused,
    });

  return (
    <Stack component="section" gap="xs" mt="md">
      <Title order={2} size="sm">
        {texts.person.merged}
      </Title>
      <Text size="xs" c="dimmed">
        {texts.person.mergedLead}
      </Text>
      {person.mergedPeople.map((merged) => (
        <Group key={merged.id} justify="space-between" wrap="nowrap" gap="xs">
          <div>
            <Text size="sm">{merged.displayName}</Text>
            <Text size="xs" c="dimmed">
              {merged.primaryEmail}
            </Text>
          </div>
          {mayChange && (
            <Button size="compact-sm" variant="default" loading={unmerge.isPending} onClick={() => release(merged)}>
              {texts.person.unmerge}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArchive, IconArrowMerge, IconDots, IconPencil, IconTrash, IconUserOff } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCan } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { LinkButton } from "@/components/LinkButton";
import { PageHeader } from "@/components/PageHeader";
import { useNotify } from "@/components/useNotify";
import { AddAccountButton } from "@/features/operation/provision/AddAccountButton";
import { StartButton } from "@/features/offboarding/start/StartButton";
import { useFormat, useTexts } from "@/texts";
import { MergeWithDialog } from "../merge/MergeWithDialog";
import { usePersonChanges } from "../queries";
import { StatusMark } from "../StatusMark";
import type { Identity } from "../types";
import { statusDate } from "./statusDate";

export function PersonHeader({ person }: { person: Identity }) {
  const { directory: texts } = useTexts();
  const mayChange = useCan("directory:write");
  const date = statusDate(person, texts.person, useFormat());
  return (
    <>
      <PageHeader title={person.displayName} actions={mayChange && <PersonActions person={person} />} />
      <Group gap="md" mb="md" mt={-4}>
        <StatusMark status={person.employeeStatus} />
        {date !== null && <Text size="sm">{date}</Text>}
        <Text size="sm">{texts.types[person.employeeType]}</Text>
        <Text size="sm" c="dimmed">
          {texts.kinds[person.managementType]}
        </Text>
        {person.primaryEmail !== null && (
          <Text size="sm" c="dimmed">
            {person.primaryEmail}
          </Text>
        )}
      </Group>
    </>
  );
}

function PersonActions({ person }: { person: Identity }) {
  const { directory: texts } = useTexts();
  const { actions, person: words } = texts;
  const navigate = useNavigate();
  const { done, refused } = useNotify();
  const { toggleArchive, toggleUnregistered, remove } = usePersonChanges();
  const [isMerging, merging] = useDisclosure(false);
  const [isDeleting, deleting] = useDisclosure(false);
  const [isUnregistering, unregistering] = useDisclosure(false);
  const name = person.displayName;
  const isArchived = person.employeeStatus === "archived";
  const isUnregistered = person.managementType === "unregistered";

  const archive = () =>
    toggleArchive.mutate([person.id], {
      onSuccess: () =>
        done(isArchived ? words.unarchived(name) : words.archived(name), () =>
          toggleArchive.mutate([person.id], { onError: refused }),
        ),
      onError: refused,
    });
  const unregister = async () => {
    await toggleUnregistered.mutateAsync(person.id);
    done(isUnregistered ? words.reregistered(name) : words.unregistered(name), () =>
      toggleUnregistered.mutate(person.id, { onError: refused }),
    );
  };
  const deleteForGood = async () => {
    await navigate({ to: "/directory", search: {} });
    await remove.mutateAsync(person.id);
    done(words.deleted(name));
  };

  return (
    <Group gap="xs">
      <LinkButton
        to="/directory/$identityId/edit"
        params={{ identityId: person.id }}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {actions.edit}
      </LinkButton>
      <AddAccountButton person={person} />
      <StartButton person={person} />
      <Button variant="default" leftSection={<IconArrowMerge size={16} aria-hidden />} onClick={merging.open}>
        {actions.merge}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" aria-label={actions.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={archive}>
            {isArchived ? actions.unarchive : actions.archive}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserOff size={16} aria-hidden />}
            onClick={isUnregistered ? () => void unregister().catch(refused) : unregistering.open}
          >
            {isUnregistered ? actions.reregister : actions.unregister}
          </Menu.Item>
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={deleting.open}
          >
            {actions.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MergeWithDialog
        person={person}
        opened={isMerging}
        onClose={merging.close}
        onDone={({ id }) => void navigate({ to: "/directory/$identityId", params: { identityId: id }, search: {} })}
      />
      <ConfirmDialog
        opened={isUnregistering}
        onClose={unregistering.close}
        title={words.unregisterTitle(name)}
        consequences={words.unregisterEffects}
        action={actions.unregister}
        onConfirm={unregister}
      />
      <ConfirmDialog
        opened={isDeleting}
        onClose={deleting.close}
        title={words.deleteTitle(name)}
        consequences={words.deleteEffects(person.accountCount)}
        action={actions.delete}
        nameToType={name}
        onConfirm={deleteForGood}
      />
    </Group>
  );
}

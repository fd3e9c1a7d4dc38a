import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useSession } from "@/app/session";
import { useTexts } from "@/texts";
import { forgetView, readViews, saveView, type SavedView } from "./memory";
import type { ListStateHandle } from "./useListState";

interface ViewMenuProps {
  listId: string;
  handle: ListStateHandle;
}

export function ViewMenu({ listId, handle }: ViewMenuProps) {
  const { list } = useTexts();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={list.views}>
          <ActionIcon aria-label={list.views} onClick={() => setOpened(!opened)}>
            <IconBookmark size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={list.views}>
        <Views listId={listId} handle={handle} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Views({ listId, handle, onDone }: ViewMenuProps & { onDone: () => void }) {
  const { list } = useTexts();
  const { user } = useSession();
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(user.id, listId));
  const [name, setName] = useState("");

  const save = () => {
    const search = { ...handle.search, open: undefined };
    setViews(saveView(user.id, listId, { name: name.trim(), search }));
    setName("");
  };

  return (
    <Stack gap="xs" w={280}>
      {views.length === 0 && (
        <Text size="sm" c="dimmed">
          {list.noViews}
        </Text>
      )}
      {views.map((view) => (
        <Group key={view.name} gap={4} wrap="nowrap">
          <Button
            variant="subtle"
            size="compact-sm"
            justify="flex-start"
            flex={1}
            onClick={() => {
              handle.replaceAll(view.search);
              onDone();
            }}
          >
            {view.name}
          </Button>
          <ActionIcon
            size={24}
            aria-label={list.forgetView(view.name)}
            onClick={() => setViews(forgetView(user.id, listId, view.name))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            label={list.viewName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={name.trim() === ""}>
            {list.saveView}
          </Button>
        </Group>
      </form>
      <Text size="xs" c="dimmed">
        {list.viewsAreLocal}
      </Text>
    </Stack>
  );
}

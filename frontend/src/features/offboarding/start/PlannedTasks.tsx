import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import { UserPicker } from "../UserPicker";
import type { PlannedTask } from "./draft";

interface PlannedTasksProps {
  tasks: readonly PlannedTask[];
  onChange: (tasks: readonly PlannedTask[]) => void;
}

/** What somebody has to do by hand: take back a laptop, a key, a phone number. */
export function PlannedTasks({ tasks, onChange }: PlannedTasksProps) {
  const { common, offboarding } = useTexts();
  const { task: words } = offboarding;
  const replace = (index: number, changes: Partial<PlannedTask>) =>
    onChange(tasks.map((task, place) => (place === index ? { ...task, ...changes } : task)));

  return (
    <section>
      <Title order={3} size="sm">
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {words.lead}
      </Text>
      <Stack gap="xs" align="stretch">
        {tasks.map((task, index) => (
          <Group key={index} gap="xs" align="flex-end">
            <TextInput
              label={words.what}
              flex="2 1 220px"
              value={task.title}
              onChange={(event) => replace(index, { title: event.currentTarget.value })}
            />
            <UserPicker
              label={words.assignee}
              value={task.assigneeId}
              onChange={(assigneeId) => replace(index, { assigneeId })}
            />
            <TextInput
              type="date"
              label={words.due}
              value={task.dueDate}
              onChange={(event) => replace(index, { dueDate: event.currentTarget.value })}
            />
            <ActionIcon
              size="lg"
              aria-label={`${common.remove}: ${task.title}`}
              onClick={() => onChange(tasks.filter((_, place) => place !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...tasks, { title: "", assigneeId: null, dueDate: "" }])}
        >
          {words.add}
        </Button>
      </Stack>
    </section>
  );
}
